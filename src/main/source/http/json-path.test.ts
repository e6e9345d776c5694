import { describe, expect, it } from 'vitest';
import type { JsonExpectation } from '../../core/model/target.js';
import { meetsJson } from './json-path.js';

const DOCUMENT = JSON.stringify({
  status: 'ok',
  queue: { depth: 3, items: [{ id: 7 }, null] },
  open: true,
  since: '2026-01-05',
});
type Step = string | number;
const expectation = (path: readonly Step[], test: JsonExpectation['test']): JsonExpectation => ({
  text: 'as configured',
  path,
  test,
});

describe('a JSON expectation', () => {
  it.each<[boolean, readonly Step[], JsonExpectation['test']]>([
    [true, ['status'], { operator: '==', literal: 'ok' }],
    [false, ['status'], { operator: '==', literal: 'OK' }],
    [true, ['status'], { operator: '!=', literal: 'down' }],
    [true, ['queue', 'depth'], { operator: '<', literal: 4 }],
    [false, ['queue', 'depth'], { operator: '>=', literal: 4 }],
    [false, ['queue', 'depth'], { operator: '==', literal: '3' }],
    [true, ['queue', 'items', 0, 'id'], { operator: '==', literal: 7 }],
    [true, ['queue', 'items', 1], { operator: '==', literal: null }],
    [true, ['open'], { operator: '==', literal: true }],
    [true, ['since'], { operator: '>', literal: '2025-12-31' }],
    [false, ['open'], { operator: '>', literal: 0 }],
    [true, ['queue'], null],
    [false, ['nothing'], null],
    [false, ['nothing'], { operator: '!=', literal: 'x' }],
    [false, ['constructor'], null],
    [false, ['status', 'length'], null],
  ])('is %s for %j %j', (expected, path, test) => {
    expect(meetsJson(DOCUMENT, expectation(path, test))).toBe(expected);
  });

  it('is never met by a text that is no JSON', () => {
    expect(meetsJson('<html>', expectation([], null))).toBe(false);
  });
});
