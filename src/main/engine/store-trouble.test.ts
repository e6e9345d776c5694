import { describe, expect, it } from 'vitest';
import { ANA, NINE_O_CLOCK, pass, type Rig, silentLog } from '../../../tests/support/engine.js';
import { createFakeClock } from '../../../tests/support/fake-clock.js';
import { rigsOfEachTest } from '../../../tests/support/rigs.js';
import type { EpisodeId } from '../core/model/alert.js';
import type { SeriesId } from '../core/model/sample.js';
import type { Commit, Store } from '../core/port/journal.js';
import { hours, instant, minutes, seconds } from '../core/time/instant.js';
import { createMemoryStore } from '../store/memory/memory-store.js';
import { type Committer, createCommitter } from './commit/commit.js';
import { emptyDraft, restore } from './draft.js';

const { rigOf } = rigsOfEachTest();

/** A store whose commits end only as `until` does. */
const storeWith = (before: (commit: Commit) => Promise<void>): Store => {
  const store = createMemoryStore();
  const commit = (one: Commit): Promise<void> => before(one).then(() => store.journal.commit(one));
  return { ...store, journal: { ...store.journal, commit } };
};

describe('a disk that does not answer', () => {
  const hanging = async (): Promise<{ rig: Rig; mend: () => void }> => {
    let isStuck = false;
    const waiting: (() => void)[] = [];
    const store = storeWith(() => (isStuck ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()));
    const rig = await rigOf({ store });
    await pass(rig, minutes(2));
    isStuck = true;
    rig.weather.up = false;
    const mend = (): void => {
      isStuck = false;
      for (const resolve of waiting.splice(0)) resolve();
    };
    return { rig, mend };
  };

  it('keeps nobody from hearing what is wrong, and tells it once', async () => {
    const { rig, mend } = await hanging();
    await pass(rig, minutes(2));
    expect(rig.sent.map(({ reason }) => reason)).toEqual(['firing']);
    expect(rig.engine.view().view.system.store.state).toBe('failing');
    mend();
    await pass(rig, minutes(2));
    expect(rig.sent.map(({ reason }) => reason)).toEqual(['firing']);
    expect(rig.engine.view().view.system.store.state).toBe('ok');
    const kept = await rig.store.journal.deliveries({ limit: 5 });
    expect(kept).toMatchObject([{ state: { kind: 'delivered' } }]);
  });

  it('does so too where the clock is set back meanwhile', async () => {
    const { rig, mend } = await hanging();
    await pass(rig, minutes(1));
    rig.clock.jump(-hours(26));
    await pass(rig, minutes(2));
    expect(rig.sent.map(({ reason }) => reason)).toEqual(['firing']);
    mend();
  });

  it('refuses an act in words after ten seconds, instead of leaving it without an answer', async () => {
    const { rig, mend } = await hanging();
    await pass(rig, minutes(1));
    const answer = rig.engine.act({ kind: 'test-alert' }, ANA);
    await pass(rig, seconds(15));
    expect(await Promise.race([answer, Promise.resolve('none')])).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    mend();
  });
});

it('an act that came too late is refused when it is asked again, although its note is not on the disk yet', async () => {
  let release = (): void => undefined;
  let isSlow = false;
  const slow = () => (isSlow ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve());
  const rig = await rigOf({ store: storeWith(slow) });
  rig.weather.up = false;
  await pass(rig, minutes(2));
  const alert = rig.firing()[0]?.id as EpisodeId;
  isSlow = true;
  const late = { ...ANA, asked: { desk: 'south', request: 'one' } };
  // Nobody has resolved it.
  const reopen = () => rig.engine.act({ kind: 'reopen', alert }, late);
  expect(await reopen()).toMatchObject({ ok: false });
  const noting = rig.engine.act({ kind: 'note', alert, text: 'Conflict: not applied.' }, late);
  expect(await reopen()).toMatchObject({ ok: false });
  isSlow = false;
  release();
  expect(await noting).toMatchObject({ ok: true });
});

describe('a full disk', () => {
  const committerOver = (store: Store, clock = createFakeClock(NINE_O_CLOCK)): Committer =>
    createCommitter({
      first: emptyDraft(),
      journal: store.journal,
      clock,
      log: silentLog,
      committed: () => undefined,
      healthChanged: () => undefined,
    });
  const sample = (number: number) => ({
    id: 'up' as SeriesId,
    series: { name: 'up', labels: {} },
    at: instant(NINE_O_CLOCK + number),
    value: 1,
  });

  it('lets the desk stop: nothing tries on after it', async () => {
    const clock = createFakeClock(NINE_O_CLOCK);
    const committer = committerOver(
      storeWith(() => Promise.reject(new Error('disk full'))),
      clock,
    );
    committer.draft().marks.set('aliveAt', 1);
    committer.turned();
    await clock.advance(seconds(5));
    await expect(committer.stop()).rejects.toThrow('disk full');
    expect(clock.pending()).toBe(0);
  });

  it('is written to in pieces once there is room again, oldest first', async () => {
    let isFull = true;
    const sizes: number[] = [];
    const store = storeWith(async ({ samples }) => {
      sizes.push(samples.length);
      if (isFull) throw new Error('disk full');
    });
    const clock = createFakeClock(NINE_O_CLOCK);
    const committer = committerOver(store, clock);
    for (let number = 0; number < 50_000; number += 1) committer.draft().samples.push(sample(number));
    committer.turned();
    await clock.advance(seconds(10));
    expect(committer.draft().samples).toHaveLength(50_000);
    isFull = false;
    await clock.advance(seconds(10));
    expect(sizes.slice(-3)).toEqual([20_000, 20_000, 10_000]);
    expect(committer.draft().samples).toEqual([]);
  });

  it('fills no memory: of more than a million samples the oldest give way', () => {
    const draftOf = (count: number) => ({
      ...emptyDraft(),
      samples: Array.from({ length: count }, (_, number) => sample(number)),
    });
    const { samples } = restore(draftOf(3), draftOf(1_000_000 - 1));
    expect(samples).toHaveLength(1_000_000);
    expect(samples[0]?.at).toBe(NINE_O_CLOCK + 2);
  });
});
