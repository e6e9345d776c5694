import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConfigProblem } from '../core/model/config.js';
import type { ResolveContext } from './context.js';
import type { Environment } from './environment.js';
import { readShipped } from './profiles.js';
import { readConfig, readDocument } from './read.js';

let context: ResolveContext;

beforeAll(async () => {
  const shipped = await readShipped(join(import.meta.dirname, '../../../resources'));
  context = { ...shipped, user: 'ana', timeZone: 'UTC', runtime: 'desk' };
});

const problemsOf = (body: string, environment: Environment = {}): readonly ConfigProblem[] =>
  readConfig(body.startsWith('version') ? body : `version: 1\n${body}\n`, environment, context).problems;

const TARGET = 'id: a, url: https://a.example';
const targets = (...keys: string[]): string => `targets:\n${keys.map((key) => `  - { ${TARGET}, ${key} }`).join('\n')}`;
const rule = (when: string, more = ''): string =>
  `targets: [{ ${TARGET} }]\nrules:\n  - id: r\n    severity: warning\n    category: business\n    when: ${when}\n${more}`;

/** [what, text, path, line:column, part of the message, part of the remedy] */
const ERRORS: readonly (readonly [string, string, string, string, string, string])[] = [
  ['an unknown key names the nearest', 'targts: []', 'targts', '2:1', 'unknown key "targts"', 'Did you mean "targets"?'],
  ['also deep inside', targets('expct: { status: "200" }'), 'targets[0].expct', '3:38', 'unknown key', '"expect"'],
  ['a swap of letters counts as one edit', 'tagrets: []', 'tagrets', '2:1', 'unknown', '"targets"'],
  ['a key that is like none', 'zebra: 1', 'zebra', '2:1', 'unknown key "zebra"', 'Remove it.'],
  [
    'a key known only elsewhere',
    'channels: { desktop: { bearer: x } }',
    'channels.desktop.bearer',
    '2:24',
    'unknown',
    'Known here: enabled, sound.',
  ],
  ['a wrong type', 'targets: home', 'targets', '2:10', 'must be a list', 'dash'],
  ['a text for a switch', targets('assets: "yes"'), 'targets[0].assets', '3:46', 'must be true or false', 'without quotes'],
  ['a number for a duration', targets('every: 60'), 'targets[0].every', '3:45', 'duration with its unit', '"30s"'],
  ['an unknown unit', targets('every: 5 parsecs'), 'targets[0].every', '3:45', 'duration', '"30s"'],
  ['no interval at all', targets('every: 0s'), 'targets[0].every', '3:45', 'longer than zero', '"30s"'],
  ['an interval under a second', targets('every: 10ms'), 'targets[0].every', '3:45', 'at least 1s', 'longer'],
  [
    'a timeout longer than the interval',
    targets('every: 30s, timeout: 30s'),
    'targets[0].timeout',
    '3:59',
    'shorter than the interval of 30s',
    'below 30s',
  ],
  ['a target without an address', 'targets:\n  - id: a', 'targets[0].url', '3:5', 'is missing', 'Add it'],
  [
    'an address that is none',
    'targets: [{ id: a, url: example.org }]',
    'targets[0].url',
    '2:25',
    'http or https address',
    'https://',
  ],
  [
    'an address of another kind',
    'targets: [{ id: a, url: "file:///etc/passwd" }]',
    'targets[0].url',
    '2:25',
    'http or https',
    'https://',
  ],
  [
    'the same id twice',
    targets('every: 60s', 'every: 30s'),
    'targets[1].id',
    '4:11',
    'already used by targets[0]',
    'another id',
  ],
  [
    'the id of this machine',
    'targets: [{ id: this-machine, url: https://a.example }]',
    'targets[0].id',
    '2:17',
    'the machine that Watchroom runs on',
    'another id',
  ],
  [
    'an id with a blank',
    'targets: [{ id: my page, url: https://a.example }]',
    'targets[0].id',
    '2:17',
    'an id of letters',
    'home-page',
  ],
  ['no status range', targets('expect: { status: "2xx" }'), 'targets[0].expect.status', '3:56', 'status codes', '200-399'],
  [
    'a range backwards',
    targets('expect: { status: "399-200" }'),
    'targets[0].expect.status',
    '3:56',
    'status codes',
    '200-399',
  ],
  [
    'a body without a verb',
    targets('expect: { body: "Book" }'),
    'targets[0].expect.body',
    '3:54',
    'contains(',
    'contains("Book a lesson")',
  ],
  [
    'a broken expression for the body',
    targets(`expect: { body: 'matches("(")' }`),
    'targets[0].expect.body',
    '3:54',
    'valid regular expression',
    'contains',
  ],
  [
    'a broken JSON path',
    targets('expect: { json: "status" }'),
    'targets[0].expect.json',
    '3:54',
    'JSON path',
    "$.status == 'ok'",
  ],
  [
    'a choice with a near miss',
    rule('{ metric: up, below: 1 }').replace('warning', 'warnin'),
    'rules[0].severity',
    '5:15',
    'critical, warning, info',
    'Did you mean warning?',
  ],
  ['no condition', rule('{ metric: up }'), 'rules[0].when', '7:11', 'nothing to compare with', 'above, below'],
  ['two conditions', rule('{ metric: up, above: 0, below: 1 }'), 'rules[0].when.below', '7:35', 'also has above', 'two rules'],
  ['no metric', rule('{ above: 1 }'), 'rules[0].when', '7:11', 'no metric', 'Add metric'],
  [
    'metric and ratio',
    rule('{ metric: up, ratio: { bad: a, total: b }, window: 5m, above: 1 }'),
    'rules[0].when.ratio',
    '7:25',
    'either a metric or a ratio',
    'Remove one',
  ],
  [
    'a reducer without a window',
    rule('{ metric: up, reduce: avg, below: 1 }'),
    'rules[0].when.window',
    '7:11',
    'reduce: avg needs a window',
    'window: 15m',
  ],
  [
    'a broken matcher',
    rule('{ metric: up, below: 1, match: { page: "=~(" } }'),
    'rules[0].when.match.page',
    '7:50',
    'not a valid regular expression',
    'brackets',
  ],
  [
    'a clear beyond the condition',
    rule('{ metric: http_response_seconds, above: 2 }', '    clear: { below: 3 }'),
    'rules[0].clear.below',
    '8:21',
    'would end the breach while it lasts',
    'below 2',
  ],
  [
    'a clear on the wrong side',
    rule('{ metric: http_response_seconds, above: 2 }', '    clear: { above: 1 }'),
    'rules[0].clear',
    '8:12',
    'the other side',
    'below',
  ],
  ['a threshold out of reach', rule('{ metric: up, above: 1 }'), 'rules[0].when.above', '7:32', 'up is at most 1', 'below 1'],
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
    rule('{ metric: up, below: 1 }', '    channels: [pager]'),
    'rules[0].channels[0]',
    '8:16',
    'must be a channel',
    'desktop',
  ],
  [
    'a team that is not there',
    'escalation: { critical: [{ level: 1, after: 1h, team: snior }] }',
    'escalation.critical[0].team',
    '2:55',
    'no team "snior"',
    '"senior"',
  ],
  [
    'plain http beyond this machine',
    'channels: { webhook: { endpoints: [{ url: http://hooks.example.org/ }] } }',
    'channels.webhook.endpoints[0].url',
    '2:43',
    'plain http is refused',
    'allowInsecure',
  ],
  [
    'an open API without tokens',
    'api: { host: 0.0.0.0, allowInsecure: true }',
    'api.access',
    '2:6',
    'must be token',
    'access: token',
  ],
  [
    'an open API without encryption',
    'api: { host: 0.0.0.0, access: token }',
    'api.host',
    '2:14',
    'without encryption',
    'allowInsecure',
  ],
  ['a port beyond the last', 'api: { port: 99999 }', 'api.port', '2:14', 'at most 65535', 'within the limit'],
  [
    'a place that is no time zone',
    'site: { timeZone: Europe/Lundon }',
    'site.timeZone',
    '2:19',
    'a time zone',
    'Europe/London',
  ],
  [
    'quiet hours of no length',
    'quietHours: { from: "22:00", to: "22:00" }',
    'quietHours.to',
    '2:34',
    'must differ',
    'Leave quietHours out',
  ],
  [
    'a maintenance that ends before it begins',
    'maintenance: [{ match: {}, from: 2026-02-01T10:00:00Z, to: 2026-02-01T09:00:00Z }]',
    'maintenance[0].to',
    '2:60',
    'after from',
    'Swap',
  ],
  [
    'a hash that is none',
    'api: { tokens: [{ name: a, role: viewer, hash: abc }] }',
    'api.tokens[0].hash',
    '2:48',
    '64 hexadecimal',
    'watchroom token',
  ],
  ['a version from the future', 'version: 2', 'version', '1:10', 'newer Watchroom (version 2)', 'Update Watchroom'],
  ['a version that is a text', 'version: "1"', 'version', '1:10', 'no version', 'version 1'],
  ['broken YAML', 'targets: [', '', '3:1', 'not valid YAML', 'bracket'],
  ['the same key twice', 'targets: []\ntargets: []', '', '3:1', 'not valid YAML', 'Keep one'],
];

/** [what, text, path, line, part of the message] */
const WARNINGS: readonly (readonly [string, string, string, number, string])[] = [
  ['a section that nothing reads', 'heartbeat: { url: https://h.example }', 'heartbeat', 2, 'kept but not used'],
  ['a channel that nothing reads', 'channels: { email: { enabled: true } }', 'channels.email', 2, 'kept but not used'],
  ['the shared store', 'store: { kind: mongodb, uri: { env: HOME_DB } }', 'store', 2, 'kept on this machine'],
  ['a condition of a later version', rule('{ metric: up, absent: 10m }'), 'rules[0].when', 7, 'kept but not evaluated'],
  [
    'a reducer of a later version',
    rule('{ metric: up, reduce: p95, window: 5m, above: 0.5 }'),
    'rules[0].when',
    7,
    'not evaluated',
  ],
  [
    'a metric that nothing produces',
    rule('{ metric: lcp_seconds, above: 2.5 }'),
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
    rule('{ metric: up, below: 1, match: { target: b } }'),
    'rules[0].when.match.target',
    7,
    'no target "b"',
  ],
  [
    'a playbook that is not there',
    rule('{ metric: up, below: 1 }', '    playbook: site-dwn'),
    'rules[0].playbook',
    8,
    'no playbook',
  ],
  ['a window that does nothing', rule('{ metric: up, below: 1, window: 5m }'), 'rules[0].when.window', 7, 'not used'],
  [
    'a confirmation longer than the interval',
    targets('every: 20s, timeout: 15s'),
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

describe('a document with errors', () => {
  it.each(ERRORS)('%s', (_, text, path, place, message, remedy) => {
    const found = problemsOf(text).filter((problem) => problem.severity === 'error');
    expect(found).toHaveLength(1);
    expect({ path: found[0]?.path, place: `${found[0]?.line}:${found[0]?.column}` }).toEqual({ path, place });
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.remedy).toContain(remedy);
  });

  it('tells all of them at once, in the order of the text', () => {
    const found = problemsOf('zebra: 1\ntargets: [{ id: a }]\napi: { port: x }');
    expect(found.map(({ path }) => path)).toEqual(['zebra', 'targets[0].url', 'api.port']);
  });

  it.each(['', '[]', '42', 'text', '# only a comment'])('wants a block: %j', (text) => {
    const { config, problems } = readConfig(text, {}, context);
    expect(config).toBeNull();
    expect(problems[0]?.message).toContain('block of keys and values');
  });

  it('refuses a few lines that unfold into gigabytes', () => {
    const lines = ['version: 1', 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 9; n += 1)
      lines.push(
        `a${n}: &a${n} [${Array(10)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      );
    const { config, problems } = readConfig(lines.join('\n'), {}, context);
    expect(config).toBeNull();
    expect(problems[0]?.message).toContain('anchors');
  });

  it.each([
    ['too long', `version: 1\n# ${'x'.repeat(1_000_000)}`, '1 MB'],
    ['nested without end', `version: ${'['.repeat(20_000)}`, ''],
  ])('refuses what is %s', (_, text, message) => {
    const { config, problems } = readConfig(text, {}, context);
    expect(config).toBeNull();
    expect(problems[0]?.message).toContain(message);
  });

  it('never repeats a secret, whatever is wrong with it', () => {
    const secret = 'hunter2hunter2';
    const texts = [
      `channels: { slack: { webhookUrl: ${secret} } }`,
      `store: { kind: mongodb, uri: [${secret}] }`,
      `x: "${secret}" "${secret}"`,
    ];
    expect(texts.map((text) => JSON.stringify(problemsOf(text))).join()).not.toContain(secret);
  });
});

describe('a document with warnings', () => {
  it.each(WARNINGS)('%s', (_, text, path, line, message) => {
    const { config, problems } = readConfig(`version: 1\n${text}\n`, {}, context);
    expect(config).not.toBeNull();
    const found = problems.filter((problem) => problem.path === path && problem.message.includes(message));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'warning', line });
  });

  it('says nothing about a document that is right', () => {
    const text = `${targets('every: 60s, assets: true, expect: { status: "200-399", json: "$.status == \'ok\'", certificateDays: 14 }')}
rules:
  - id: slow
    severity: critical
    category: performance
    when: { metric: http_response_seconds, match: { target: a }, reduce: avg, window: 5m, by: [target], above: 1.5 }
    clear: { below: 1 }
    playbook: slow-page-loads
  - { id: site-down, enabled: false }`;
    expect(problemsOf(text)).toEqual([]);
  });

  it('says nothing about metrics in a scenario, which brings its own', () => {
    const document = {
      version: 1,
      rules: [{ id: 'r', severity: 'info', category: 'business', when: { metric: 'made_up', above: 1 } }],
    };
    const { config, problems } = readDocument(document, {}, { ...context, runtime: 'scenario' });
    expect(problems).toEqual([]);
    expect(config?.rules.map(({ id }) => id)).toEqual(['r']);
    expect(config?.targets).toEqual([]);
    expect(config?.channels.desktop).toBeNull();
  });
});

describe('any text at all', () => {
  it('is read without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `version: 1\n${text}`),
          fc.json(),
        ),
        (text) => {
          readConfig(text, {}, context);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is read without an exception under every known section', () => {
    const sections = [
      'site',
      'targets',
      'sources',
      'rules',
      'escalation',
      'teams',
      'channels',
      'budgets',
      'store',
      'api',
      'maintenance',
    ];
    const document = fc.dictionary(fc.constantFrom(...sections), fc.jsonValue({ maxDepth: 4 }));
    fc.assert(
      fc.property(document, (values) => {
        const { config, problems } = readDocument({ version: 1, ...values }, {}, context);
        expect(config === null).toBe(problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 300 },
    );
  });
});
