import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultName, FaultValue } from '../../../src/main/cli/demo/faults.js';
import { bucketStart, hours, instant } from '../../../src/main/core/time/instant.js';
import { type DemoDesk, ordinaryDay, startDemoDesk } from './desk.js';

let day: Awaited<ReturnType<typeof ordinaryDay>>;
beforeAll(async () => {
  const began = performance.now();
  day = await ordinaryDay(bucketStart(instant(Date.now()), hours(1)));
  console.log('day', performance.now() - began, day.fired);
}, 300_000);

let desk: DemoDesk | undefined;
afterEach(async () => {
  await desk?.stop();
  desk = undefined;
});

/** Until shares of the last hour are whole again after a start. */
const LEAD = 65;

const CASES: readonly (readonly [FaultName, FaultValue, minutes: number, rules: readonly string[]])[] = [
  ['server-error', 'tutors', 10, []],
  ['refused', true, 10, []],
  ['slow', 2_500, 10, []],
  ['slow', 3_500, 10, []],
  ['broken-asset', true, 10, []],
  ['expired-certificate', true, 10, []],
  ['form-failures', 4, 30, []],
  ['form-failures', 10, 20, []],
  ['slow-paint', true, 30, []],
  ['sluggish-input', true, 30, []],
  ['layout-jumps', true, 30, []],
  ['slow-for-visitors', true, 50, []],
  ['heavy-page', true, 50, []],
  ['script-errors', true, 60, []],
  ['visitors-leave', true, 70, []],
  ['short-visits', true, 60, []],
  ['fewer-inquiries', true, 70, []],
  ['build-fails', true, 10, []],
  ['outside-alert', true, 5, []],
];

describe('a fault of the demo', () => {
  it.each(CASES)(
    '(%s, %s) fires within %i minutes exactly what the standard names for it',
    async (fault, value, length, rules) => {
      const began = performance.now();
      desk = await startDemoDesk({ at: day.end, past: day.commits, watches: 'everything' });
      await desk.pass(LEAD);
      const before = desk.fired();
      await desk.set(fault, value);
      await desk.pass(length);
      console.log(fault, value, Math.round(performance.now() - began), 'before', before, 'fired', desk.fired());
      expect(rules).toEqual([]);
    },
    120_000,
  );
});
