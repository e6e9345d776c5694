import { beforeAll, describe, expect, it } from 'vitest';
import { deskContext, readBody, ruleWith, targetsWith } from '../../../tests/support/config-text.js';
import type { ResolveContext } from './context.js';

let context: ResolveContext;

beforeAll(async () => {
  context = await deskContext();
});

/** [what, text, path, line, part of the message] */
const WARNINGS: readonly (readonly [string, string, string, number, string])[] = [
  ['a heartbeat whose address everybody reads', 'heartbeat: { url: https://h.example }', 'heartbeat.url', 2, 'plain text'],
  ['Slack without a way in', 'channels: { slack: {} }', 'channels.slack', 2, 'has no webhookUrl or botToken'],
  ['Slack without buttons', 'channels: { slack: { botToken: { env: HOME } } }', 'channels.slack', 2, 'have no buttons'],
  [
    'Slack with buttons that nothing shows',
    'channels: { slack: { webhookUrl: { env: HOME }, appToken: { env: HOME } } }',
    'channels.slack',
    2,
    'no botToken',
  ],
  [
    'a short message that talks',
    `templates: { sms: { text: "${'Dear colleague. '.repeat(8)}{summary} {id}" } }`,
    'templates.sms.text',
    2,
    'has 129 letters',
  ],
  ['a short message of nothing', 'templates: { sms: { text: "Look at {id}" } }', 'templates.sms.text', 2, 'does not say what'],
  ['a short message without an id', 'templates: { sms: { text: "{summary}" } }', 'templates.sms.text', 2, 'which alert'],
  ['email without a server', 'channels: { email: { to: [a@x.org], from: w@x.org } }', 'channels.email', 2, 'has no server'],
  [
    'email without a sender',
    'channels: { email: { to: [a@x.org], smtp: { host: mail.x.org } } }',
    'channels.email',
    2,
    'has no sender',
  ],
  ['SMS without a provider', 'channels: { sms: { to: ["+441234567890"] } }', 'channels.sms', 2, 'has no provider'],
  [
    'an example’s number',
    'channels: { sms: { to: ["+44XXXXXXXXX"] } }',
    'channels.sms.to[0]',
    2,
    'stands for a telephone number',
  ],
  ['an example’s number in a team', 'teams: { senior: { sms: ["+44XXXXXXXXX"] } }', 'teams.senior.sms[0]', 2, 'is none'],
  ['a channel without recipients', 'channels: { email: { enabled: true } }', 'channels.email', 2, 'no recipients'],
  [
    'SMS that go no further',
    'channels: { sms: { to: ["+441234567890"] } }',
    'channels.sms',
    2,
    'the level-1 team has no numbers',
  ],
  [
    'levels that come in the wrong order',
    'escalation: { critical: [{ level: 1, after: 4h, team: senior }, { level: 2, after: 1h, team: management }] }',
    'escalation.critical[0].after',
    2,
    'does not come before level 2',
  ],
  [
    'an inhibition by a rule that is not there',
    'inhibit: [{ when: { rule: site-dwn }, mute: { category: performance } }]',
    'inhibit[0].when.rule',
    2,
    'no rule "site-dwn"',
  ],
  ['an inhibition of everything', 'inhibit: [{ when: { rule: site-down }, mute: {} }]', 'inhibit[0].mute', 2, 'every other'],
  [
    'a maintenance window that is over',
    'maintenance: [{ match: {}, from: 2020-01-01T10:00:00Z, to: 2020-01-01T12:00:00Z }]',
    'maintenance[0].to',
    2,
    'in the past',
  ],
  ['an event that nothing produces', ruleWith('{ event: failed }'), 'rules[0].when', 7, 'nothing produces the metric event'],
  [
    'a baseline that nothing is compared with',
    ruleWith('{ metric: up, below: 1, baseline: ema }'),
    'rules[0].when.baseline',
    7,
    'compares with no baseline',
  ],
  [
    'a window that the condition brings itself',
    ruleWith('{ metric: up, absent: 10m, window: 5m }'),
    'rules[0].when.window',
    7,
    'absent says itself',
  ],
  [
    'a window that is empty for some targets',
    ruleWith('{ metric: up, reduce: avg, window: 5m, below: 1 }').replace(
      'targets: [',
      'targets: [{ id: rare, url: https://b.example, every: 1h }, ',
    ),
    'rules[0].when.window',
    7,
    'longest interval of 1h',
  ],
  [
    'a ratio of counters that nothing produces',
    ruleWith('{ ratio: { bad: failures_total, total: tries_total }, window: 15m, above: 3% }'),
    'rules[0].when.ratio.bad',
    7,
    'nothing produces the metric failures_total',
  ],
  [
    'a metric that nothing produces',
    ruleWith('{ metric: lcp_seconds, above: 2.5 }'),
    'rules[0].when.metric',
    7,
    'nothing produces',
  ],
  [
    'a metric without a target',
    'rules: [{ id: r, severity: info, category: business, when: { metric: up, below: 1 } }]',
    'rules[0].when.metric',
    2,
    'nothing produces the metric up here',
  ],
  [
    'a match on a target that is not there',
    ruleWith('{ metric: up, below: 1, match: { target: b } }'),
    'rules[0].when.match.target',
    7,
    'no target "b"',
  ],
  [
    'a playbook that is not there',
    ruleWith('{ metric: up, below: 1 }', '    playbook: site-dwn'),
    'rules[0].playbook',
    8,
    'no playbook',
  ],
  ['a window that does nothing', ruleWith('{ metric: up, below: 1, window: 5m }'), 'rules[0].when.window', 7, 'not used'],
  [
    'a confirmation longer than the interval',
    targetsWith('every: 20s, timeout: 15s'),
    'targets[0].timeout',
    3,
    '2 tries can take 35s',
  ],
  [
    'a team without addresses',
    'profile: none\nescalation: { critical: [{ level: 1, after: 1h, team: senior }] }',
    'escalation.critical[0].team',
    3,
    'no addresses',
  ],
  [
    'a secret in plain text',
    'channels: { slack: { webhookUrl: https://hooks.slack.com/T/B/s3cr3t } }',
    'channels.slack.webhookUrl',
    2,
    'plain text',
  ],
  [
    'a variable that is not set',
    'channels: { slack: { botToken: { env: NOT_SET } } }',
    'channels.slack.botToken',
    2,
    'NOT_SET is not set',
  ],
];

describe('a document with warnings', () => {
  it.each(WARNINGS)('%s', (_, text, path, line, message) => {
    const { config, problems } = readBody(text, context);
    expect(config).not.toBeNull();
    const found = problems.filter((problem) => problem.path === path && problem.message.includes(message));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'warning', line });
  });

  it('says nothing about a document that is right', () => {
    const text = `${targetsWith('every: 60s, assets: true, expect: { status: "200-399", json: "$.status == \'ok\'", certificateDays: 14 }')}
rules:
  - id: slow
    severity: critical
    category: performance
    when: { metric: http_response_seconds, match: { target: a }, reduce: avg, window: 5m, by: [target], above: 1.5 }
    clear: { below: 1 }
    playbook: slow-page-loads
  - { id: site-down, enabled: false }`;
    expect(readBody(text, context).problems).toEqual([]);
  });
});
