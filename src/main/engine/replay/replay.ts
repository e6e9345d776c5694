import type { Config } from '../../core/model/config.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { SeriesSample } from '../../core/model/sample.js';
import { SETTLING, type UnobservedStretch, unobservedWithin } from '../../core/observe/observation.js';
import { type Duration, type Instant, instant } from '../../core/time/instant.js';
import type { Trace } from '../trace.js';
import type { World } from '../world.js';
import type { PastAct } from './acts.js';
import { type BootParts, bootAmid, bootFirst } from './boot.js';
import { feed, type PlayedSeries, targetOf } from './feed.js';
import { createPlayer, type Player } from './player.js';
import type { Recorded } from './recorded.js';

export interface ReplayParts {
  /** The configuration to play by: its enabled rules are judged, and its channels are taken to deliver at once. */
  readonly config: Config;
  readonly recorded: Recorded;
  /** The series that the rules look at. */
  readonly series: readonly PlayedSeries[];
  /** When this desk looked, and when not and why, oldest first. None: it looked all the time. */
  readonly ledger: readonly ObservationSegment[];
  /** What people did, in order of time, and what they had muted before. */
  readonly acts: readonly PastAct[];
  /** How often a series of no known target has a sample; null where nobody knows. */
  readonly every?: Duration | null;
  readonly from: Instant;
  /** The last instant that is played, with its samples. */
  readonly until: Instant;
  /** Sees all that happens, as it happens. */
  readonly trace: Trace;
  /** Asked every few dozen steps: a promise lets others work meanwhile, and ends the replay where it rejects. */
  readonly breathe: () => Promise<void> | null;
}

/**
 * Plays recorded samples through the engine's own turns and ticks, on a clock that they alone move, and gives the world as it is
 * at `until`. The desk sleeps, loses its network, stops and starts where its ledger says so. What people did
 * is done again, as far as the alert is in a state in which one can. An alert that is not live is judged when its samples come;
 * whoever wants to know more at the end asks `evaluate` about its binding.
 */
export const replay = async (parts: ReplayParts): Promise<World> => {
  const startedAt = firstLook(parts);
  const stretches = stretchesOf(parts, startedAt);
  const boot = { ...parts, config: withTargetsOf(parts) };
  const world = await start(boot, parts, startedAt);
  const acts = parts.acts.filter(({ at }) => at >= startedAt);
  const player = createPlayer({
    ...boot,
    every: parts.every ?? null,
    world,
    startedAt,
    stretches,
    settledAt: settledIn(parts.ledger),
    acts,
  });
  const end = instant(parts.until + 1);
  for await (const samples of feed(parts.recorded, parts.series, startedAt, end)) {
    await playAll(player, samples, parts.breathe);
  }
  await moveTo(player, end, parts.breathe);
  return player.world();
};

/** The start that was asked for; where the desk did not look then, the moment at which it did. */
const firstLook = ({ ledger, from, until }: ReplayParts): Instant => {
  const [away] = unobservedWithin(ledger, from, instant(until + 1));
  const begun = away !== undefined && away.from === from ? away.to : from;
  return instant(Math.max(begun, bornAt(ledger) ?? begun));
};

const bornAt = (ledger: readonly ObservationSegment[]): Instant | null =>
  ledger.find(({ scope }) => scope === 'desk')?.from ?? null;

const stretchesOf = ({ ledger, until }: ReplayParts, startedAt: Instant): readonly UnobservedStretch[] =>
  unobservedWithin(ledger, startedAt, instant(until + 2));

const settledIn = (ledger: readonly ObservationSegment[]): ReadonlyMap<Instant, Instant> =>
  new Map(ledger.flatMap(({ scope, from, to }) => (scope === SETTLING && to !== null ? [[from, to] as const] : [])));

/** Of a target that is not played nothing will ever be read: nobody must wait for it. */
const withTargetsOf = ({ config, series }: ReplayParts): Config => {
  const played = new Set<string>(series.map((one) => targetOf(one.series)));
  return { ...config, targets: config.targets.filter(({ id }) => played.has(id)) };
};

const start = (boot: BootParts, { series, ledger, acts }: ReplayParts, startedAt: Instant): Promise<World> =>
  bornAt(ledger) === startedAt
    ? bootFirst(boot, startedAt)
    : bootAmid(boot, { series, ledger, acts: acts.filter(({ at }) => at < startedAt) }, startedAt);

const STEPS_IN_A_BREATH = 64;

const playAll = async (player: Player, samples: readonly SeriesSample[], breathe: ReplayParts['breathe']): Promise<void> => {
  let looks = 0;
  for (let begin = 0; begin < samples.length; ) {
    const end = endOfLook(samples, begin);
    const { at } = samples[begin] as SeriesSample;
    const moving = moveTo(player, at, breathe);
    if (moving !== null) await moving;
    player.look(samples.slice(begin, end), at);
    begin = end;
    looks += 1;
    const pause = looks % STEPS_IN_A_BREATH === 0 ? breathe() : null;
    if (pause !== null) await pause;
  }
};

/** Samples of one instant and one target came with one look. */
const endOfLook = (samples: readonly SeriesSample[], begin: number): number => {
  const { at, series } = samples[begin] as SeriesSample;
  const target = targetOf(series);
  let end = begin + 1;
  for (let next = samples[end]; next !== undefined && next.at === at && targetOf(next.series) === target; next = samples[end]) {
    end += 1;
  }
  return end;
};

/** Does all that is to be done before `at`; null where that took no waiting. */
export const moveTo = (player: Player, at: Instant, breathe: ReplayParts['breathe']): Promise<void> | null => {
  for (let steps = 1; player.nextAt() < at; steps += 1) {
    const wait = player.step() ?? (steps % STEPS_IN_A_BREATH === 0 ? breathe() : null);
    if (wait !== null) return wait.then(() => moveTo(player, at, breathe) ?? undefined);
  }
  return null;
};
