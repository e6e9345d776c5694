import type { Actor } from '../core/model/actor.js';
import type { Config } from '../core/model/config.js';
import type { Pulse } from '../core/observe/pulse.js';
import type { Clock, Stop } from '../core/port/clock.js';
import type { Desk } from '../core/port/desk.js';
import { after, days, hours, type Instant, seconds } from '../core/time/instant.js';
import { aim } from './aim.js';
import { keepBaselines } from './baseline/learn.js';
import type { EngineParts } from './engine-parts.js';
import { readOwed } from './plan/owed.js';
import { createPulse, type PulseTaker } from './pulse.js';
import { recallBaselines } from './recall/baselines.js';
import { recall, SERIES_KEPT, settleAfterStart } from './recall/remember.js';
import { recallWindows } from './recall/windows.js';
import { createServe } from './serve.js';
import { createTakePushed } from './take-pushed.js';
import { tick } from './turn.js';
import { createWorkings, type Workings } from './workings.js';
import type { World } from './world.js';

export interface Engine extends Desk {
  /** Puts another configuration into force. */
  reconfigure(config: Config): void;
  /** Something outside changed that the view shows. */
  refresh(): void;
  /** Whether it looks, turns, reads and keeps. */
  pulse(): Pulse;
  /** Ends everything that runs, and commits what is left; rejects where the store does not take it. */
  stop(): Promise<void>;
}

const TICK = seconds(1);
/** The longest gap between two ticks that is not a sleep. */
export const LONGEST_GAP = seconds(15);

/** The engine at work: polls, judges, remembers, tells and shows, on one clock. Rejects where the store cannot be read. */
export const startEngine = async (parts: EngineParts): Promise<Engine> => {
  const { clock, journal } = parts;
  const startedAt = clock.now();
  const resolvedSince = after(startedAt, -days(1) - hours(1));
  const remembered = await journal.remembered(resolvedSince, after(startedAt, -SERIES_KEPT));
  const owed = await readOwed(journal, remembered, { resolvedSince, now: startedAt });
  const channels = parts.channels.map(({ kind }) => kind);
  const world = recall({ config: parts.config, remembered, now: startedAt, channels, trace: parts.trace, owed });
  const workings = createWorkings(parts, world, startedAt, remembered.marks);
  await recallMore(parts, world, workings, startedAt);
  start(parts, world, workings);
  const pulse = createPulse({ world, clock, committer: workings.committer });
  const stopBeating = beat(clock, () => pass(clock, world, workings, pulse));
  const { poll, lane, looking, publish } = workings;
  return {
    ...createServe({ ...parts, ...workings, world, notice: looking.notice }),
    ...workings.lookups.answers,
    view: publish.current,
    subscribe: publish.subscribe,
    suspend: looking.suspend,
    resume: looking.resume,
    refresh: () => publish.changed('urgent'),
    pulse: pulse.pulse,
    reconfigure: (config) => {
      aim(world, config, clock.now());
      workings.lacking.note(clock.now());
      poll.aim(config.targets);
      lane.finish();
      publish.changed('urgent');
    },
    stop: async () => {
      // A sleep that no tick has seen yet must not count as observed.
      looking.notice();
      stopBeating();
      await stop(clock, world, workings);
    },
  };
};

/** What the world needs of the past before it can judge. */
const recallMore = async ({ history }: EngineParts, world: World, { lookups }: Workings, now: Instant): Promise<void> => {
  await recallWindows(world, history, now);
  await recallBaselines(world, history, now);
  await lookups.recallBeats(now);
  settleAfterStart(world, now);
};

const start = ({ clock, config, pushed, version }: EngineParts, world: World, workings: Workings): void => {
  const { deliver, lane, poll } = workings;
  for (const delivery of world.deliveries.values()) deliver.enqueue(delivery);
  noteInAudit(world, 'engine.start', clock, { version });
  lane.finish();
  poll.aim(config.targets);
  workings.guard.start();
  workings.keepCurrent.start();
  workings.retain.start();
  workings.keepCounts.start();
  const takePushed = createTakePushed({ ...workings, world, clock });
  for (const source of pushed) source.start(takePushed);
};

/** What each second brings. */
const pass = (clock: Clock, world: World, workings: Workings, pulse: PulseTaker): void => {
  const { lacking, looking, recorder, committer, deliver, lane } = workings;
  looking.ticked();
  lacking.note(clock.now());
  recorder?.ticked();
  if (!looking.isLooking()) return;
  for (const delivery of committer.stranded()) deliver.enqueue(delivery);
  lane.tick(() => tick(world, clock.now()));
  pulse.ticked();
};

/** First all that brings something new, then what tells of it, and the store last. */
const stop = async (clock: Clock, world: World, workings: Workings): Promise<void> => {
  workings.recorder?.stop();
  workings.guard.stop();
  workings.retain.stop();
  workings.keepCounts.stop();
  await workings.poll.stop();
  workings.keepCurrent.stop();
  await workings.deliver.stop();
  noteInAudit(world, 'engine.stop', clock, {});
  keepBaselines(world, clock.now());
  workings.lane.markAlive();
  workings.publish.stop();
  await workings.committer.stop();
};

/** Calls once a second until stopped, at once the first time. */
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
