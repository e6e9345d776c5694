import { describe, expect, it } from 'vitest';
import { StoreError, StoreOpenError } from '../error.js';
import { openError, storeError } from './problem.js';

const named = (name: string, more: object = {}): Error => Object.assign(new Error('ann:s3cret@db'), { name, ...more });

describe('a failure of MongoDB', () => {
  it.each([
    ['a login that is refused', named('MongoServerError', { code: 18 }), 'refused', 'refused the login'],
    ['a user that may only read', named('MongoServerError', { code: 13 }), 'unwritable', 'may only read'],
    ['a server that is too old', named('MongoCompatibilityError'), 'too-old', 'too old'],
    [
      'a server that is gone',
      named('MongoServerSelectionError', { cause: named('Error', { code: 'ECONNREFUSED' }) }),
      'unreachable',
      'refuses connections',
    ],
    [
      'a certificate for another host',
      named('MongoNetworkError', { cause: named('Error', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }) }),
      'unreachable',
      'another host',
    ],
    ['a full disk', named('MongoServerError', { code: 14_031 }), 'disk-full', 'disk of MongoDB'],
    ['anything else', named('MongoServerError', { code: 96 }), 'failed', 'MongoServerError, code 96'],
  ])('%s is told in words, without the address', (_, error, code, text) => {
    const told = openError(error);
    expect(told).toMatchObject({ code, message: expect.stringContaining(text) });
    expect(`${told.message} ${told.remedy} ${storeError(error).message}`).not.toContain('s3cret');
    expect(told.remedy).not.toBe('');
  });

  it('is told once: what has words already keeps them', () => {
    const open = new StoreOpenError('locked', 'another writes', 'Stop it.');
    expect(openError(open)).toBe(open);
    expect(storeError(open)).toMatchObject({ code: 'failed', message: 'another writes. Stop it.' });
    const known = new StoreError('taken', 'gone');
    expect(storeError(known)).toBe(known);
    expect(storeError(new RangeError('cut'))).toMatchObject({ code: 'corrupt' });
  });
});
