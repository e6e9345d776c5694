import type { ChannelKind } from '../../core/model/reason.js';
import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import { type Duration, duration, hours, type Instant } from '../../core/time/instant.js';
import { keepBaselines } from '../../engine/baseline/learn.js';
import { isEmpty } from '../../engine/draft.js';
import { forget } from '../../engine/forget.js';
import type { Trace } from '../../engine/trace.js';
import { attend, turn } from '../../engine/turn.js';
import { nowOf, type World } from '../../engine/world.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';
import { createVirtualClock, type VirtualClock } from './clock.js';
import { disturb, dueByClock } from './disturb.js';
import { forgetful } from './forgetful.js';
import { perform } from './perform.js';
import type { InputSeries, Scenario, ScriptedAction, WorldEvent } from './scenario.js';
import { openStage, type Stage, scriptedChannel } from './stage.js';
import type { TranscriptLine } from './transcript.js';

/** Turns of the event loop in which everything that leaves at one instant has left. */
const ROUNDS = 4;
const FORGETS_EVERY = hours(1);
/** Samples that may wait for company: below what one commit carries. */
const MOST_UNCOMMITTED = 1_000;

/** Plays a scenario through the engine on a virtual clock, handing each line out as it happens; `look` sees the desk after each instant. */
export const playScenario = async (
  scenario: Scenario,
  write: (line: TranscriptLine) => void,
  look: (seen: Glimpse) => void = () => undefined,
): Promise<void> => {
  const play = createPlay(scenario, write);
  await play.open();
  for (let at = play.next(); at !== null; at = play.next()) {
    await play.at(at);
    look(play.glimpse(at));
  }
  await play.close();
};

/** A scenario's desk at a moment. `stoppedAt`: since when its process does not run; null while it does. */
export interface Glimpse {
  readonly world: World;
  readonly now: Instant;
  readonly stoppedAt: Instant | null;
}

/** Plays a scenario up to an offset, what happens then included, and looks at the desk. */
export const glimpse = async <Seen>(scenario: Scenario, offset: Duration, look: (seen: Glimpse) => Seen): Promise<Seen> => {
  const play = createPlay(scenario, () => undefined);
  await play.open();
  for (let at = play.next(); at !== null && at <= offset; at = play.next()) await play.at(at);
  const seen = look(play.glimpse(offset));
  await play.close();
  return seen;
};

interface Play {
  open(): Promise<void>;
  /** Offset of the next thing that happens; null at the end. */
  next(): Duration | null;
  at(offset: Duration): Promise<void>;
  /** The desk as it is at an offset before which all is played. */
  glimpse(offset: Duration): Glimpse;
  close(): Promise<void>;
}

const createPlay = (scenario: Scenario, writeOut: (line: TranscriptLine) => void): Play => {
  // What an act sets off is written after the act itself.
  let kept: TranscriptLine[] | null = null;
  const write = (line: TranscriptLine): void => {
    if (kept === null) writeOut(line);
    else kept.push(line);
  };
  const performOne = (scripted: ScriptedAction): void => {
    const effects: TranscriptLine[] = [];
    kept = effects;
    perform(stage, clock, scripted, writeOut);
    kept = null;
    for (const line of effects) writeOut(line);
  };
  const clock = createVirtualClock(scenario.start);
  const trace = traceInto(clock, write);
  const channels = channelsOf(scenario);
  let stage: Stage | null = null;
  let lastWorld: World | null = null;
  let turnIndex = 0;
  let stoppedAt: Instant | null = null;
  const world = [...scenario.world].sort((a, b) => a.at - b.at);
  const actions = [...scenario.actions].sort((a, b) => a.at - b.at);
  const store = forgetful(createMemoryStore(), () => world.some(({ event }) => event === 'start'));

  const open = async (): Promise<void> => {
    stage = await openStage({ scenario, clock, store, channels, trace });
    lastWorld = stage.world;
    stoppedAt = null;
  };

  const settleDown = async (): Promise<void> => {
    if (stage === null) return;
    await commitAll(stage);
    stage.deliver.wake();
    await letSend();
    await commitAll(stage);
    if (stage.world.ended.size === 0 || stage.world.observation.open.cause !== 'observed') return;
    // Whether a firing was sent decides who hears of its end: that is known only now.
    attend(stage.world, clock.now());
    await commitAll(stage);
    await letSend();
    await commitAll(stage);
  };

  /** Sending is a chain of promises: lets it run until nothing of it is left at this instant. */
  const letSend = async (): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  };

  const needsSettling = (): boolean => {
    const draft = stage?.world.draft();
    return (
      draft !== undefined && (draft.deliveries.size > 0 || draft.timeline.length > 0 || draft.samples.length > MOST_UNCOMMITTED)
    );
  };

  const happen = async (event: WorldEvent): Promise<void> => {
    if (event.event === 'stop') {
      stoppedAt = clock.now();
      if (stage !== null) {
        keepBaselines(stage.world, stoppedAt);
        stage.world.draft().marks.set('aliveAt', stoppedAt).set('observed', nowOf(stage.world, stoppedAt).observed);
        await settleDown();
        await stage.deliver.stop();
        await stage.committer.stop();
      }
      stage = null;
    } else if (event.event === 'start') {
      if (stage === null) await open();
    } else if (stage !== null) {
      disturb(stage.world, clock, event);
    }
  };

  const next = (): Duration | null => {
    const due = [
      turnIndex * scenario.step,
      world[0]?.at ?? Number.POSITIVE_INFINITY,
      actions[0]?.at ?? Number.POSITIVE_INFINITY,
      stage === null ? Number.POSITIVE_INFINITY : (clock.nextTimer() ?? Number.POSITIVE_INFINITY),
      stage === null ? Number.POSITIVE_INFINITY : dueByClock(stage.world, clock),
    ];
    const earliest = Math.max(clock.elapsed(), Math.min(...due));
    return earliest > scenario.until ? null : duration(earliest);
  };

  const at = async (offset: Duration): Promise<void> => {
    clock.moveTo(offset);
    while (world[0] !== undefined && world[0].at <= offset) await happen(world.shift() as WorldEvent);
    const isTurn = turnIndex * scenario.step <= offset;
    const samples = isTurn ? samplesAt(scenario.input, turnIndex, clock.now()) : [];
    const ended = isTurn ? endedAt(scenario.input, turnIndex) : [];
    const isLooking = stage?.world.observation.open.cause === 'observed';
    const wasSettling = stage?.world.settling != null;
    while (actions[0] !== undefined && actions[0].at <= offset) performOne(actions.shift() as ScriptedAction);
    if (stage !== null && isLooking) {
      if (isTurn) turn(stage.world, { samples, ended, every: scenario.step, scope: 'all', read: 'all' }, clock.now());
      else attend(stage.world, clock.now());
      clock.fire();
      if (isTurn && offset % FORGETS_EVERY < scenario.step) forget(stage.world, clock.now());
    }
    if (isTurn) turnIndex += 1;
    // What was held until targets were read afresh leaves now.
    const isSettled = wasSettling && stage?.world.settling === null;
    if (isSettled || needsSettling() || stage?.deliver.isBusy() === true || clock.nextTimer() !== null) await settleDown();
  };

  return {
    open,
    next,
    at,
    glimpse: (offset) => {
      clock.moveTo(offset);
      if (lastWorld === null) throw new Error('the scenario has not begun');
      return { world: lastWorld, now: clock.now(), stoppedAt };
    },
    close: async () => {
      await settleDown();
      if (stage !== null) await stage.committer.stop();
      await store.stop();
    },
  };
};

/** A commit carries only so much: what it leaves goes into the next. */
const commitAll = async ({ committer }: Stage): Promise<void> => {
  do await committer.durable();
  while (!isEmpty(committer.draft()));
};

/** Every channel there is; which of them the configuration turns on is the engine's to know. */
const KINDS: readonly ChannelKind[] = ['desktop', 'email', 'slack', 'sms', 'webhook'];

const channelsOf = (scenario: Scenario) => KINDS.map((kind) => scriptedChannel(kind, scenario.receivers[kind] ?? ['ok']));

const traceInto =
  (clock: VirtualClock, write: (line: TranscriptLine) => void): Trace =>
  (_, event) => {
    if (event.event !== 'unobserved') {
      write({ at: clock.elapsed(), event });
      return;
    }
    const length = event.to - event.from;
    const isJump = event.cause === 'asleep' && length > clock.elapsed();
    const from = isJump ? clock.elapsed() : duration(clock.elapsed() - length);
    write({ at: from, until: duration(from + length), event });
  };

const samplesAt = (input: readonly InputSeries[], index: number, at: Instant): readonly SeriesSample[] => {
  const samples: SeriesSample[] = [];
  for (const { id, series, steps } of input) {
    const value = steps.at(index);
    if (typeof value === 'number') samples.push({ id, series, at, value });
  }
  return samples;
};

/** The series whose end the script announces. */
const endedAt = (input: readonly InputSeries[], index: number): readonly SeriesId[] =>
  input.filter(({ steps }) => steps.at(index) === 'stale').map(({ id }) => id);
