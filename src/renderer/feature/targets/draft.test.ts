import { describe, expect, it } from 'vitest';
import { draftErrors, draftOf, EMPTY_DRAFT, itemOf } from './draft.js';

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
});
