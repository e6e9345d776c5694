import type { Action } from '../core/model/action.js';
import type { Actor } from '../core/model/actor.js';
import type { Config } from '../core/model/config.js';
import type { Reading } from '../core/model/reading.js';
import { fail, ok, type Refusal, type Result } from '../core/model/result.js';
import type { SourceKind, Target, TargetId } from '../core/model/target.js';
import type { DeskView } from '../core/model/view.js';
import type { Channel } from '../core/port/channel.js';
import type { Clock, Stop } from '../core/port/clock.js';
import type { Connectivity } from '../core/port/connectivity.js';
import type { Desk } from '../core/port/desk.js';
import type { History } from '../core/port/history.js';
import type { Journal } from '../core/port/journal.js';
import type { Log } from '../core/port/log.js';
import type { Source } from '../core/port/source.js';
import { samplesOf } from '../core/sample/ingest.js';
import { withReading } from '../core/sample/target-state.js';
import { after, type Duration, days, type Instant, milliseconds, minutes, seconds } from '../core/time/instant.js';
import { act } from './act.js';
import { aim } from './aim.js';
import { createCommitter } from './commit.js';
import { createDeliver } from './deliver.js';
import type { Draft } from './draft.js';
import { createGuard, needsNetwork } from './guard.js';
import { createInspect } from './inspect.js';
import { createLooking } from './looking.js';
import { createMeter } from './meter.js';
import { forgetSegments } from './observing.js';
import { pointless, recordOutcome } from './outcome.js';
import { createPoll } from './poll.js';
import { createPublish } from './publish.js';
import { recall, settleAfterStart } from './remember.js';
import { createRetain } from './retain.js';
import { createStatus } from './status.js';
import type { Trace } from './trace.js';
import { attend, tick, turn } from './turn.js';
import { createViewBuilder } from './view.js';
import { nowOf, type World } from './world.js';

export interface EngineParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Config;
  readonly journal: Journal;
  readonly history: History;
  readonly sources: readonly Source[];
  readonly channels: readonly Channel[];
  readonly connectivity: Connectivity;
  readonly trace: Trace;
  readonly version: string;
  readonly runtime: string;
  /** What the desk's own part of the view says; asked each time it is built. */
  readonly desk: () => DeskView;
  /** Problems outside the engine that the console should show. */
  readonly problems: () => readonly { readonly id: string; readonly text: string; readonly remedy: string }[];
  /** A gap between two ticks longer than this was a sleep or a jump of the clock; null: never judged by gaps. */
  readonly longestGap: Duration | null;
}

export interface Engine extends Desk {
  /** Puts another configuration into force. */
  reconfigure(config: Config): void;
  /** Something outside changed that the view shows. */
  refresh(): void;
  /** Ends everything that runs, and commits what is left. */
  stop(): Promise<void>;
}

const TICK = seconds(1);
/** The ledger is told this often that the desk still runs: a crash charges at most this much to "not running". */
const ALIVE_EVERY = seconds(10);
/** The longest gap between two ticks that is not a sleep. */
export const LONGEST_GAP = seconds(15);

/** The engine at work: polls, judges, remembers, tells and shows, on one clock. */
export const startEngine = async (parts: EngineParts): Promise<Engine> => {
  const { clock, log, journal } = parts;
  const startedAt = clock.now();
  const remembered = await journal.remembered(after(startedAt, -days(1) - minutes(60)));
  const world = recall({
    config: parts.config,
    remembered,
    now: startedAt,
    channels: parts.channels.map((channel) => channel.kind),
    trace: parts.trace,
  });
  const turnMeter = createMeter();
  let isStopped = false;
  let aliveAt = clock.now();
  let cancelTick: Stop | null = null;

  const committer = createCommitter({
    first: world.draft(),
    journal,
    clock,
    log,
    committed: (draft) => outboxOf(draft),
    healthChanged: () => publish.changed('urgent'),
  });
  world.draft = committer.draft;

  const deliver = createDeliver({
    clock,
    log,
    channels: parts.channels,
    mayLeave: (delivery) =>
      delivery.reason === 'desk-blind' || (world.settling === null && (delivery.channel === 'desktop' || !guard.isOffline())),
    pointless: (delivery) => pointless(world, delivery),
    keep: (delivery) => {
      recordOutcome(world, delivery, clock.now());
      committer.turned();
      publish.changed('routine');
    },
  });

  const outboxOf = (draft: Draft): void => {
    for (const delivery of draft.deliveries.values()) deliver.enqueue(delivery);
    if (draft.deliveries.size > 0) publish.changed('routine');
  };

  const guard = createGuard({
    clock,
    connectivity: parts.connectivity,
    settings: () => ({ ...world.config.connectivity, probes: watchesNetwork() ? world.config.connectivity.probes : [] }),
    changed: (works) => (works ? cameOnline() : looking.offline()),
  });
  const cameOnline = (): void => {
    looking.online();
    deliver.wake();
  };
  const watchesNetwork = (): boolean => world.config.targets.some(needsNetwork);

  const sources = new Map<SourceKind, Source>(parts.sources.map((source) => [source.kind, source]));
  const poll = createPoll({ clock, log, sources, took: (target, reading) => took(target, reading) });

  const looking = createLooking({ world, clock, log, poll, longestGap: parts.longestGap, finish: () => finishTurn() });

  const took = async (target: Target, reading: Reading): Promise<void> => {
    looking.notice();
    if (reading.outcome.kind === 'unreachable' && needsNetwork(target)) {
      if (!(await guard.works(reading.at))) return;
    }
    if (isStopped || !looking.isLooking()) return;
    // A look that lasted through a sleep says more about the sleep than about the target; another is on its way.
    if (reading.startedAt < world.observation.open.from) return;
    takeReading(target, reading);
  };

  const takeReading = (target: Target, reading: Reading): void => {
    const state = world.targets.get(target.id);
    if (state === undefined) return;
    const now = clock.now();
    world.targets.set(target.id, withReading(state, reading, nowOf(world, now).observed));
    const samples = samplesOf(reading, target);
    runTurn(() => turn(world, { samples, every: target.every, scope: 'touched', read: target.id }, now));
  };

  /** Runs one turn in the serial lane (a turn never yields), times it, and hands its draft on. */
  const runTurn = (pass: () => void): void => {
    const wasSettling = world.settling !== null;
    const begun = clock.monotonic();
    pass();
    turnMeter.record(clock.monotonic() - begun);
    finishTurn();
    if (wasSettling && world.settling === null) deliver.wake();
  };

  const finishTurn = (): void => {
    const draft = world.draft();
    const isUrgent =
      draft.timeline.length > 0 || draft.deliveries.size > 0 || draft.suppressions.size > 0 || draft.segments.size > 0;
    markAlive();
    committer.turned();
    publish.changed(isUrgent ? 'urgent' : 'routine');
  };

  const markAlive = (): void => {
    const now = clock.now();
    aliveAt = now;
    world.draft().marks.set('aliveAt', now).set('observed', nowOf(world, now).observed);
  };

  const beat = (): void => {
    if (isStopped) return;
    cancelTick = clock.wakeAt(after(clock.now(), TICK), beat);
    looking.ticked();
    if (!looking.isLooking()) return;
    const now = clock.now();
    const wasSettling = world.settling !== null;
    tick(world, now);
    if (now - aliveAt >= ALIVE_EVERY) markAlive();
    committer.turned();
    publish.changed(isTold(world.draft()) ? 'urgent' : 'routine');
    if (wasSettling && world.settling === null) deliver.wake();
  };

  const retain = createRetain({
    clock,
    log,
    history: parts.history,
    keep: () => world.config.retention,
    forget: (now) => forget(world, now),
  });
  const status = createStatus({ ...parts, startedAt, world, committer, deliver, poll, turnMeter, retain });
  const publish = createPublish({
    clock,
    build: createViewBuilder(world, { desk: parts.desk, system: status.system, source: status.source }),
  });
  const inspect = createInspect({ world, clock, journal, history: parts.history });

  const perform = async (action: Action, actor: Actor): ReturnType<Desk['act']> => {
    if (committer.health().state === 'failing') return fail(storeFails(committer.health()));
    const acted = act(world, action, actor, clock.now());
    if (!acted.ok) return acted;
    attend(world, clock.now());
    finishTurn();
    try {
      await committer.durable();
    } catch {
      return fail(storeFails(committer.health()));
    }
    publish.current();
    return acted;
  };

  const readNow = async (id: TargetId): Promise<Result<Reading, Refusal>> => {
    const target = world.targets.get(id)?.target;
    const source = target === undefined ? undefined : sources.get(target.source);
    if (target === undefined || source === undefined)
      return fail({ code: 'not-found', message: `There is no target ${id}.`, field: 'target' });
    const reading = await source.read(target, { clock, signal: new AbortController().signal });
    await took(target, reading);
    return ok(reading);
  };

  const tryTarget = async (target: Target): Promise<Reading> => {
    const source = sources.get(target.source);
    if (source === undefined) throw new Error(`no source reads ${target.source}`);
    return source.read(target, { clock, signal: new AbortController().signal });
  };

  const remember: Desk['remember'] = async (action, subject, actor, details) => {
    world.draft().audit.push({ at: clock.now(), actor, action, subject, details });
    committer.turned();
    await committer.durable();
  };

  await inspect.recallWindows();
  await inspect.recallBeats(clock.now());
  settleAfterStart(world, startedAt);
  for (const delivery of remembered.deliveries) deliver.enqueue(delivery);
  markAlive();
  world
    .draft()
    .audit.push({ at: startedAt, actor: ENGINE, action: 'engine.start', subject: 'desk', details: { version: parts.version } });
  committer.turned();
  poll.aim(parts.config.targets);
  guard.start();
  retain.start();
  beat();

  return {
    view: publish.current,
    subscribe: publish.subscribe,
    act: perform,
    alert: inspect.alert,
    alerts: inspect.alerts,
    target: inspect.target,
    readNow,
    tryTarget,
    remember,
    suspend: looking.suspend,
    resume: looking.resume,
    refresh: () => publish.changed('urgent'),
    reconfigure: (config) => {
      aim(world, config, clock.now());
      poll.aim(config.targets);
      finishTurn();
      publish.changed('urgent');
    },
    stop: async () => {
      isStopped = true;
      cancelTick?.();
      guard.stop();
      retain.stop();
      await poll.stop();
      await deliver.stop();
      markAlive();
      world.draft().audit.push({ at: clock.now(), actor: ENGINE, action: 'engine.stop', subject: 'desk', details: {} });
      publish.stop();
      await committer.stop();
    },
  };
};

/** Whether a person waits to see what this draft holds. */
const isTold = (draft: Draft): boolean =>
  draft.timeline.length > 0 || draft.deliveries.size > 0 || draft.suppressions.size > 0 || draft.segments.size > 0;

const ENGINE: Actor = { name: 'Watchroom', role: 'admin', via: 'engine' };

const storeFails = (health: { readonly state: string; readonly text?: string }): Refusal => ({
  code: 'unavailable',
  message: `The store cannot write${health.text === undefined ? '' : ` (${health.text})`}. Free disk space or mend the data folder's permissions; Watchroom keeps trying.`,
});

/** Forgets what no view shows any more; the store still has it. */
const forget = (world: World, now: Instant): void => {
  const oldest = now - days(1) - milliseconds(3_600_000);
  forgetSegments(world, now);
  for (const [id, episode] of world.episodes) {
    if (episode.resolution !== null && episode.resolution.at < oldest && episode.recoveryPlanned) {
      world.episodes.delete(id);
      world.sequences.delete(id);
    }
  }
  for (const [id, delivery] of world.deliveries)
    if (delivery.state.kind !== 'waiting' && delivery.decidedAt < oldest) world.deliveries.delete(id);
};
