import type { TeamView } from '../../core/model/team.js';
import type { Channel } from '../../core/port/channel.js';
import type { LeadStore, LeadWait, Team } from '../../core/port/team.js';
import { type Engine, startEngine } from '../../engine/engine.js';
import type { Shell, Watchroom } from '../shell.js';
import { askForKept } from './ask-leader.js';
import { carryOutRequests } from './carry-out.js';
import type { Courier } from './courier.js';
import { startFollower } from './follower.js';
import { guardChannel } from './guard.js';
import { keptWithLeader } from './kept.js';
import type { ComposeAt, Post } from './post.js';
import { followingProblems } from './problems.js';
import type { Roll } from './roll.js';
import { showToOthers } from './show.js';

/** A desk at one of its posts, with what runs beside it there. */
export interface Stationed {
  readonly role: TeamView['role'];
  readonly watchroom: Watchroom;
  readonly store: LeadStore | null;
  /** May be asked more than once. */
  readonly stop: () => Promise<void>;
}

export interface StationParts {
  readonly shell: Shell;
  readonly team: Team;
  readonly courier: Courier;
  readonly roll: Roll;
  readonly name: string;
  readonly mayLead: boolean;
  /** What keeps every desk from leading; null: nothing. */
  readonly waits: () => LeadWait | null;
  readonly problems: Post['problems'];
  readonly composeAt: ComposeAt;
}

export interface Stations {
  lead(store: LeadStore): Promise<Stationed>;
  follow(): Promise<Stationed>;
}

/** Puts this desk to one of its two posts, each as if it had just been started. */
export const createStations = (parts: StationParts): Stations => {
  const { shell, team, courier, roll, name, problems, composeAt } = parts;
  const standing: Shell = { ...shell, channels: shell.channels.map(lasting) };
  return {
    lead: async (store) => {
      const watchroom = await composeAt(standing, {
        ...{ store, leads: true, team: roll.view, guard: guardChannel({ store, hasOthers: roll.hasOthers }) },
        start: async (engine) => noting(await startEngine(engine), store, courier),
        problems: () => [...store.problems(), ...problems()],
        kept: (own) => own,
      });
      shell.log.info('team.leads', { desk: name });
      const stopServing = serveOthers(parts, watchroom, store);
      const stop = once(async () => {
        stopServing();
        await watchroom.stop();
      });
      return { role: 'leads', watchroom, store, stop };
    },
    follow: async () => {
      const blindSince = () => roll.awaySince() ?? roll.leaderlessSince() ?? roll.unshownSince();
      const isLed = () => blindSince() === null;
      const ask = askForKept({ team, name, clock: shell.clock, isLed });
      const watchroom = await composeAt(standing, {
        ...{ store: await team.follow(), leads: false, team: roll.view, guard: (channel) => channel },
        kept: (own) => keptWithLeader(own, ask),
        problems: () => [...followingProblems(roll, courier, parts), ...problems()],
        start: (engine) => startFollower(engine, { team, courier, name, view: roll.view, blindSince }),
      });
      shell.log.info('team.follows', { desk: name });
      return { role: 'follows', watchroom, store: null, stop: once(watchroom.stop) };
    },
  };
};

const serveOthers = (
  { shell, team, roll }: StationParts,
  { desk, evidence, audits }: Watchroom,
  store: LeadStore,
): (() => void) => {
  const { log, settings, clock } = shell;
  const zone = () => settings.current().config.site.timeZone;
  const stopShowing = showToOthers({ desk, team, log, isWatched: roll.hasOthers });
  const stopCarrying = carryOutRequests({
    desk,
    kept: { evidence, audits },
    clock,
    journal: store.journal,
    store,
    team,
    log,
    zone,
  });
  return () => {
    stopShowing();
    stopCarrying();
  };
};

/**
 * What is done here may meet what others did, should the store go away amid it or have gone before: it is kept as an act, too, until it is certain
 * that it counts. What another desk asked for is kept there.
 */
const noting = (engine: Engine, store: LeadStore, courier: Courier): Engine => {
  const wayOut = (): 'waits' | 'settled' => (store.problems().length > 0 ? 'waits' : 'settled');
  const isDeposed = async (): Promise<boolean> => (await store.confirm()) === 'deposed';
  return {
    ...engine,
    act: async (action, actor) => {
      if (actor.asked !== undefined) return engine.act(action, actor);
      const own = courier.begin('act', [action], actor);
      try {
        const acted = await engine.act(action, own.actor);
        if (!acted.ok && acted.error.code === 'unavailable' && (await isDeposed())) return own.handOver();
        own.end(acted.ok ? wayOut() : 'settled');
        return acted;
      } catch (error) {
        own.end('settled');
        throw error;
      }
    },
    remember: async (action, subject, actor, details) => {
      if (actor.asked !== undefined) return engine.remember(action, subject, actor, details);
      const own = courier.begin('remember', [action, subject, details], actor);
      try {
        await engine.remember(action, subject, own.actor, details);
        own.end(wayOut());
      } catch (error) {
        if (!(await isDeposed())) {
          own.end('settled');
          throw error;
        }
        await own.handOver();
      }
    },
  };
};

/** A channel that this process has outlives each post. */
const lasting = (channel: Channel): Channel => ({ ...channel, stop: async () => undefined });

const once = (stop: () => Promise<void>): (() => Promise<void>) => {
  let stopping: Promise<void> | null = null;
  return () => {
    stopping ??= stop();
    return stopping;
  };
};
