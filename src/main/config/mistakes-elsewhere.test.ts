import { beforeAll, describe, expect, it } from 'vitest';
import { deskContext, readBody } from '../../../tests/support/config-text.js';
import type { ResolveContext } from './context.js';

let context: ResolveContext;

beforeAll(async () => {
  context = await deskContext();
});

/** [what, text, path, line:column, part of the message, part of the remedy] */
const ERRORS: readonly (readonly [string, string, string, string, string, string])[] = [
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
    'a feed of updates in the clear',
    'updates: { url: http://updates.example.org/w }',
    'updates.url',
    '2:17',
    'plain http is refused',
    'allowInsecure',
  ],
  [
    'a mail server that is no host',
    'channels: { email: { smtp: { host: "😀 not a host" } } }',
    'channels.email.smtp.host',
    '2:36',
    'the name or the address of a host',
    'mail.example.org',
  ],
  [
    'a feed that is no address',
    'updates: { url: updates.example.org }',
    'updates.url',
    '2:17',
    'must be an http or https address',
    'https://',
  ],
  [
    'a feed asked by the minute',
    'updates: { url: https://updates.example.org, every: 1m }',
    'updates.every',
    '2:53',
    'must be at least 5 min',
    '6h',
  ],
  [
    'a channel that is a path',
    'updates: { url: https://updates.example.org, channel: ../other }',
    'updates.channel',
    '2:55',
    'a word of small letters',
    'beta',
  ],
  [
    'a webhook in a private network',
    'channels: { webhook: { endpoints: [{ url: https://192.168.1.4/ }] } }',
    'channels.webhook.endpoints[0].url',
    '2:43',
    'private network',
    'allowPrivate: true',
  ],
  [
    'two pages of one name',
    'sources: { page: { urls: ["https://a.example/", "https://b.example/"] } }',
    'sources.page.urls[1]',
    '2:49',
    'is called "home", as urls[0] is',
    'a label page of its own',
  ],
  [
    'a channel that hands over to itself',
    'handOver: { order: [slack, email, slack] }',
    'handOver.order[2]',
    '2:35',
    'comes twice',
    'each channel once',
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
  [
    'a variable that nobody knows',
    'templates: { email: { subject: "[{servrity}] {title}" } }',
    'templates.email.subject',
    '2:32',
    'unknown variable {servrity}',
    'Did you mean {severity}?',
  ],
  [
    'a variable that nobody knows, deep in a text',
    'templates:\n  slack:\n    body: |\n      {summary}\n      {acknowleged}',
    'templates.slack.body',
    '4:11',
    'unknown variable {acknowleged} in line 2 of the text',
    'Did you mean {acknowledged}?',
  ],
  [
    'a subject of two lines',
    'templates: { email: { subject: "a\\nb" } }',
    'templates.email.subject',
    '2:32',
    'must be one line',
    'without line breaks',
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
    'a maintenance without a time',
    'maintenance: [{ match: {}, from: 2026-02-01T10:00:00Z }]',
    'maintenance[0]',
    '2:15',
    'needs from and to, or every',
    'for once',
  ],
  [
    'a maintenance of what cannot be matched',
    'maintenance: [{ match: { page: "=~(" }, every: { days: [sun], at: "02:00", for: 2h } }]',
    'maintenance[0].match',
    '2:24',
    'not a valid regular expression',
    'Mend the matcher',
  ],
  [
    'a warning that reaches management',
    'escalation: { warning: [{ level: 2, after: 1h, team: management }] }',
    'escalation.warning[0].level',
    '2:34',
    'for criticals only',
    'level 1',
  ],
  [
    'a level that is there twice',
    'escalation: { critical: [{ level: 1, after: 1h, team: senior }, { level: 1, after: 2h, team: senior }] }',
    'escalation.critical[1].level',
    '2:74',
    'there twice',
    'Keep one',
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

describe('a document with another mistake', () => {
  it.each(ERRORS)('%s', (_, text, path, place, message, remedy) => {
    const found = readBody(text, context).problems.filter((problem) => problem.severity === 'error');
    expect(found).toHaveLength(1);
    expect({ path: found[0]?.path, place: `${found[0]?.line}:${found[0]?.column}` }).toEqual({ path, place });
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.remedy).toContain(remedy);
  });
});
