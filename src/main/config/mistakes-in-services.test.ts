import { beforeAll, describe, expect, it } from 'vitest';
import { deskContext, readBody } from '../../../tests/support/config-text.js';
import type { ResolveContext } from './context.js';

let context: ResolveContext;

beforeAll(async () => {
  context = await deskContext();
});

const target = (body: string): string => `targets: [{ id: a, ${body} }]`;

describe('a target that is no web address', () => {
  it.each<[string, string, string, string, string, string]>([
    [
      'of no kind there is',
      'kind: tpc, host: h, port: 1',
      'kind',
      '2:26',
      'must be one of http, tcp, tls, dns',
      'Did you mean tcp?',
    ],
    [
      'with a port out of range',
      'kind: tcp, host: h, port: 70000',
      'port',
      '2:46',
      'must be at most 65535',
      'within the limit',
    ],
    ['without its port', 'kind: tcp, host: h', 'port', '2:11', 'is missing', 'Add it'],
    [
      'with an address for a host',
      'kind: tls, host: "https://h"',
      'host',
      '2:37',
      'without scheme and port',
      'mail.example.org',
    ],
    [
      'with a port in its host',
      'kind: tcp, host: "h:25", port: 25',
      'host',
      '2:37',
      'without scheme and port',
      'mail.example.org',
    ],
    [
      'with a record that there is not',
      'kind: dns, host: h, record: MXX',
      'record',
      '2:48',
      'one of A, AAAA',
      'Did you mean MX?',
    ],
    [
      'with a name for a resolver',
      'kind: dns, host: h, resolver: one.one',
      'resolver',
      '2:50',
      'the address of a name server',
      '1.1.1.1',
    ],
    [
      'with a resolver beyond all ports',
      'kind: dns, host: h, resolver: "1.1.1.1:70000"',
      'resolver',
      '2:50',
      'address',
      '1.1.1.1',
    ],
    ['that looks up an address', 'kind: dns, host: "::1"', 'host', '2:37', 'the name of a host', 'mail.example.org'],
    [
      'with an old version of TLS',
      'kind: tls, host: h, expect: { version: 1.1 }',
      'expect.version',
      '2:59',
      'one of 1.2, 1.3',
      '1.2',
    ],
    [
      'that is never to say a thing',
      'kind: tcp, host: h, port: 1, expect: { body: not contains("x") }',
      'expect.body',
      '2:65',
      'no end to wait for',
      'contains("220 ")',
    ],
    [
      'with two ways to expect',
      'kind: dns, host: h, expect: { all: ["1"], exactly: ["1"] }',
      'expect.exactly',
      '2:71',
      'says it all',
      'Keep exactly',
    ],
    [
      'with a key of another kind',
      'kind: dns, host: h, serverName: x',
      'serverName',
      '2:40',
      'unknown key "serverName"',
      'Known here: confirm, every, expect, host, id, kind',
    ],
  ])('%s', async (_, body, path, place, message, remedy) => {
    const { problems } = readBody(target(body), context);
    const [problem] = problems.filter(({ severity }) => severity === 'error');
    expect(problem).toMatchObject({ path: `targets[0].${path}` });
    expect(problem?.message).toContain(message);
    expect(problem?.remedy).toContain(remedy);
    expect(`${problem?.line}:${problem?.column}`).toBe(place);
  });

  it('is named by what it must not be: HTTP/2 without https', async () => {
    const { problems } = readBody(target('url: "http://h/", request: { version: 2 }'), context);
    expect(problems.find(({ severity }) => severity === 'error')).toMatchObject({
      path: 'targets[0].request.version',
      message: 'cannot be 2 here: HTTP/2 is spoken over https only',
    });
  });

  it('takes what it leaves out from the defaults', async () => {
    const { config } = readBody(
      `targets:
  - { id: port, kind: tcp, host: Mail.Example.ORG, port: 25 }
  - { id: cover, kind: tls, host: "2001:db8::1" }
  - { id: name, kind: dns, host: _dmarc.bücher.example, expect: { all: [x] } }`,
      context,
    );
    expect(config?.targets).toMatchObject([
      { source: 'tcp', host: 'mail.example.org', port: 25, ip: null, send: null, every: 60_000, confirm: { tries: 2 } },
      { source: 'tls', host: '2001:db8::1', port: 443, serverName: null, expect: { certificateDays: null, version: null } },
      { source: 'dns', host: '_dmarc.xn--bcher-kva.example', record: 'A', resolver: null, expect: { all: ['x'], answers: 1 } },
      {},
    ]);
  });
});

describe('a rule over what services give', () => {
  it('says which kind of target it lacks', async () => {
    const rule = 'rules: [{ id: r, severity: warning, when: { metric: dns_answer_count, below: 1 } }]';
    const { problems } = readBody(rule, context);
    expect(problems.map(({ remedy }) => remedy)).toContain('Add a target of kind dns.');
  });
});
