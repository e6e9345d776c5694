import { beforeAll, describe, expect, it } from 'vitest';
import { deskContext, readBody, targetsWith } from '../../../tests/support/config-text.js';
import type { ResolveContext } from './context.js';

let context: ResolveContext;

beforeAll(async () => {
  context = await deskContext();
});

/** [what, text, path, line:column, part of the message, part of the remedy] */
const ERRORS: readonly (readonly [string, string, string, string, string, string])[] = [
  ['an unknown key names the nearest', 'targts: []', 'targts', '2:1', 'unknown key "targts"', 'Did you mean "targets"?'],
  ['also deep inside', targetsWith('expct: { status: "200" }'), 'targets[0].expct', '3:38', 'unknown key', '"expect"'],
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
  ['a text for a switch', targetsWith('assets: "yes"'), 'targets[0].assets', '3:46', 'must be true or false', 'without quotes'],
  ['a number for a duration', targetsWith('every: 60'), 'targets[0].every', '3:45', 'duration with its unit', '"30s"'],
  ['an unknown unit', targetsWith('every: 5 parsecs'), 'targets[0].every', '3:45', 'duration', '"30s"'],
  [
    'an interval that nobody lives to see the end of',
    targetsWith('every: 99999999999999999999d'),
    'targets[0].every',
    '3:45',
    'at most a hundred years',
    '"30s"',
  ],
  ['no interval at all', targetsWith('every: 0s'), 'targets[0].every', '3:45', 'longer than zero', '"30s"'],
  ['an interval under a second', targetsWith('every: 10ms'), 'targets[0].every', '3:45', 'at least 1s', 'longer'],
  [
    'a timeout longer than the interval',
    targetsWith('every: 30s, timeout: 30s'),
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
    targetsWith('every: 60s', 'every: 30s'),
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
  ['no status range', targetsWith('expect: { status: "2xx" }'), 'targets[0].expect.status', '3:56', 'status codes', '200-399'],
  [
    'a range backwards',
    targetsWith('expect: { status: "399-200" }'),
    'targets[0].expect.status',
    '3:56',
    'status codes',
    '200-399',
  ],
  [
    'a body without a verb',
    targetsWith('expect: { body: "Book" }'),
    'targets[0].expect.body',
    '3:54',
    'contains(',
    'contains("Book a lesson")',
  ],
  [
    'a broken expression for the body',
    targetsWith(`expect: { body: 'matches("(")' }`),
    'targets[0].expect.body',
    '3:54',
    'valid regular expression',
    'contains',
  ],
  [
    'a broken JSON path',
    targetsWith('expect: { json: "status" }'),
    'targets[0].expect.json',
    '3:54',
    'JSON path',
    "$.status == 'ok'",
  ],
  [
    'a matcher that is no expression',
    targetsWith('expect: { headers: { server: "=~(" } }'),
    'targets[0].expect.headers.server',
    '3:67',
    'not a valid regular expression',
    'text/html',
  ],
  [
    'a body that nothing carries',
    targetsWith('request: { body: x }'),
    'targets[0].request.body',
    '3:55',
    'is not sent with GET',
    'method: POST',
  ],
  [
    'a key that stands open',
    targetsWith('request: { headers: { x-api-key: abc } }'),
    'targets[0].request.headers.x-api-key',
    '3:71',
    'must be a secret',
    '{ env: NAME }',
  ],
  [
    'a header of our own',
    targetsWith('request: { headers: { host: a.example } }'),
    'targets[0].request.headers.host',
    '3:66',
    'sets itself',
    'Leave it out',
  ],
  [
    'a step that needs what no step keeps',
    targetsWith(`steps: [{ url: "/a/\${number}" }]`),
    'targets[0].steps[0]',
    '3:46',
    `names \${number}, which no step before it keeps`,
    'keep: { number: … }',
  ],
  [
    'a step whose site an answer would choose',
    targetsWith(`steps: [{ url: "https://\${host}/" }]`),
    'targets[0].steps[0].url',
    '3:53',
    'http or https address, or a path',
    '/inquire',
  ],
  [
    'something to keep that has no group',
    targetsWith(`keep: { guard: 'matches("abc")' }`),
    'targets[0].keep.guard',
    '3:53',
    'one group',
    'header(',
  ],
  [
    'two ways to log in',
    targetsWith('request: { bearer: { env: A }, basic: { user: a, password: { env: B } } }'),
    'targets[0].request.basic',
    '3:76',
    'second login',
    'Keep one',
  ],
];

describe('a document with a mistake in its shape or its targets', () => {
  it.each(ERRORS)('%s', (_, text, path, place, message, remedy) => {
    const found = readBody(text, context).problems.filter((problem) => problem.severity === 'error');
    expect(found).toHaveLength(1);
    expect({ path: found[0]?.path, place: `${found[0]?.line}:${found[0]?.column}` }).toEqual({ path, place });
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.remedy).toContain(remedy);
  });
});
