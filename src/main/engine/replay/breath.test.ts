import { describe, expect, it } from 'vitest';
import { NINE_O_CLOCK } from '../../../../tests/support/engine.js';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import { createBreath } from './breath.js';

describe('a long replay', () => {
  it('pauses once it has worked for eight milliseconds, and not before', async () => {
    const clock = createFakeClock(NINE_O_CLOCK);
    const { breathe } = createBreath(clock, () => false);
    await clock.advance(7);
    expect(breathe()).toBeNull();
    await clock.advance(1);
    const pause = breathe();
    expect(pause).toBeInstanceOf(Promise);
    await clock.advance(0);
    await pause;
    expect(breathe()).toBeNull();
    expect(clock.pending()).toBe(0);
  });

  it('ends at its next pause where nobody waits for it any more', async () => {
    const clock = createFakeClock(NINE_O_CLOCK);
    let isOver = false;
    const { breathe } = createBreath(clock, () => isOver);
    await clock.advance(10);
    const pause = expect(breathe()).rejects.toThrow('nobody waits');
    isOver = true;
    await clock.advance(0);
    await pause;
  });
});
