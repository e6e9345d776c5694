import { beforeAll, describe, expect, it } from 'vitest';
import { deskContext, readBody, ruleWith } from '../../../tests/support/config-text.js';
import type { ResolveContext } from './context.js';

let context: ResolveContext;

beforeAll(async () => {
  context = await deskContext();
});

/** [what, text, path, line:column, part of the message, part of the remedy] */
const ERRORS: readonly (readonly [string, string, string, string, string, string])[] = [
  [
    'a choice with a near miss',
    ruleWith('{ metric: up, below: 1 }').replace('warning', 'warnin'),
    'rules[0].severity',
    '5:15',
    'critical, warning, info',
    'Did you mean warning?',
  ],
  ['no condition', ruleWith('{ metric: up }'), 'rules[0].when', '7:11', 'nothing to compare with', 'above, below'],
  [
    'two conditions',
    ruleWith('{ metric: up, above: 0, below: 1 }'),
    'rules[0].when.below',
    '7:35',
    'also has above',
    'two rules',
  ],
  ['no metric', ruleWith('{ above: 1 }'), 'rules[0].when', '7:11', 'no metric', 'Add metric'],
  [
    'metric and ratio',
    ruleWith('{ metric: up, ratio: { bad: a, total: b }, window: 5m, above: 1 }'),
    'rules[0].when.ratio',
    '7:25',
    'either a metric or a ratio',
    'Remove one',
  ],
  [
    'a reducer without a window',
    ruleWith('{ metric: up, reduce: avg, below: 1 }'),
    'rules[0].when.window',
    '7:11',
    'reduce: avg needs a window',
    'window: 15m',
  ],
  [
    'a broken matcher',
    ruleWith('{ metric: up, below: 1, match: { page: "=~(" } }'),
    'rules[0].when.match.page',
    '7:50',
    'not a valid regular expression',
    'brackets',
  ],
  [
    'a matcher that may take for ever',
    ruleWith('{ metric: up, below: 1, match: { page: "=~(a+)+" } }'),
    'rules[0].when.match.page',
    '7:50',
    'may take for ever',
    'brackets',
  ],
  [
    'a clear beyond the condition',
    ruleWith('{ metric: http_response_seconds, above: 2 }', '    clear: { below: 3 }'),
    'rules[0].clear.below',
    '8:21',
    'would end the breach while it lasts',
    'below 2',
  ],
  [
    'a clear on the wrong side',
    ruleWith('{ metric: http_response_seconds, above: 2 }', '    clear: { above: 1 }'),
    'rules[0].clear',
    '8:12',
    'the other side',
    'below',
  ],
  [
    'a threshold out of reach',
    ruleWith('{ metric: up, above: 1 }'),
    'rules[0].when.above',
    '7:32',
    'up is at most 1',
    'below 1',
  ],
  [
    'a rule without severity',
    'rules: [{ id: r, category: business, when: { metric: up, below: 1 } }]',
    'rules[0].severity',
    '2:9',
    'no severity',
    'critical, warning or info',
  ],
  [
    'a switch for a rule that is not there',
    'rules: [{ id: site-dwn, enabled: true }]',
    'rules[0].id',
    '2:15',
    'no built-in rule',
    'Did you mean "site-down"?',
  ],
  [
    'an unknown channel',
    ruleWith('{ metric: up, below: 1 }', '    channels: [pager]'),
    'rules[0].channels[0]',
    '8:16',
    'must be a channel',
    'desktop',
  ],
];

describe('a rule with a mistake', () => {
  it.each(ERRORS)('%s', (_, text, path, place, message, remedy) => {
    const found = readBody(text, context).problems.filter((problem) => problem.severity === 'error');
    expect(found).toHaveLength(1);
    expect({ path: found[0]?.path, place: `${found[0]?.line}:${found[0]?.column}` }).toEqual({ path, place });
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.remedy).toContain(remedy);
  });
});
