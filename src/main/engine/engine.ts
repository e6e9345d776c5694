import type { Actor } from '../core/model/actor.js';
import type { IndustryFigures } from '../core/model/benchmark.js';
import type { Config } from '../core/model/config.js';
import type { DeskProblem } from '../core/model/desk-problem.js';
import type { HeartbeatView } from '../core/model/heartbeat.js';
import type { SourceKind } from '../core/model/source-kind.js';
import type { TeamView } from '../core/model/team.js';
import type { DeskView } from '../core/model/view.js';
import type { Pulse } from '../core/observe/pulse.js';
import type { Channel } from '../core/port/channel.js';
import type { Clock, Stop } from '../core/port/clock.js';
import type { Connectivity } from '../core/port/connectivity.js';
import type { Desk } from '../core/port/desk.js';
import type { History } from '../core/port/history.js';
import type { Journal } from '../core/port/journal.js';
import type { Log } from '../core/port/log.js';
import type { PushedSource } from '../core/port/pushed.js';
import type { Recording } from '../core/port/recording.js';
import type { Source } from '../core/port/source.js';
import { after, type Duration, days, hours, seconds } from '../core/time/instant.js';
import { aim } from './aim.js';
import { alertChart } from './alert-chart.js';
import { createBaselines } from './baselines.js';
import { createBusiness } from './business/business.js';
import { createCommitter } from './commit.js';
import type { Deliver } from './deliver.js';
import { createDrills } from './drill/drills.js';
import { createExplain } from './explain/service.js';
import { forget } from './forget.js';
import { type Guard, guardTargets } from './guard.js';
import { createInfrastructure } from './infrastructure.js';
import { createInspect } from './inspect.js';
import { createKeepCurrent } from './keep-current.js';
import { createLane } from './lane.js';
import { keepBaselines } from './learn.js';
import { createLooking } from './looking.js';
import { createObjectives } from './objective/objectives.js';
import { createOutbox } from './outbox/outbox.js';
import { writeUnderWay } from './outbox/under-way.js';
import { createPast } from './past/past.js';
import { questionsOf } from './past/questions.js';
import { createRecorder } from './past/recorder.js';
import { readDeploys } from './performance/deploys.js';
import { createPerformance } from './performance/performance.js';
import { createPoll } from './poll.js';
import { createPublish } from './publish.js';
import { createPulse } from './pulse.js';
import { createQuality } from './quality.js';
import { recallBaselines } from './recall-baselines.js';
import { recallWindows } from './recall-windows.js';
import { recall, SERIES_KEPT, settleAfterStart } from './remember.js';
import { createPreview } from './replay/preview.js';
import { createReport, dailyReport } from './report/daily.js';
import { createHandover } from './report/handover.js';
import { createRetain } from './retain.js';
import { createScenarios } from './scenario/scenario.js';
import { createServe } from './serve.js';
import { createStatus } from './status.js';
import { createTake } from './take.js';
import { createTakePushed } from './take-pushed.js';
import type { Trace } from './trace.js';
import { tick } from './turn.js';
import { createViewBuilder } from './view.js';
import { nowOf, type World } from './world.js';

export interface EngineParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Config;
  readonly journal: Journal;
  readonly history: History;
  /** Where the pushed view is recorded, minute by minute; null: it is not. */
  readonly recording: Recording | null;
  readonly sources: readonly Source[];
  readonly pushed: readonly PushedSource[];
  readonly channels: readonly Channel[];
  readonly connectivity: Connectivity;
  readonly trace: Trace;
  /** Spreads the wait before another attempt a little: chance is not the engine's. */
  readonly spread: (wait: Duration) => Duration;
  readonly version: string;
  readonly runtime: string;
  /** What is usual on the web; null where it could not be read. */
  readonly industry: IndustryFigures | null;
  /** What the desk's own part of the view says; asked each time it is built. */
  readonly desk: () => DeskView;
  /** Problems outside the engine that the console should show. */
  readonly problems: () => readonly DeskProblem[];
  /** How the signal that this desk sends out is doing; null: it sends none. */
  readonly heartbeat: () => HeartbeatView | null;
  /** The desks that share this one's store; null or absent: it has its own. */
  readonly team?: () => TeamView | null;
  /** A gap between two ticks longer than this was a sleep or a jump of the clock; null: never judged by gaps. */
  readonly longestGap: Duration | null;
}

export interface Engine extends Desk {
  /** Puts another configuration into force. */
  reconfigure(config: Config): void;
  /** Something outside changed that the view shows. */
  refresh(): void;
  /** Whether it looks, turns, reads and keeps. */
  pulse(): Pulse;
  /** Ends everything that runs, and commits what is left. */
  stop(): Promise<void>;
}

const TICK = seconds(1);
/** The longest gap between two ticks that is not a sleep. */
export const LONGEST_GAP = seconds(15);

/** The engine at work: polls, judges, remembers, tells and shows, on one clock. */
export const startEngine = async (parts: EngineParts): Promise<Engine> => {
  const { clock, log, journal, history } = parts;
  const startedAt = clock.now();
  const remembered = await journal.remembered(after(startedAt, -days(1) - hours(1)), after(startedAt, -SERIES_KEPT));
  const channels = parts.channels.map(({ kind }) => kind);
  const world = recall({ config: parts.config, remembered, now: startedAt, channels, trace: parts.trace });
  const sources = new Map<SourceKind, Source>(parts.sources.map((source) => [source.kind, source]));

  // What is told of commits, deliveries and looks is made further down: nothing happens before the start at the end.
  const committer = createCommitter({
    first: world.draft(),
    journal,
    clock,
    log,
    committed: (draft) => {
      for (const delivery of draft.deliveries.values()) deliver.enqueue(delivery);
      if (draft.deliveries.size > 0) publish.changed('routine');
      keepCurrent.committed(draft);
    },
    healthChanged: () => publish.changed('urgent'),
  });
  world.draft = committer.draft;
  const deliver: Deliver = createOutbox(
    { ...parts, world },
    {
      isOffline: () => guard.isOffline(),
      reportOf: ({ decidedAt }) => dailyReport({ world, journal, history, objectives: objectives.objectives }, decidedAt),
      chartOf: (delivery) => alertChart(world, history, delivery, clock.now()),
      kept: () => publish.changed('routine'),
      // A store that fails must not keep people from being told: then it is kept in memory, and written later.
      remember: () => {
        writeUnderWay(world);
        return committer.next().catch(() => undefined);
      },
    },
  );
  const guard: Guard = guardTargets(
    parts,
    () => world.config,
    (works) => {
      if (works) looking.online();
      else looking.offline();
      deliver.wake();
    },
  );
  const keepCurrent = createKeepCurrent({ ...parts, world });
  const poll = createPoll({ clock, log, sources, took: (target, reading) => take(target, reading) });
  const lane = createLane({ world, clock, committer, changed: (how) => publish.changed(how), settled: deliver.wake });
  const looking = createLooking({
    world,
    clock,
    log,
    poll,
    longestGap: parts.longestGap,
    isOffline: guard.isOffline,
    finish: lane.finish,
  });
  const take = createTake({ world, clock, guard, looking, lane });
  const isClockSound = (): boolean => {
    // A jump that no tick has seen yet must not be deleted by either.
    looking.notice();
    return nowOf(world, clock.now()).observed >= world.clockDoubtedUntil;
  };
  const retain = createRetain({
    clock,
    log,
    history,
    keep: () => world.config.retention,
    isClockSound,
    forget: (now) => forget(world, now),
  });
  const recorder =
    parts.recording === null
      ? null
      : createRecorder({
          clock,
          log,
          recording: parts.recording,
          view: () => publish.pushed(),
          questions: () => questionsOf(world.config, { objectives, business, performance, infrastructure }),
          keep: () => world.config.retention,
          isClockSound,
          healthChanged: () => publish.changed('urgent'),
        });
  const status = createStatus({
    ...parts,
    startedAt,
    world,
    committer,
    deliver,
    poll,
    turnMeter: lane.meter,
    retain,
    unrecorded: () => recorder?.failure() ?? null,
  });
  const publish = createPublish({ clock, build: createViewBuilder(world, { desk: parts.desk, ...status }) });
  const preview = createPreview({ world, clock, store: { journal, history } });
  const objectives = createObjectives({ world, clock, journal, history });
  const business = createBusiness({
    world,
    clock,
    journal,
    history,
    industry: parts.industry,
    objectives: async () => objectives.objectives(),
  });
  const performance = createPerformance({ world, clock, history });
  const infrastructure = createInfrastructure({ world, clock, history });
  const inspect = createInspect({ world, clock, journal, history, atRisk: business.atRisk });
  const serve = createServe({ ...parts, world, committer, lane, publish, sources, take, notice: looking.notice });

  await recallWindows(world, history, startedAt);
  await recallBaselines(world, history, startedAt);
  await inspect.recallBeats(startedAt);
  settleAfterStart(world, startedAt);
  for (const delivery of world.deliveries.values()) deliver.enqueue(delivery);
  noteInAudit(world, 'engine.start', clock, { version: parts.version });
  lane.finish();
  poll.aim(parts.config.targets);
  guard.start();
  keepCurrent.start();
  retain.start();
  const takePushed = createTakePushed({ world, clock, looking, lane, committer });
  for (const source of parts.pushed) source.start(takePushed);
  const pulse = createPulse({ world, clock, committer });
  const stopBeating = beat(clock, () => {
    looking.ticked();
    recorder?.ticked();
    if (!looking.isLooking()) return;
    for (const delivery of committer.stranded()) deliver.enqueue(delivery);
    lane.tick(() => tick(world, clock.now()));
    pulse.ticked();
  });

  return {
    ...serve,
    view: publish.current,
    subscribe: publish.subscribe,
    ...createPast({ ...parts, zone: () => world.config.site.timeZone }),
    alert: inspect.alert,
    alerts: inspect.alerts,
    target: inspect.target,
    preview,
    scenario: createScenarios({ world, clock, store: { journal, history } }),
    ...objectives,
    business: business.business,
    performance,
    deploys: (from, to) => readDeploys(history, from, to),
    infrastructure,
    quality: createQuality({ world, clock, journal }),
    report: createReport({ world, clock, journal, history, objectives: objectives.objectives }),
    handover: createHandover({
      ...{ world, clock, journal },
      suppressions: () => Object.values(publish.current().view.suppressions),
    }),
    ...createBaselines({ world, clock, journal }),
    drills: createDrills({ world, journal }),
    explain: createExplain({ world, clock, journal, history }),
    suspend: looking.suspend,
    resume: looking.resume,
    refresh: () => publish.changed('urgent'),
    pulse: pulse.pulse,
    reconfigure: (config) => {
      aim(world, config, clock.now());
      poll.aim(config.targets);
      lane.finish();
      publish.changed('urgent');
    },
    stop: async () => {
      // A sleep that no tick has seen yet must not count as observed.
      looking.notice();
      stopBeating();
      recorder?.stop();
      guard.stop();
      retain.stop();
      await poll.stop();
      keepCurrent.stop();
      await deliver.stop();
      noteInAudit(world, 'engine.stop', clock, {});
      keepBaselines(world, clock.now());
      lane.markAlive();
      publish.stop();
      await committer.stop();
    },
  };
};

/** Calls once a second until stopped. */
const beat = (clock: Clock, callback: () => void): Stop => {
  let cancel: Stop = () => undefined;
  const again = (): void => {
    cancel = clock.wakeAt(after(clock.now(), TICK), again);
    callback();
  };
  again();
  return () => cancel();
};

const ENGINE: Actor = { name: 'Watchroom', role: 'admin', via: 'engine' };

const noteInAudit = (world: World, action: string, clock: Clock, details: Readonly<Record<string, string>>): void => {
  world.draft().audit.push({ at: clock.now(), actor: ENGINE, action, subject: 'desk', details });
};
