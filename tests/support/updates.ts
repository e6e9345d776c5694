import type { Attempt, Attempts } from '../../src/main/app/updates/attempt.js';
import { createUpdates } from '../../src/main/app/updates/updates.js';
import type { Config, ConfigState } from '../../src/main/core/model/config.js';
import { ok } from '../../src/main/core/model/result.js';
import type { UpdatePlan } from '../../src/main/core/model/update.js';
import type { FeedAnswer, UpdateFailure, Updater } from '../../src/main/core/port/updater.js';
import { hours, instant, seconds } from '../../src/main/core/time/instant.js';
import { createFakeClock } from './fake-clock.js';
import { silentLog } from './store.js';

export const PLAN: UpdatePlan = { url: 'https://updates.example.org/watchroom', channel: 'latest', every: hours(6) };
export const NEWER: FeedAnswer = { kind: 'newer', version: '2.0.0', notes: 'Quieter.', byHand: null };
export const AWAY: UpdateFailure = { kind: 'unreachable', text: 'its server answered 503' };
export const FORGED: UpdateFailure = { kind: 'refused', text: 'latest.yml carries no signature' };

/** The updates of an app on a clock that a test moves, with a feed that answers as it is told. `before`: what the run before left. */
export const rigOf = async (plan: UpdatePlan | null = PLAN, before: Attempt | null = null, aside: string | null = null) => {
  const clock = createFakeClock(instant(Date.UTC(2026, 0, 5, 3)));
  const feed = {
    answer: ok(NEWER) as Awaited<ReturnType<Updater['look']>>,
    fetching: Promise.resolve(),
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
  const world = { plan, firing: 0, opened: 0, givenUp: 0 };
  const news: (() => void)[] = [];
  const updater: Updater = {
    look: async ({ url, channel }) => {
      done.push(`look ${url} ${channel}`);
      return feed.answer;
    },
    fetch: async () => {
      done.push('fetch');
      await feed.fetching;
      return feed.fetched;
    },
    install: async (version) => {
      done.push(`install ${version}`);
      return feed.installed();
    },
    giveUp: () => {
      world.givenUp += 1;
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
    ...{ attempts, aside },
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

export type Rig = Awaited<ReturnType<typeof rigOf>>;

/** Lets the first look pass. */
export const looked = async (rig: Rig): Promise<Rig> => {
  await rig.clock.advance(seconds(20));
  return rig;
};

export const end = async ({ updates }: Rig): Promise<void> => {
  updates.stop();
  await updates.finish();
};
