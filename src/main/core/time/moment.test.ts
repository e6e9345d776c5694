import { describe, expect, it } from 'vitest';
import { instant } from './instant.js';
import { readMoment } from './moment.js';

const NOW = instant(Date.parse('2026-07-06T08:30:00Z'));
const LONDON = 'Europe/London';

describe('a moment as people say it', () => {
  it.each([
    ['03:12', '2026-07-06T02:12:00.000Z'],
    ['9:30', '2026-07-06T08:30:00.000Z'],
    ['23:50', '2026-07-05T22:50:00.000Z'],
    ['2h ago', '2026-07-06T06:30:00.000Z'],
    ['1h 30m ago', '2026-07-06T07:00:00.000Z'],
    ['2026-07-05T03:12', '2026-07-05T02:12:00.000Z'],
    ['2026-07-05T03:12:00Z', '2026-07-05T03:12:00.000Z'],
    ['2026-07-05 03:12', '2026-07-05T02:12:00.000Z'],
  ])('reads %s', (text, expected) => {
    const found = readMoment(text, NOW, LONDON);
    expect(found === undefined ? null : new Date(found).toISOString()).toBe(expected);
  });

  it.each(['', 'yesterday', '25:00', '3:7', '2 moons ago', '1', '2026-13-40T99:00:00Z', '5'])('refuses %j', (text) => {
    expect(readMoment(text, NOW, LONDON)).toBeUndefined();
  });
});
