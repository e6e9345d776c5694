import { describe, expect, it } from 'vitest';
import { isNotOffered, MongodbProblem, sayProblem } from './problem.js';

const failure = (name: string, code?: unknown, cause?: unknown): Error =>
  Object.assign(new Error('mongodb://ann:s3cret@db.example.org'), { name, code, cause });

describe('what went wrong with MongoDB', () => {
  it.each([
    [failure('MongoServerError', 18), 'refused the login'],
    [failure('MongoServerError', 8000), 'refused the login'],
    [failure('MongoServerError', 13), 'grant it the role "read"'],
    [failure('MongoServerError', 50), 'took longer over a query'],
    [failure('MongoCompatibilityError'), 'version 4.4 or later'],
    [
      failure(
        'MongoServerSelectionError',
        undefined,
        failure('MongoNetworkError', undefined, failure('Error', 'ECONNREFUSED')),
      ),
      'refuses connections',
    ],
    [failure('MongoServerSelectionError', undefined, failure('Error', 'ENOTFOUND')), 'has no address'],
    [
      failure('MongoServerSelectionError', undefined, failure('Error', 'DEPTH_ZERO_SELF_SIGNED_CERT')),
      'certificate of MongoDB is not trusted',
    ],
    [
      failure('MongoServerSelectionError', undefined, failure('Error', 'CERT_HAS_EXPIRED')),
      'certificate of MongoDB is not trusted',
    ],
    [failure('MongoServerSelectionError', undefined, failure('Error', 'ERR_TLS_CERT_ALTNAME_INVALID')), 'for another host'],
    [failure('MongoNetworkTimeoutError'), 'does not answer'],
    [failure('MongoServerError', 2), 'could not be read (MongoServerError, code 2)'],
    [new MongodbProblem('The documents of events have no field at.'), 'have no field at'],
    ['nothing', 'could not be read'],
  ])('is said in words, with what to do, and never with the address: %#', (error, expected) => {
    expect(sayProblem(error)).toContain(expected);
    expect(sayProblem(error)).not.toMatch(/s3cret|ann|example/);
  });

  it('may be that the server does not offer a figure, or not to this user', () => {
    for (const code of [13, 59, 76]) expect(isNotOffered(failure('MongoServerError', code))).toBe(true);
    for (const code of [18, 50, undefined]) expect(isNotOffered(failure('MongoServerError', code))).toBe(false);
    expect(isNotOffered(null)).toBe(false);
  });
});
