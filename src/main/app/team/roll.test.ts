import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { silentLog } from '../../../../tests/support/engine.js';
import type { Meeting } from '../../core/port/team.js';
import { instant } from '../../core/time/instant.js';
import { createRoll, type Roll } from './roll.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] }),
);

const rolls: Roll[] = [];
afterEach(() => {
  for (const roll of rolls.splice(0)) roll.stop();
  vi.useRealTimers();
});

/** The store as the desk `south` finds it: `north` leads by the lease, and said something so many milliseconds ago. */
interface Place {
  isThere: boolean;
  /** Milliseconds that an answer takes. */
  slowness: number;
  leader: string | null;
  silence: number;
}

const opened = (): { readonly place: Place; readonly roll: Roll } => {
  const place: Place = { isThere: true, slowness: 0, leader: 'north', silence: 0 };
  const meet = async (): Promise<Meeting> => {
    await new Promise((resolve) => setTimeout(resolve, place.slowness));
    if (!place.isThere) throw new Error('the store is gone');
    const row = { host: 'h', version: '1', role: 'follows', since: instant(0), waiting: 0 } as const;
    const desks = [
      { ...row, id: 'north', name: 'north', age: place.silence },
      { ...row, id: 'south', name: 'south', age: 0 },
    ];
    return { desks, leader: place.leader, viewAge: 0 };
  };
  const news = { listen: () => () => undefined, hearing: () => ({ kind: 'asks', why: 'scripted' }) as const };
  const roll = createRoll({
    ...{ team: { desk: 'south', meet, news }, courier: { waiting: () => [] }, name: 'south', version: '1' },
    ...{ clock: { now: () => instant(performance.now()) } as never, log: silentLog },
    ...{ role: () => 'follows' as const, met: () => undefined },
  });
  rolls.push(roll);
  return { place, roll };
};

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

it('a store that is back leaves the one that led time to find it, too', async () => {
  const { place, roll } = opened();
  await pass(3_000);
  place.isThere = false;
  await pass(12_000);
  Object.assign(place, { isThere: true, leader: null, silence: 13_000 });
  await pass(2_000);
  expect(roll.awaySince()).toBeNull();
  expect(roll.isFreshlyBack()).toBe(true);
  await pass(15_000);
  expect(roll.isFreshlyBack()).toBe(false);
});

it('nobody is waited for who had fallen silent before the store went', async () => {
  const { place, roll } = opened();
  await pass(3_000);
  place.silence = 7_000;
  await pass(2_000);
  place.slowness = 6_000;
  await pass(5_000);
  expect(roll.awaySince()).not.toBeNull();
  Object.assign(place, { leader: null, silence: 16_000, slowness: 0 });
  await pass(4_000);
  expect(roll.awaySince()).toBeNull();
  expect(roll.isFreshlyBack()).toBe(false);
});

it('another that leads since then is waited for as any', async () => {
  const { place, roll } = opened();
  place.silence = 7_000;
  await pass(3_000);
  place.isThere = false;
  await pass(3_000);
  Object.assign(place, { isThere: true, leader: 'south' });
  await pass(2_000);
  expect(roll.isFreshlyBack()).toBe(true);
});

it('who says something again is waited for again', async () => {
  const { place, roll } = opened();
  place.silence = 7_000;
  await pass(3_000);
  place.silence = 0;
  await pass(2_000);
  place.isThere = false;
  await pass(3_000);
  Object.assign(place, { isThere: true, leader: null, silence: 5_000 });
  await pass(2_000);
  expect(roll.isFreshlyBack()).toBe(true);
});
