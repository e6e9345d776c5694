import { describe, expect, it } from 'vitest';
import { instant } from '../time/instant.js';
import { stretchOf } from './stretch.js';

const at = (text: string) => instant(Date.parse(text));
const NOW = at('2026-11-27T14:30:00Z');
const BORN = at('2026-03-01T09:00:00Z');
const ask = (ends: string | null, over: 'day' | 'week' | 'month', zone = 'Europe/London', bornAt = BORN) =>
  stretchOf({ ends, over }, zone, { now: NOW, bornAt });
const said = (answer: ReturnType<typeof ask>) =>
  answer.ok
    ? [answer.value.from, answer.value.to].map((time) => new Date(time).toISOString().slice(0, 16))
    : answer.error.message;

describe('the time that a report is about', () => {
  it.each([
    [null, 'day', ['2026-11-26T14:30', '2026-11-27T14:30']],
    ['2026-11-26', 'day', ['2026-11-26T00:00', '2026-11-27T00:00']],
    ['2026-11-27', 'day', ['2026-11-27T00:00', '2026-11-27T14:30']],
    ['2026-11-26', 'week', ['2026-11-20T00:00', '2026-11-27T00:00']],
    ['2026-11-26', 'month', ['2026-10-28T00:00', '2026-11-27T00:00']],
    // A day of 25 hours, by the site's clocks.
    ['2026-10-25', 'day', ['2026-10-24T23:00', '2026-10-26T00:00']],
    // Nothing before the desk's first start is reported on.
    ['2026-03-01', 'day', ['2026-03-01T09:00', '2026-03-02T00:00']],
  ] as const)('%s of a %s', (ends, over, expected) => {
    expect(said(ask(ends, over))).toEqual(expected);
  });

  it.each([
    ['2026-11-28', /still to come/],
    ['2026-02-28', /did not run yet/],
    ['2026-02-31', /is no day/],
    ['yesterday', /is no day/],
  ])('is not %s', (ends, why) => {
    expect(said(ask(ends, 'day'))).toMatch(why);
  });
});
