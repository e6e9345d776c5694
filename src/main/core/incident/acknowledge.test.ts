import { describe, expect, it } from 'vitest';
import type { Actor } from '../model/actor.js';
import { instant } from '../time/instant.js';
import { acknowledgeEnd, acknowledgementOver } from './acknowledge.js';

const ANA: Actor = { name: 'Ana', role: 'responder', via: 'desk' };
const ABOVE = { kind: 'above', threshold: 3 } as const;
const BELOW = { kind: 'below', threshold: 90 } as const;

const over = (test: typeof ABOVE | typeof BELOW, atTheTime: number, now: number): 'time' | 'worse' | null => {
  const end = acknowledgeEnd({ kind: 'worse' }, atTheTime, test);
  return acknowledgementOver({ by: ANA, at: instant(0), note: '', end }, now, test, instant(1));
};

describe('an acknowledgement until worse', () => {
  it.each([
    ['above', ABOVE, 8, 9, null],
    ['above', ABOVE, 8, 9.1, 'worse'],
    ['below', BELOW, 80, 78, null],
    ['below', BELOW, 80, 77, 'worse'],
  ] as const)('%s a threshold ends 20 %% further past it', (_, test, atTheTime, now, expected) => {
    expect(over(test, atTheTime, now)).toBe(expected);
  });

  it.each([
    ['above', ABOVE, 2, 2, null],
    ['above', ABOVE, 2, 3.1, 'worse'],
    ['below', BELOW, 95, 95, null],
    ['below', BELOW, 95, 89, 'worse'],
  ] as const)('given while it is good again (%s) holds until it is bad again', (_, test, atTheTime, now, expected) => {
    expect(over(test, atTheTime, now)).toBe(expected);
  });
});
