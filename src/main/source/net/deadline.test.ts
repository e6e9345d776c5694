import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import { instant, seconds } from '../../core/time/instant.js';
import { startDeadline } from './deadline.js';

const START = instant(1_750_000_000_000);

describe('a deadline', () => {
  it('ends its work when the time is up, and not before', async () => {
    const clock = createFakeClock(START);
    const deadline = startDeadline(clock, seconds(10), []);
    await clock.advance(9_999);
    expect(deadline.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(deadline.signal.aborted).toBe(true);
  });

  it('is neither shortened nor stretched by a wall clock that jumps', async () => {
    const clock = createFakeClock(START);
    const deadline = startDeadline(clock, seconds(10), []);
    clock.jump(86_400_000);
    await clock.advance(5_000);
    expect(deadline.signal.aborted).toBe(false);
    clock.jump(-172_800_000);
    await clock.advance(5_000);
    expect(deadline.signal.aborted).toBe(true);
  });

  it('ends with the work it belongs to', () => {
    const outer = new AbortController();
    const deadline = startDeadline(createFakeClock(START), seconds(10), [outer.signal]);
    outer.abort();
    expect(deadline.signal.aborted).toBe(true);
  });

  it('leaves no timer once it is stopped', () => {
    const clock = createFakeClock(START);
    startDeadline(clock, seconds(10), []).stop();
    expect(clock.pending()).toBe(0);
  });
});
