import type { Action } from '../../core/model/action.js';
import type { Actor } from '../../core/model/actor.js';
import type { Episode } from '../../core/model/alert.js';
import type { ChannelKind } from '../../core/model/notification.js';
import type { Matcher } from '../../core/model/rule.js';
import type { SeriesSample } from '../../core/model/sample.js';
import { seriesId } from '../../core/sample/series.js';
import { parseDuration } from '../../core/time/duration.js';
import { after, type Duration, duration, hours, type Instant } from '../../core/time/instant.js';
import { act } from '../../engine/act.js';
import { openEpisodes } from '../../engine/ends.js';
import { lookAgain, noticeGap, stopLooking } from '../../engine/observing.js';
import type { Trace, TraceEvent } from '../../engine/trace.js';
import { attend, turn } from '../../engine/turn.js';
import { nowOf, type World } from '../../engine/world.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';
import { createVirtualClock, type VirtualClock } from './clock.js';
import {
  ACTIONS,
  type ActionTarget,
  type InputSeries,
  type Scenario,
  type ScriptedAction,
  type WorldEvent,
} from './scenario.js';
import { openStage, type Stage, scriptedChannel } from './stage.js';

/** One line of a transcript, before it is written: its offset from the start and what happened. */
export interface TranscriptLine {
  readonly at: Duration;
  /** End of an unobserved stretch. */
  readonly until?: Duration;
  readonly event: TraceEvent | ActionLine;
}

export interface ActionLine {
  readonly event: 'action';
  readonly action: string;
  readonly rule?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly by: string;
  readonly refused?: string;
}

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
    // Sending is a chain of promises: let it run until nothing of it is left at this instant.
    for (let round = 0; round < 4; round += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    await stage.committer.durable();
  };

  const needsSettling = (): boolean => {
    const draft = stage?.world.draft();
    return draft !== undefined && (draft.deliveries.size > 0 || draft.timeline.length > 0 || draft.samples.length > 50_000);
  };

  const happen = async (event: WorldEvent): Promise<void> => {
    if (event.event === 'stop') {
      stoppedAt = clock.now();
      if (stage !== null) {
        stage.world.draft().marks.set('aliveAt', stoppedAt).set('observed', nowOf(stage.world, stoppedAt).observed);
        await settleDown();
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
    const isLooking = stage?.world.observation.open.cause === 'observed';
    while (actions[0] !== undefined && actions[0].at <= offset) performOne(actions.shift() as ScriptedAction);
    if (stage !== null && isLooking) {
      if (isTurn) turn(stage.world, { samples, every: scenario.step, scope: 'all', read: 'all' }, clock.now());
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

const channelsOf = (scenario: Scenario) =>
  (scenario.config.channels.desktop?.enabled === true ? (['desktop'] as const) : []).map((kind: ChannelKind) =>
    scriptedChannel(kind, scenario.receivers[kind] ?? ['ok']),
  );

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

/** Sleep, network and clock, as the machine would tell of them. */
const disturb = (world: World, clock: VirtualClock, event: WorldEvent): void => {
  const now = clock.now();
  if (event.event === 'suspend' || event.event === 'offline') {
    if (world.observation.open.cause === 'observed')
      stopLooking(world, now, event.event === 'suspend' ? 'asleep' : 'offline', now);
  } else if (event.event === 'clock-jump') {
    const by = signedDuration(event.by ?? '0s');
    clock.jump(by);
    noticeGap(world, now, clock.now());
  } else {
    lookAgain(world, now);
  }
};

const signedDuration = (text: string): Duration =>
  duration((parseDuration(text.replace(/^-/, '')) ?? 0) * (text.startsWith('-') ? -1 : 1));

/** Offset at which the clock alone asks for something: the end of a suppression or an acknowledgement, a repeat. */
const dueByClock = (world: World, clock: VirtualClock): number => {
  if (world.observation.open.cause !== 'observed' || world.settling !== null) return Number.POSITIVE_INFINITY;
  let earliest = Number.POSITIVE_INFINITY;
  for (const suppression of world.suppressions.values()) earliest = Math.min(earliest, suppression.endsAt);
  for (const episode of openEpisodes(world)) earliest = Math.min(earliest, dueOf(world, episode));
  return earliest - clock.now() + clock.elapsed();
};

const dueOf = (world: World, episode: Episode): number => {
  const end = episode.acknowledgement?.end;
  if (end?.kind === 'until') return end.at;
  const repeat = world.rules.get(episode.rule)?.repeat ?? null;
  const repeats =
    repeat !== null && episode.severity === 'critical' && episode.acknowledgement === null && episode.toldAt !== null;
  const isMuted = repeats && [...world.suppressions.values()].length > 0;
  return repeats && !isMuted ? after(episode.toldAt as Instant, repeat as Duration) : Number.POSITIVE_INFINITY;
};

const perform = (
  stage: Stage | null,
  clock: VirtualClock,
  scripted: ScriptedAction,
  write: (line: TranscriptLine) => void,
): void => {
  const kind = ACTIONS.find((name) => scripted[name] !== undefined) ?? 'test-alert';
  const by = scripted.by ?? 'operator';
  const aim = (kind === 'test-alert' ? {} : scripted[kind]) as ActionTarget;
  const line = { event: 'action', action: kind, ...(aim.rule === undefined ? {} : { rule: aim.rule }), by } as const;
  const refuse = (why: string): void => write({ at: clock.elapsed(), event: { ...line, refused: why } });
  if (stage === null) {
    refuse('Watchroom is not running');
    return;
  }
  const wished = actionsOf(stage.world, kind, aim, scripted);
  if (wished.length === 0) refuse('nothing matches');
  for (const action of wished) {
    const actor: Actor = { name: by, role: 'responder', via: 'scenario' };
    const acted = act(stage.world, action, actor, clock.now());
    if (acted.ok) write({ at: clock.elapsed(), event: line });
    else refuse(acted.error.message);
  }
};

const DEFAULT_SUPPRESSION = hours(1);

/** The acts that a scripted one stands for: one for each alert that it aims at. */
const actionsOf = (
  world: World,
  kind: (typeof ACTIONS)[number],
  aim: ActionTarget,
  scripted: ScriptedAction,
): readonly Action[] => {
  if (kind === 'test-alert') return [{ kind }];
  if (kind === 'suppress') {
    return [
      {
        kind: 'suppress-matching',
        matchers: matchersOf(aim),
        for: scripted.for ?? DEFAULT_SUPPRESSION,
        why: scripted.why ?? '',
      },
    ];
  }
  if (kind === 'unsuppress') {
    const wanted = JSON.stringify(matchersOf(aim));
    return [...world.suppressions.values()]
      .filter(({ matchers }) => JSON.stringify(matchers) === wanted)
      .map(({ id }) => ({ kind: 'unsuppress', suppression: id }));
  }
  return aimedAt(world, aim, kind === 'reopen').map(({ id }): Action => {
    if (kind === 'acknowledge') return { kind, alert: id, note: scripted.note ?? '', end: { kind: 'resolved' } };
    if (kind === 'resolve') return { kind, alert: id, reason: scripted.reason ?? '', judged: null };
    return { kind, alert: id };
  });
};

const matchersOf = (aim: ActionTarget): readonly Matcher[] => [
  ...(aim.rule === undefined ? [] : [{ label: 'rule', operator: '=' as const, value: aim.rule }]),
  ...Object.entries(aim.labels ?? {}).map(([label, value]) => ({ label, operator: '=' as const, value })),
];

/** Open episodes that match; for reopening, the newest resolved one of each alert. */
const aimedAt = (world: World, aim: ActionTarget, isResolved: boolean): readonly Episode[] =>
  [...world.episodes.values()].filter(
    (episode) =>
      (episode.resolution !== null) === isResolved &&
      (!isResolved || world.alerts.get(episode.fingerprint)?.episodes === episode.number) &&
      (aim.rule === undefined || episode.rule === aim.rule) &&
      Object.entries(aim.labels ?? {}).every(([label, value]) => episode.labels[label] === value),
  );
