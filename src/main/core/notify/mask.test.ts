import { expect, it } from 'vitest';
import { maskAddresses } from './mask.js';

it.each([
  ['ops@example.org', 'o…@example.org'],
  ['550 5.1.1 <ana.smith@example.org>: user unknown', '550 5.1.1 <a…@example.org>: user unknown'],
  ['+441234567890', '+44…90'],
  ['to:+441110000001, and 421 later', 'to:+44…01, and 421 later'],
  ['#critical-alerts', '#critical-alerts'],
  ['https://hooks.example.org/a', 'https://hooks.example.org/a'],
  ['answered 503 after 12345 ms', 'answered 503 after 12345 ms'],
])('%s is shown as %s', (text, shown) => {
  expect(maskAddresses(text)).toBe(shown);
});
