import { expect, it } from 'vitest';
import { seriesColour } from './series-colour.js';

it('gives series their colours in order, and begins anew after the fifth', () => {
  expect([0, 1, 4, 5].map((index) => seriesColour(index))).toEqual([1, 2, 5, 1].map((n) => `var(--series-${n})`));
});
it('gives a phase the same colour whichever phases there are beside it', () => {
  const wait = 'http_phase_seconds{phase="first_byte",target="home"}';
  expect(seriesColour(0, wait)).toBe(seriesColour(3, wait));
  expect(seriesColour(1, 'service_phase_seconds{target="mail",phase="tcp"}')).toBe('var(--series-2)');
});
