import { hostname } from 'node:os';
import { fail } from '../../core/model/result.js';
import type { TeamView } from '../../core/model/team.js';
import type { Desk } from '../../core/port/desk.js';
import type { Gate } from '../../core/port/gate.js';
import type { Ingest } from '../../core/port/ingest.js';
import type { StorePlan } from '../../core/port/store-plan.js';
import type { LeadStore, LeadWait } from '../../core/port/team.js';
import { openSharedStore } from '../open-store.js';
import type { Shell, Watchroom } from '../shell.js';
import { createCourier } from './courier.js';
import type { ComposeAt } from './post.js';
import { asideProblem } from './problems.js';
import { createRoll } from './roll.js';
import { createStandIn, forwarding } from './stand-in.js';
import { createStations, type Stationed } from './stations.js';

/** How often a desk that follows looks whether the lead is free. */
const EVERY = 1_000;

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
  /** Who stood still for so long that another may lead by now is not said to lead before it has asked, nor who has been replaced. */
  const role = (): TeamView['role'] => {
    const standing = late.current?.store?.standing() ?? 'deposed';
    return standing === 'deposed' || (standing === 'in-doubt' && roll.hasOthers()) ? 'follows' : 'leads';
  };
  const met = (how: 'changed' | 'same'): void => {
    if (how === 'changed') refresh();
  };
  const roll = createRoll({ team, courier, name, version, clock, log, role, met });
  let aside = 0;
  let wait: LeadWait | null = null;
  const problems = () => [...asideProblem(aside), ...courier.problems()];

  const settleWaiting = async (): Promise<void> => {
    const count = await team.putAside();
    aside += count;
    if (count > 0) log.warn('team.put-aside', { commits: count });
    courier.undone();
  };

  const storeChanged = (store: LeadStore | null): void => {
    if (store?.problems().length === 0) courier.merged();
    refresh();
  };

  /** Said once, as long as it stays so. */
  const noteWait = (found: LeadWait | null): void => {
    if (found?.text === wait?.text) return;
    if (found === null) log.info('team.waits-no-more', {});
    else log.warn('team.waits', { for: found.text, remedy: found.remedy });
    wait = found;
    refresh();
  };

  const takeLead = async (): Promise<Stationed | null> => {
    // Also where it led before and may no longer: what people did here then is still to be told.
    await settleWaiting();
    if (!plan.mayLead) return null;
    let found: LeadWait | null = null;
    const store: LeadStore | null = await team.lead({
      waits: (wait) => {
        found = wait;
      },
      changed: () => storeChanged(late.current?.store ?? null),
      deposed: () => {
        late.isDeposed = true;
        void tend();
      },
    });
    noteWait(found);
    if (store === null) return null;
    late.isDeposed = false;
    try {
      return await stations.lead(store);
    } catch (error) {
      await store.stop();
      throw error;
    }
  };

  const stations = createStations({
    shell,
    team,
    courier,
    roll,
    name,
    mayLead: plan.mayLead,
    waits: () => wait,
    problems,
    composeAt,
  });

  let isTending = false;
  let isStopped = false;
  const tend = async (): Promise<void> => {
    if (isTending || isStopped || late.current === null) return;
    isTending = true;
    try {
      if (late.current.role === 'leads' && late.isDeposed) await standDown(late.current);
      else if (late.current.role === 'follows' && isLeadFree()) await standUp(late.current);
    } catch (error) {
      log.warn('team.change-failed', { error: String(error) });
    } finally {
      isTending = false;
    }
  };

  /** Where the store was gone for all, the one that led has seen and told what nobody else has: it comes first, or that would be put aside. */
  const isLeadFree = (): boolean => roll.awaySince() === null && roll.leader() === null && !roll.isFreshlyBack();

  const standDown = async (before: Stationed): Promise<void> => {
    // Nothing more is looked at or told from here on, also while the store cannot be asked yet.
    const stopping = before.stop().catch((error: unknown) => log.error('team.stop-failed', { error: String(error) }));
    await settleWaiting();
    change(await stations.follow());
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
      return leading ?? (await stations.follow());
    } catch (error) {
      courier.stop();
      roll.stop();
      await team.stop();
      throw error;
    }
  };

  let shownRole: TeamView['role'] | null = null;
  /** What is shown may have been made before this desk stood still. */
  const viewNow: Desk['view'] = () => {
    const now = role();
    if (shownRole !== now) refresh();
    shownRole = now;
    return standIn.desk.view();
  };

  const first = await begin();
  late.current = first;
  refresh();
  const current = (): Watchroom => (late.current ?? first).watchroom;
  const standIn = createStandIn(first.watchroom.desk);
  const timer = setInterval(() => void tend(), EVERY).unref();
  return {
    desk: { ...standIn.desk, view: viewNow },
    settings: shell.settings,
    history: forwarding(() => current().history),
    journal: forwarding(() => current().journal),
    gate: viewedAs(viewNow, (call, input, actor) => current().gate(call, input, actor)),
    ingest: ingestAt(
      () => current().ingest,
      role,
      () => roll.leader()?.name ?? null,
    ),
    evidence: forwarding(() => current().evidence),
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

/** The view with the revision that its pushes go on from, whichever post this desk has been at. */
const viewedAs =
  (view: Desk['view'], gate: Gate): Gate =>
  async (call, input, actor) => {
    const answer = await gate(call, input, actor);
    return call === 'view.read' && answer.ok ? { ...answer, value: view() } : answer;
  };

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
