import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../tests/support/fake-clock.js';
import { instant, after as later } from '../core/time/instant.js';
import { systemClock } from './clock.js';

describe('the machine’s clock', () => {
  it('calls back once the moment has come', async () => {
    const clock = systemClock();
    const at = later(clock.now(), 30);
    await new Promise<void>((resolve) => clock.wakeAt(at, resolve));
    expect(clock.now()).toBeGreaterThanOrEqual(at - 1);
  });

  it('calls back at once for a moment that has passed, and never after a stop', async () => {
    const clock = systemClock();
    let stopped = false;
    clock.wakeAt(later(clock.now(), 5), () => {
      stopped = true;
    })();
    await new Promise<void>((resolve) => clock.wakeAt(instant(0), resolve));
    await new Promise<void>((resolve) => clock.wakeAt(later(clock.now(), 20), resolve));
    expect(stopped).toBe(false);
  });

  it('does not call back early for a moment months away', async () => {
    const clock = systemClock();
    let called = false;
    const stop = clock.wakeAt(later(clock.now(), 2 ** 33), () => {
      called = true;
    });
    await new Promise<void>((resolve) => clock.wakeAt(later(clock.now(), 20), resolve));
    stop();
    expect(called).toBe(false);
  });
});

describe('the tests’ clock', () => {
  it('runs what falls due in order, each at its own moment, also what was added on the way', async () => {
    const clock = createFakeClock(instant(1_000));
    const seen: [string, number][] = [];
    clock.wakeAt(instant(1_300), () => seen.push(['late', clock.now()]));
    clock.wakeAt(instant(1_100), async () => {
      seen.push(['early', clock.now()]);
      await Promise.resolve();
      clock.wakeAt(instant(1_200), () => seen.push(['added', clock.now()]));
    });
    clock.wakeAt(instant(9_000), () => seen.push(['never', clock.now()]));
    await clock.advance(1_000);
    expect(seen).toEqual([
      ['early', 1_100],
      ['added', 1_200],
      ['late', 1_300],
    ]);
    expect([clock.now(), clock.monotonic(), clock.pending()]).toEqual([2_000, 1_000, 1]);
  });

  it('jumps the wall clock alone', async () => {
    const clock = createFakeClock(instant(0));
    let calls = 0;
    clock.wakeAt(instant(5_000), () => {
      calls += 1;
    });
    clock.jump(-86_400_000);
    expect([clock.now(), clock.monotonic(), calls]).toEqual([-86_400_000, 0, 0]);
    await clock.advance(5_000);
    expect(calls).toBe(1);
  });
});
