import { describe, expect, it } from 'vitest';
import { draftErrors, draftOf, itemOf } from './draft.js';
import { EMPTY_DRAFT } from './typed.js';

const DRAFT = { ...EMPTY_DRAFT, name: 'Booking form', url: 'https://www.example.org/book' };

describe('the target form', () => {
  it('writes only what was filled in', () => {
    expect(itemOf(DRAFT, 'booking-form')).toEqual({
      id: 'booking-form',
      name: 'Booking form',
      url: 'https://www.example.org/book',
      every: '60s',
    });
  });
  it('writes a plain text as what the page must contain, quotes and all', () => {
    const item = itemOf({ ...DRAFT, body: 'Say "hello"' }, 'x');
    expect(item.expect).toEqual({ body: 'contains("Say \\"hello\\"")' });
    expect(draftOf(item).body).toBe('Say "hello"');
  });
  it('leaves an expression as it was written', () => {
    const item = itemOf({ ...DRAFT, body: 'not contains("Error")' }, 'x');
    expect(item.expect).toEqual({ body: 'not contains("Error")' });
  });
  it('keeps what it does not show', () => {
    const before = {
      id: 'x',
      url: 'https://a.example',
      every: '60s',
      timeout: '4s',
      expect: { status: '200', json: '$.ok == true' },
      labels: { tier: 'revenue' },
    };
    const after = itemOf({ ...draftOf(before), status: '' }, 'x', before);
    expect(after).toMatchObject({ timeout: '4s', labels: { tier: 'revenue' }, expect: { json: '$.ok == true' } });
    expect(after.expect).not.toHaveProperty('status');
  });
  it('says what is wrong with an address, a length and a number of days', () => {
    expect(Object.keys(draftErrors({ ...DRAFT, url: 'ftp://x', every: 'often', certificateDays: '-1' })).sort()).toEqual([
      'certificateDays',
      'every',
      'url',
    ]);
    expect(draftErrors(DRAFT)).toEqual({});
  });
  it.each([
    {
      id: 'x',
      kind: 'tcp',
      name: 'x',
      every: '60s',
      host: 'mail.example',
      port: 25,
      send: 'PING\r\n',
      expect: { body: 'contains("220")' },
    },
    {
      id: 'x',
      kind: 'tls',
      name: 'x',
      every: '60s',
      host: '192.0.2.7',
      port: 465,
      serverName: 'mail.example',
      expect: { version: '1.3' },
    },
    {
      id: 'x',
      kind: 'dns',
      name: 'x',
      every: '60s',
      host: 'a.example',
      record: 'MX',
      resolver: '1.1.1.1',
      expect: { all: ['10 b', '20 c'] },
    },
    { id: 'x', name: 'x', every: '60s', url: 'https://a.example', request: { version: 2, ip: 4 }, expect: { within: '2s' } },
  ])('shows and writes a target of each kind as it was: $kind', (item) => {
    expect(draftErrors(draftOf(item))).toEqual({});
    expect(itemOf(draftOf(item), 'x', item)).toEqual(item);
  });
  it('lets go of what is emptied', () => {
    const item = {
      id: 'x',
      kind: 'dns',
      host: 'a.example',
      record: 'A',
      resolver: '1.1.1.1',
      expect: { all: ['192.0.2.7'], answers: 2 },
    };
    const draft = draftOf(item);
    expect(itemOf({ ...draft, resolver: '', answers: '' }, 'x', item)).not.toHaveProperty('resolver');
    expect(itemOf({ ...draft, answers: '' }, 'x', item).expect).toEqual({ answers: 2 });
    expect(itemOf({ ...draft, answersAre: 'exactly' }, 'x', item).expect).toEqual({ exactly: ['192.0.2.7'], answers: 2 });
  });
  it('says what is wrong with a port and a host', () => {
    const draft = { ...EMPTY_DRAFT, kind: 'tcp' } as const;
    expect(Object.keys(draftErrors({ ...draft, host: 'tcp://x', port: '70000' })).sort()).toEqual(['host', 'port']);
    expect(Object.keys(draftErrors({ ...draft, host: '', port: '' })).sort()).toEqual(['host', 'port']);
    expect(draftErrors({ ...draft, kind: 'tls', host: 'a.example', port: '' })).toEqual({});
  });
});
