import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import { silentLog } from '../../../../tests/support/store.js';
import type { Config, ConfigState } from '../../core/model/config.js';
import { fail, ok } from '../../core/model/result.js';
import type { UpdatePlan } from '../../core/model/update.js';
import type { FeedAnswer, UpdateFailure, Updater } from '../../core/port/updater.js';
import { hours, instant, minutes, seconds } from '../../core/time/instant.js';
import type { Attempt, Attempts } from './attempt.js';
import { createUpdates } from './updates.js';

const PLAN: UpdatePlan = { url: 'https://updates.example.org/watchroom', channel: 'latest', every: hours(6) };
const NEWER: FeedAnswer = { kind: 'newer', version: '2.0.0', notes: 'Quieter.' };
const AWAY: UpdateFailure = { kind: 'unreachable', text: 'its server answered 503' };
const FORGED: UpdateFailure = { kind: 'refused', text: 'latest.yml carries no signature' };

const rigOf = async (plan: UpdatePlan | null = PLAN, before: Attempt | null = null) => {
  const clock = createFakeClock(instant(Date.UTC(2026, 0, 5, 3)));
  const feed = {
    answer: ok(NEWER) as Awaited<ReturnType<Updater['look']>>,
    fetched: ok(null) as Awaited<ReturnType<Updater['fetch']>>,
    installed: async (): ReturnType<Updater['install']> => ok(null),
  };
  const left: { attempt: Attempt | null } = { attempt: null };
  const attempts: Attempts = {
    take: () => before,
    leave: (attempt) => {
      left.attempt = attempt;
    },
  };
  const done: string[] = [];
  const world = { plan, firing: 0, opened: 0 };
  const news: (() => void)[] = [];
  const updater: Updater = {
    look: async ({ url, channel }) => {
      done.push(`look ${url} ${channel}`);
      return feed.answer;
    },
    fetch: async () => {
      done.push('fetch');
      return feed.fetched;
    },
    install: async () => {
      done.push('install');
      return feed.installed();
    },
  };
  const updates = createUpdates({
    clock,
    log: silentLog,
    settings: {
      current: () => ({ config: { updates: world.plan } as Config }) as ConfigState,
      subscribe: (listener) => {
        news.push(() => listener({} as never));
        return () => undefined;
      },
    },
    openUpdater: async () => {
      world.opened += 1;
      return updater;
    },
    attempts,
    quit: () => done.push('quit'),
  });
  updates.follow({
    view: () => ({
      view: {
        alerts: Object.fromEntries(Array.from({ length: world.firing }, (_, n) => [`a${n}`, { state: 'firing' }])) as never,
      },
    }),
    refresh: () => undefined,
  });
  return {
    clock,
    feed,
    done,
    world,
    updates,
    left,
    reconfigure: () => {
      for (const tell of news) tell();
    },
  };
};

type Rig = Awaited<ReturnType<typeof rigOf>>;

/** Lets the first look pass. */
const looked = async (rig: Rig): Promise<Rig> => {
  await rig.clock.advance(seconds(20));
  return rig;
};

const end = async ({ updates }: Rig): Promise<void> => {
  updates.stop();
  await updates.finish();
};

describe('updates of the installed app', () => {
  it('make no traffic, and load nothing, where no feed is configured', async () => {
    const rig = await rigOf(null);
    await rig.clock.advance(hours(48));
    expect([rig.done, rig.world.opened, rig.updates.state()]).toEqual([[], 0, null]);
    expect(await rig.updates.lookNow()).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('are looked for soon after the start and then as often as configured', async () => {
    const rig = await rigOf();
    rig.feed.answer = ok({ kind: 'none', why: '' });
    expect(rig.updates.state()).toEqual({ state: 'first', lastAt: null, offer: null, text: '' });
    await rig.clock.advance(hours(12) + seconds(21));
    expect(rig.done).toEqual(Array(3).fill('look https://updates.example.org/watchroom latest'));
    expect(rig.updates.state()).toMatchObject({ state: 'current', lastAt: expect.any(Number) });
  });

  it('are fetched once, and offered until somebody restarts', async () => {
    const rig = await looked(await rigOf());
    await rig.clock.advance(hours(6));
    expect(rig.done.filter((one) => one === 'fetch')).toHaveLength(1);
    expect(rig.updates.state()).toMatchObject({ state: 'ready', offer: { version: '2.0.0', notes: 'Quieter.' } });
    expect(rig.updates.restartInto('2.0.1')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(rig.done).not.toContain('quit');
    // A person's word holds although an alert is open.
    rig.world.firing = 1;
    expect(rig.updates.restartInto('2.0.0')).toEqual({ ok: true, value: null });
    expect(rig.updates.willInstall()).toBe(true);
    await end(rig);
    expect(rig.done.slice(-2)).toEqual(['quit', 'install']);
  });

  it('that cannot be put in place leave a desk that starts again, and that says so', async () => {
    const why = { kind: 'impossible', text: 'nothing was unpacked' } as const;
    for (const installed of [async () => fail(why), () => Promise.reject(new Error(why.text))]) {
      const rig = await looked(await rigOf());
      rig.feed.installed = installed;
      rig.updates.restartInto('2.0.0');
      // Were it cut off here, the next start would say so.
      expect(rig.left.attempt?.text).toBe('the app ended before it was its turn');
      await end(rig);
      expect(rig.updates.isRestarting()).toBe(true);
      const { attempt } = rig.left;
      expect(attempt).toEqual({ version: '2.0.0', text: 'nothing was unpacked' });
      const next = await rigOf(PLAN, attempt);
      const words = 'Version 2.0.0 could not be put in place: nothing was unpacked.';
      expect(next.updates.state()?.text).toBe(words);
      expect(next.updates.problems()[0]?.text).toBe(words);
      await looked(next);
      expect(next.updates.state()).toMatchObject({ state: 'ready', text: expect.stringContaining(words) });
    }
    const well = await looked(await rigOf());
    well.updates.restartInto('2.0.0');
    await end(well);
    expect([well.updates.isRestarting(), well.left.attempt]).toEqual([true, null]);
    expect((await rigOf()).updates.isRestarting()).toBe(false);
  });

  it('are put in place at a calm end, and never by themselves while an alert is open', async () => {
    const calm = await looked(await rigOf());
    await end(calm);
    expect(calm.done.at(-1)).toBe('install');
    const busy = await looked(await rigOf());
    busy.world.firing = 2;
    await end(busy);
    expect(busy.done.at(-1)).toBe('fetch');
  });

  it('that cannot be looked for are tried again sooner, and said when it goes on', async () => {
    const rig = await rigOf();
    rig.feed.answer = fail(AWAY);
    await looked(rig);
    expect(rig.updates.state()).toMatchObject({ state: 'failing', text: 'its server answered 503' });
    expect(rig.updates.problems()).toEqual([]);
    await rig.clock.advance(minutes(60));
    expect(rig.done).toHaveLength(3);
    expect(rig.updates.problems()[0]?.text).toBe('Updates cannot be looked for: its server answered 503.');
    rig.feed.answer = ok({ kind: 'none', why: '' });
    await rig.clock.advance(minutes(30));
    expect([rig.updates.state()?.state, rig.updates.problems()]).toEqual(['current', []]);
  });

  it('that are not to be trusted are said at once, and nothing is put in place', async () => {
    const rig = await rigOf();
    rig.feed.answer = fail(FORGED);
    await looked(rig);
    expect(rig.updates.problems()[0]?.text).toBe(
      'An update was refused, and nothing was changed: latest.yml carries no signature.',
    );
    await end(rig);
    expect(rig.done).toHaveLength(1);
  });

  it('that turn out wrong when fetched are refused', async () => {
    const rig = await rigOf();
    rig.feed.fetched = fail({ kind: 'refused', text: 'its SHA-512 is another' });
    await looked(rig);
    expect(rig.updates.state()).toMatchObject({ state: 'refused', offer: null });
    await end(rig);
    expect(rig.done.at(-1)).toBe('fetch');
  });

  it('that were ready go with a feed that lies or takes them back, and stay with one that is away', async () => {
    const away = await looked(await rigOf());
    away.feed.answer = fail(AWAY);
    await away.updates.lookNow();
    expect(away.updates.state()).toMatchObject({ state: 'failing', offer: { version: '2.0.0' } });
    for (const answer of [fail(FORGED), ok({ kind: 'none', why: '' } as const)]) {
      const rig = await looked(await rigOf());
      rig.feed.answer = answer;
      await rig.updates.lookNow();
      expect(rig.updates.state()?.offer).toBeNull();
    }
  });

  it('come from another feed as soon as one is configured', async () => {
    const rig = await looked(await rigOf());
    rig.world.plan = { ...PLAN, channel: 'beta' };
    rig.reconfigure();
    expect(rig.updates.state()).toMatchObject({ state: 'first', offer: null });
    await rig.clock.advance(seconds(20));
    expect(rig.done.filter((one) => one.endsWith('beta'))).toHaveLength(1);
    rig.world.plan = null;
    rig.reconfigure();
    await rig.clock.advance(hours(12));
    expect(rig.updates.state()).toBeNull();
    expect(rig.done.filter((one) => one.startsWith('look'))).toHaveLength(2);
  });
});
