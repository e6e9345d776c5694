import { parseMatcher } from '../../core/rule/matcher.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import { CONDITIONS, thresholdOf } from '../resolve-rule.js';
import type { RuleDocument, WhenDocument } from '../schema/v1/rule.js';

/** Contradictions inside one rule: what it looks at, how it reduces, what it compares, and what ends the breach. */
export const inspectCondition = (rule: RuleDocument, at: Path): readonly Finding[] => {
  const { when } = rule;
  if (when === undefined) return [];
  const inWhen = [...at, 'when'];
  return [
    ...subject(when, inWhen),
    ...comparison(when, inWhen),
    ...reduction(when, inWhen),
    ...matching(when, inWhen),
    ...clearing(rule, at),
  ];
};

const subject = (when: WhenDocument, at: Path): readonly Finding[] => {
  if (when.metric !== undefined && when.ratio !== undefined) {
    return [error([...at, 'ratio'], 'a rule looks at either a metric or a ratio', 'Remove one of the two.', 'key')];
  }
  const hasSubject =
    when.metric !== undefined || when.ratio !== undefined || when.burnRate !== undefined || when.event !== undefined;
  return hasSubject ? [] : [error(at, 'says no metric', 'Add metric: and the name of a metric.')];
};

const comparison = (when: WhenDocument, at: Path): readonly Finding[] => {
  const given = CONDITIONS.filter((condition) => when[condition] !== undefined);
  if (given.length === 1) return [];
  const [first, second] = given;
  if (first === undefined) return [error(at, 'has nothing to compare with', `Add one of ${CONDITIONS.join(', ')}.`)];
  return [
    error([...at, second as string], `a rule has one condition, this one also has ${first}`, 'Make two rules of it.', 'key'),
  ];
};

const reduction = (when: WhenDocument, at: Path): readonly Finding[] => {
  const reduce = when.reduce ?? 'last';
  const needsWindow = reduce !== 'last' || when.ratio !== undefined;
  if (needsWindow && when.window === undefined) {
    const what = when.ratio === undefined ? `reduce: ${reduce}` : 'a ratio';
    return [error([...at, 'window'], `${what} needs a window`, 'Add for example window: 15m.')];
  }
  if (!needsWindow && when.window !== undefined && thresholdOf(when) !== undefined) {
    return [
      warning(
        [...at, 'window'],
        'is not used, because the rule reduces to the last value',
        'Add reduce: avg, or remove window.',
      ),
    ];
  }
  return [];
};

const matching = (when: WhenDocument, at: Path): readonly Finding[] =>
  Object.entries(when.match ?? {}).flatMap(([label, text]) => {
    const parsed = parseMatcher(label, text);
    return parsed.ok ? [] : [error([...at, 'match', label], parsed.error, 'Check its brackets and backslashes.')];
  });

/** A breach ends on the good side of its threshold; a clear threshold further into the breach would end it while it lasts. */
const clearing = ({ when, clear }: RuleDocument, at: Path): readonly Finding[] => {
  if (clear === undefined) return [];
  const { above, below } = clear;
  if ((above === undefined) === (below === undefined)) {
    return [error([...at, 'clear'], 'needs one of above and below', 'Write for example clear: { below: 0.02 }.')];
  }
  const test = thresholdOf(when ?? {});
  if (test === undefined) return [];
  const side = test.kind === 'above' ? 'below' : 'above';
  const value = test.kind === 'above' ? below : above;
  if (value === undefined)
    return [error([...at, 'clear'], `must be the other side of the condition: ${side}`, `Write clear: { ${side}: … }.`)];
  const isBeyond = test.kind === 'above' ? value > test.threshold : value < test.threshold;
  const message = `would end the breach while it lasts: the condition is ${test.kind} ${test.threshold}`;
  return isBeyond ? [error([...at, 'clear', side], message, `Choose a value ${side} ${test.threshold}.`)] : [];
};
