import { expect, it } from 'vitest';
import { fewerBeats } from './heartbeat.js';

it('keeps the worst of the neighbours that become one bar', () => {
  expect(fewerBeats('uuduwuxx..u.', 6)).toBe('udwx.u');
  expect(fewerBeats('uu', 6)).toBe('uu');
});

it('joins from the newest end, so that the newest bar keeps its length', () => {
  expect(fewerBeats('duu', 2)).toBe('du');
});
