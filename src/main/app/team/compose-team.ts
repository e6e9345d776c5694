import { hostname } from 'node:os';
import { fail } from '../../core/model/result.js';
import type { TeamView } from '../../core/model/team.js';
import type { Channel } from '../../core/port/channel.js';
import type { Stop } from '../../core/port/clock.js';
import type { Ingest } from '../../core/port/ingest.js';
import type { StorePlan } from '../../core/port/store-plan.js';
import type { LeadStore } from '../../core/port/team.js';
import { type Engine, startEngine } from '../../engine/engine.js';
import { openSharedStore } from '../open-store.js';
import type { Shell, Watchroom } from '../shell.js';
import { carryOutRequests } from './carry-out.js';
import { createCourier } from './courier.js';
import { startFollower } from './follower.js';
import { guardChannel } from './guard.js';
import type { ComposeAt } from './post.js';
import { asideProblem, followingProblems } from './problems.js';
import { createRoll } from './roll.js';
import { showToOthers } from './show.js';
import { createStandIn, forwarding } from './stand-in.js';

/** How often a desk that follows looks whether the lead is free. */
const EVERY = 1_000;

/** A desk at one of its posts, and what runs beside it. */
interface Stationed {
  readonly role: TeamView['role'];
  readonly watchroom: Watchroom;
  readonly store: LeadStore | null;
  readonly stop: () => Promise<void>;
}

/**
 * One of the desks that share a store: it leads where nobody else does, as if it had just been started, and follows otherwise. The shells see one
 * desk all the time. Rejects with a `StoreOpenError`.
 */
export const composeTeam = async (
  shell: Shell,
  plan: Extract<StorePlan, { kind: 'mongodb' }>,
  composeAt: ComposeAt,
): Promise<Watchroom> => {
  const { clock, log, version } = shell;
  const name = plan.desk ?? hostname();
  const team = await openSharedStore(shell, plan);
  const late: { current: Stationed | null; isDeposed: boolean } = { current: null, isDeposed: false };
  const refresh = (): void => late.current?.watchroom.refresh();
  const courier = createCourier({ team, name, clock, log, changed: refresh });
  const role = (): TeamView['role'] => late.current?.role ?? 'follows';
  const met = (how: 'changed' | 'same'): void => {
    if (how === 'changed') refresh();
  };
  const roll = createRoll({ team, courier, name, version, clock, log, role, met });
  const standing: Shell = { ...shell, channels: shell.channels.map(lasting) };
  let aside = 0;
  const problems = () => [...asideProblem(aside), ...courier.problems()];

  const settleWaiting = async (): Promise<void> => {
    const count = await team.putAside();
    aside += count;
    if (count === 0) return;
    log.warn('team.put-aside', { commits: count });
    courier.undone();
  };

  const storeChanged = (store: LeadStore | null): void => {
    if (store?.problems().length === 0) courier.merged();
    refresh();
  };

  const takeLead = async (): Promise<Stationed | null> => {
    if (!plan.mayLead) return null;
    await settleWaiting();
    const store: LeadStore | null = await team.lead({
      changed: () => storeChanged(late.current?.store ?? null),
      deposed: () => {
        late.isDeposed = true;
        void tend();
      },
    });
    if (store === null) return null;
    late.isDeposed = false;
    courier.merged();
    try {
      return await lead(store);
    } catch (error) {
      await store.stop();
      throw error;
    }
  };

  /** What is done here while the store is away could meet what others did: it is kept as an act, too, until it is merged. */
  const noting = (engine: Engine, store: LeadStore): Engine => ({
    ...engine,
    act: async (action, actor) => {
      const acted = await engine.act(action, actor);
      if (acted.ok && store.problems().length > 0) courier.note(action, actor);
      return acted;
    },
  });

  const lead = async (store: LeadStore): Promise<Stationed> => {
    const guard = guardChannel({ store, hasOthers: roll.hasOthers });
    const watchroom = await composeAt(standing, {
      ...{ store, guard, leads: true, team: roll.view },
      start: async (parts) => noting(await startEngine(parts), store),
      problems: () => [...store.problems(), ...problems()],
    });
    log.info('team.leads', { desk: name });
    const stops: Stop[] = [
      showToOthers({ desk: watchroom.desk, team, log, isWatched: roll.hasOthers }),
      carryOutRequests({
        ...{ desk: watchroom.desk, journal: store.journal, team, log },
        zone: () => shell.settings.current().config.site.timeZone,
      }),
    ];
    const stop = async (): Promise<void> => {
      for (const stopOne of stops) stopOne();
      await watchroom.stop();
    };
    return { role: 'leads', watchroom, store, stop };
  };

  const follow = async (): Promise<Stationed> => {
    const blindSince = () => roll.awaySince() ?? roll.leaderlessSince();
    const watchroom = await composeAt(standing, {
      store: await team.follow(),
      ...{ leads: false, team: roll.view, guard: (channel) => channel },
      problems: () => [...followingProblems(roll, courier, plan.mayLead), ...problems()],
      start: (parts) => startFollower(parts, { team, courier, name, view: roll.view, blindSince }),
    });
    log.info('team.follows', { desk: name });
    return { role: 'follows', watchroom, store: null, stop: watchroom.stop };
  };

  let isTending = false;
  let isStopped = false;
  const tend = async (): Promise<void> => {
    if (isTending || isStopped || late.current === null) return;
    isTending = true;
    try {
      if (late.current.role === 'leads' && late.isDeposed) await standDown(late.current);
      else if (late.current.role === 'follows' && roll.awaySince() === null && roll.leader() === null)
        await standUp(late.current);
    } catch (error) {
      log.warn('team.change-failed', { error: String(error) });
    } finally {
      isTending = false;
    }
  };

  const standDown = async (before: Stationed): Promise<void> => {
    // Nothing more is looked at or told from here on, also while the store cannot be asked yet.
    const stopping = before.stop().catch((error: unknown) => log.error('team.stop-failed', { error: String(error) }));
    await settleWaiting();
    change(await follow());
    await stopping;
  };

  const standUp = async (before: Stationed): Promise<void> => {
    const next = await takeLead();
    if (next === null) return;
    change(next);
    await before.stop();
  };

  const change = (next: Stationed): void => {
    late.current = next;
    standIn.put(next.watchroom.desk);
    refresh();
    void roll.meet();
  };

  const begin = async (): Promise<Stationed> => {
    try {
      const leading = await takeLead();
      await roll.meet();
      return leading ?? (await follow());
    } catch (error) {
      courier.stop();
      roll.stop();
      await team.stop();
      throw error;
    }
  };

  const first = await begin();
  late.current = first;
  refresh();
  const current = (): Watchroom => (late.current ?? first).watchroom;
  const standIn = createStandIn(first.watchroom.desk);
  const timer = setInterval(() => void tend(), EVERY).unref();
  return {
    desk: standIn.desk,
    settings: shell.settings,
    history: forwarding(() => current().history),
    journal: forwarding(() => current().journal),
    gate: (call, input, actor) => current().gate(call, input, actor),
    ingest: ingestAt(
      () => current().ingest,
      role,
      () => roll.leader()?.name ?? null,
    ),
    audits: forwarding(() => current().audits),
    refresh,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      while (isTending) await new Promise((resolve) => setTimeout(resolve, 20));
      courier.stop();
      roll.stop();
      await (late.current ?? first).stop();
      await Promise.all(shell.channels.map((channel) => channel.stop()));
      await team.stop();
    },
  };
};

/** A channel that this process has outlives each post. */
const lasting = (channel: Channel): Channel => ({ ...channel, stop: async () => undefined });

/** Readings that others send go to the desk that judges them. */
const ingestAt = (ingest: () => Ingest, role: () => TeamView['role'], leader: () => string | null): Ingest => {
  const refusal = () => {
    const there = leader();
    const message =
      there === null
        ? 'No desk leads now: send it again in a moment.'
        : `This desk follows; send it to the one that leads: ${there}.`;
    return fail({ code: 'unavailable' as const, message });
  };
  const leads = (): boolean => role() === 'leads';
  return {
    take: async (text) => (leads() ? ingest().take(text) : refusal()),
    takePublic: async (sending) => (leads() ? ingest().takePublic(sending) : refusal()),
    takeSigned: async (sending) => (leads() ? ingest().takeSigned(sending) : refusal()),
    isAllowedOrigin: (origin) => ingest().isAllowedOrigin(origin),
  };
};
