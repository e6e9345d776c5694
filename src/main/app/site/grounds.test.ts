import { describe, expect, it } from 'vitest';
import type { Reading } from '../../core/model/reading.js';
import type { Desk } from '../../core/port/desk.js';
import { milliseconds } from '../../core/time/instant.js';
import { groundsOf } from './grounds.js';

const answered = { outcome: { kind: 'answered', measures: [], problems: [], facts: {} } } as unknown as Reading;
const desk = { tryTarget: async () => answered };

const proposed = async (given: string, at: string) =>
  (await groundsOf(new URL(given), new URL(at), { desk })).map(({ item }) => `${item.name}: ${item.kind} ${item.host}`);

describe('the certificates and names that a site stands on', () => {
  it('are of the host, where the address that was given stays on it', async () => {
    expect(await proposed('http://example.org/', 'https://example.org/en/')).toEqual([
      'Certificate: tls example.org',
      'Name: dns example.org',
    ]);
  });
  it('are of the host that answers in the end and of the one that sends visitors on to it', async () => {
    const both = await groundsOf(new URL('https://example.org/'), new URL('https://www.example.org/'), { desk });
    expect(both.map(({ item, why }) => [item.name, item.host, why])).toEqual([
      ['Certificate', 'www.example.org', 'Without it browsers warn visitors away.'],
      [
        'Certificate of example.org',
        'example.org',
        'Visitors of example.org are warned away without it, before they are sent on.',
      ],
      ['Name', 'www.example.org', 'Without it nobody finds the site.'],
      ['Name of example.org', 'example.org', 'Without it nobody who types example.org is sent on to the site.'],
    ]);
  });
  it('are of the last host alone where the first was asked without a certificate', async () => {
    expect(await proposed('http://example.org/', 'https://www.example.org/')).toEqual([
      'Certificate: tls www.example.org',
      'Name: dns www.example.org',
      'Name of example.org: dns example.org',
    ]);
  });
  it('are not asked of an address, nor of a name that only this machine knows', async () => {
    expect(await proposed('http://127.0.0.1:3000/', 'http://127.0.0.1:3000/')).toEqual([]);
    expect(await proposed('http://[::1]:3000/', 'http://[::1]:3000/')).toEqual([]);
    expect(await proposed('http://intranet/', 'http://intranet/')).toEqual([]);
  });
  it('are tried at once, and for five seconds at most', async () => {
    const tried: unknown[] = [];
    const at = new URL('https://example.org:8443/');
    const tryTarget: Desk['tryTarget'] = async (target) => {
      tried.push(target);
      return answered;
    };
    await groundsOf(at, at, { desk: { tryTarget } });
    expect(tried).toMatchObject([
      { source: 'tls', host: 'example.org', port: 8443, timeout: milliseconds(5_000), confirm: { tries: 1 } },
      { source: 'dns', host: 'example.org', timeout: milliseconds(5_000), confirm: { tries: 1 } },
    ]);
  });
});
