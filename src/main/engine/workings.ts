import type { SourceKind } from '../core/model/source-kind.js';
import type { Marks } from '../core/port/journal.js';
import type { Source } from '../core/port/source.js';
import type { Instant } from '../core/time/instant.js';
import { createMadeOf } from '../core/view/made-of.js';
import { type Committer, createCommitter } from './commit/commit.js';
import { createLane, type Lane } from './commit/lane.js';
import type { EngineParts } from './engine-parts.js';
import { forget } from './forget.js';
import { alertChart } from './lookup/alert-chart.js';
import { createLookups, type Lookups } from './lookups.js';
import { createCountedHours } from './objective/counted-hours.js';
import { createKeepCounts, type KeepCounts } from './objective/keep-counts.js';
import { createKeptCounts } from './objective/kept-counts.js';
import { type Guard, guardTargets } from './observe/guard.js';
import { createLooking, type Looking } from './observe/looking.js';
import type { Deliver } from './outbox/deliver.js';
import { createKeepCurrent } from './outbox/keep-current.js';
import { createOutbox } from './outbox/outbox.js';
import { writeUnderWay } from './outbox/under-way.js';
import { questionsOf } from './past/questions.js';
import { createRecorder, type Recorder } from './past/recorder.js';
import { createPoll, type Poll } from './poll.js';
import { dailyReport } from './report/daily.js';
import { createRetain, type Retain } from './retain.js';
import { createLacking, type Lacking } from './status/lacking.js';
import { createStatus } from './status/status.js';
import { createTake } from './take.js';
import { createPublish, type Publish } from './view/publish.js';
import { createViewBuilder } from './view/view.js';
import { nowOf, type World } from './world.js';

/** What an engine works with, tied together; nothing of it moves yet. */
export interface Workings {
  readonly committer: Committer;
  readonly deliver: Deliver;
  readonly guard: Guard;
  readonly keepCurrent: ReturnType<typeof createKeepCurrent>;
  readonly poll: Poll;
  readonly lane: Lane;
  readonly lacking: Lacking;
  readonly looking: Looking;
  readonly take: ReturnType<typeof createTake>;
  readonly retain: Retain;
  readonly keepCounts: KeepCounts;
  /** Null: nothing is recorded. */
  readonly recorder: Recorder | null;
  readonly publish: Publish;
  readonly lookups: Lookups;
  readonly sources: ReadonlyMap<SourceKind, Source>;
}

/**
 * Ties an engine's workings to one world. Some tell others that are made further down: that is well, as nothing of it happens before the
 * engine starts.
 */
export const createWorkings = (parts: EngineParts, world: World, startedAt: Instant, marks: Marks): Workings => {
  const { clock, log, journal, history } = parts;
  const sources = new Map<SourceKind, Source>(parts.sources.map((source) => [source.kind, source]));
  const kept = createKeptCounts(marks);
  const counted = createCountedHours({ clock, history, kept });
  const lookups = createLookups({ ...parts, world, counted, view: () => publish.current().view });
  const { objectives } = lookups.answers;
  const committer = createCommitter({
    first: world.draft(),
    journal,
    clock,
    log,
    writing: (draft) => kept.written(draft.samples, draft.marks),
    committed: (draft) => {
      kept.written(draft.samples, world.draft().marks);
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
      reportOf: (delivery) => dailyReport({ world, journal, history, objectives }, delivery),
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
  const looking = createLooking({ ...parts, world, poll, isOffline: guard.isOffline, finish: lane.finish });
  const take = createTake({ world, clock, guard, looking, lane });
  const keeping = {
    keep: () => world.config.retention,
    isClockSound: () => {
      // A jump that no tick has seen yet must not be deleted by either.
      looking.notice();
      return nowOf(world, clock.now()).observed >= world.clockDoubtedUntil;
    },
  };
  const retain = createRetain({
    ...{ clock, log, history, ...keeping },
    forget: (now) => forget(world, now),
    deletedBefore: kept.deletedBefore,
  });
  const keepCounts = createKeepCounts({ world, clock, kept, log, counted });
  const recorder =
    parts.recording === null
      ? null
      : createRecorder({
          ...{ clock, log, recording: parts.recording, ...keeping },
          view: () => publish.pushed(),
          questions: () => questionsOf(world.config, lookups.answers),
          healthChanged: () => publish.changed('urgent'),
        });
  const lacking = createLacking({ ...parts, world, marks, startedAt });
  const status = createStatus({
    ...parts,
    ...{ startedAt, lacking, world, committer, deliver, poll, retain },
    turnMeter: lane.meter,
    unrecorded: () => recorder?.failure() ?? null,
  });
  const madeOf = createMadeOf();
  const publish = createPublish({ clock, madeOf, build: createViewBuilder(world, { desk: parts.desk, ...status }, madeOf) });
  const reading = { poll, looking, take, sources, lookups, publish };
  return { committer, deliver, guard, keepCurrent, lacking, lane, retain, keepCounts, recorder, ...reading };
};
