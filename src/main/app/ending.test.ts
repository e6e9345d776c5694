import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../tests/support/fake-clock.js';
import { instant, seconds } from '../core/time/instant.js';
import { endInTime } from './ending.js';

/** An end whose stops take a while, and which finds out on the way that a version is to be put in place. */
const endOf = (length: number, isCalm: boolean) => {
  const clock = createFakeClock(instant(0));
  const world = { willInstall: false, done: false, code: null as number | null };
  const stop = async (): Promise<void> => {
    world.willInstall = isCalm;
    await new Promise<void>((done) => void clock.wakeAt(instant(length), done));
    world.done = true;
  };
  const ended = endInTime({ clock, stop, willInstall: () => world.willInstall }).then((code) => {
    world.code = code;
  });
  return { clock, world, ended };
};

describe('the end of the app', () => {
  it('is cut off after five seconds', async () => {
    const { clock, world, ended } = endOf(seconds(8), false);
    await clock.advance(seconds(4));
    expect(world.code).toBeNull();
    await clock.advance(seconds(1));
    await ended;
    expect(world).toMatchObject({ done: false, code: 0 });
  });

  it('is given a minute where its calm lets a version be put in place, which is known only on the way', async () => {
    const { clock, world, ended } = endOf(seconds(40), true);
    await clock.advance(seconds(40));
    await ended;
    expect(world).toMatchObject({ done: true, code: 0 });
    const hanging = endOf(seconds(400), true);
    await hanging.clock.advance(seconds(60));
    await hanging.ended;
    expect(hanging.world.done).toBe(false);
  });

  it('says a stop that failed', async () => {
    const stop = () => Promise.reject(new Error('disk full'));
    expect(await endInTime({ clock: createFakeClock(instant(0)), stop, willInstall: () => false })).toBe(1);
  });
});
