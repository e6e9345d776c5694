import type { ChannelKind } from '../../core/model/reason.js';
import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import { seriesId } from '../../core/sample/series.js';
import { type Duration, duration, type Instant } from '../../core/time/instant.js';
import { keepBaselines } from '../../engine/learn.js';
import type { Trace } from '../../engine/trace.js';
import { attend, turn } from '../../engine/turn.js';
import { nowOf } from '../../engine/world.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';
import { createVirtualClock, type VirtualClock } from './clock.js';
import { disturb, dueByClock } from './disturb.js';
import { perform } from './perform.js';
import type { InputSeries, Scenario, ScriptedAction, WorldEvent } from './scenario.js';
import { openStage, type Stage, scriptedChannel } from './stage.js';
import type { TranscriptLine } from './transcript.js';

/** Turns of the event loop in which everything that leaves at one instant has left. */
const ROUNDS = 4;

/** Plays a scenario through the engine on a virtual clock, handing each line out as it happens. */
export const playScenario = async (scenario: Scenario, write: (line: TranscriptLine) => void): Promise<void> => {
  const play = createPlay(scenario, write);
  await play.open();
  for (let at = play.next(); at !== null; at = play.next()) await play.at(at);
  await play.close();
};

interface Play {
  open(): Promise<void>;
  /** Offset of the next thing that happens; null at the end. */
  next(): Duration | null;
  at(offset: Duration): Promise<void>;
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
  const store = createMemoryStore();
  const trace = traceInto(clock, write);
  const channels = channelsOf(scenario);
  let stage: Stage | null = null;
  let turnIndex = 0;
  let stoppedAt: Instant | null = null;
  const world = [...scenario.world].sort((a, b) => a.at - b.at);
  const actions = [...scenario.actions].sort((a, b) => a.at - b.at);

  const open = async (): Promise<void> => {
    stage = await openStage({ scenario, clock, store, channels, trace });
  };

  const settleDown = async (): Promise<void> => {
    if (stage === null) return;
    await stage.committer.durable();
    stage.deliver.wake();
    await letSend();
    await stage.committer.durable();
    if (stage.world.ended.size === 0 || stage.world.observation.open.cause !== 'observed') return;
    // Whether a firing was sent decides who hears of its end: that is known only now.
    attend(stage.world, clock.now());
    await stage.committer.durable();
    await letSend();
    await stage.committer.durable();
  };

  /** Sending is a chain of promises: lets it run until nothing of it is left at this instant. */
  const letSend = async (): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  };

  const needsSettling = (): boolean => {
    const draft = stage?.world.draft();
    return draft !== undefined && (draft.deliveries.size > 0 || draft.timeline.length > 0 || draft.samples.length > 50_000);
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
    while (actions[0] !== undefined && actions[0].at <= offset) performOne(actions.shift() as ScriptedAction);
    if (stage !== null && isLooking) {
      if (isTurn) turn(stage.world, { samples, ended, every: scenario.step, scope: 'all', read: 'all' }, clock.now());
      else attend(stage.world, clock.now());
      clock.fire();
    }
    if (isTurn) turnIndex += 1;
    if (needsSettling() || clock.nextTimer() !== null) await settleDown();
  };

  return {
    open,
    next,
    at,
    close: async () => {
      await settleDown();
      if (stage !== null) await stage.committer.stop();
      await store.stop();
    },
  };
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

const samplesAt = (input: readonly InputSeries[], index: number, at: Instant): readonly SeriesSample[] =>
  input.flatMap(({ series, steps }) => {
    const value = steps[index];
    return typeof value === 'number' ? [{ id: seriesId(series), series, at, value }] : [];
  });

/** The series whose end the script announces. */
const endedAt = (input: readonly InputSeries[], index: number): readonly SeriesId[] =>
  input.flatMap(({ series, steps }) => (steps[index] === 'stale' ? [seriesId(series)] : []));
