import type { Now } from '../../core/alert/advance.js';
import { bornBaseline, freeze, learn, reset, rewind, thaw, withSeason } from '../../core/baseline/state.js';
import { wantedSeason } from '../../core/baseline/wanted.js';
import type { BaselineState, ClosedHour } from '../../core/model/baseline.js';
import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import { maintenanceOf, type RunningMaintenance, runningMaintenance } from '../../core/mute/maintenance.js';
import { after, hours, type Instant, instant, minutes } from '../../core/time/instant.js';
import type { SeriesState, World } from '../world.js';

/**
 * Learns the samples of a turn, after it has judged: one that makes an alert fire freezes what it would have taught.
 * Only series that a rule compares with their baseline have one. While the wall clock is in doubt nothing is learnt: an hour
 * at the wrong place would push five weeks out.
 */
export const learnSamples = (world: World, samples: readonly SeriesSample[], at: Now): void => {
  if (at.observed < world.clockDoubtedUntil) return;
  const maintenance = runningMaintenance(world.config.maintenance, at.now);
  for (const sample of samples) {
    const series = world.series.get(sample.id);
    if (series !== undefined) learnSample(world, series, sample, { now: at.now, maintenance });
  }
};

/** A sample may be so far ahead of this desk's clock. */
const MOST_AHEAD = minutes(1);

/** When it is learnt, and which maintenance runs then. */
interface Circumstances {
  readonly now: Instant;
  readonly maintenance: readonly RunningMaintenance[];
}

const learnSample = (world: World, series: SeriesState, { at, value }: SeriesSample, when: Circumstances): void => {
  const { now } = when;
  const known = baselineOf(series);
  if (known === null) return;
  const held = heldOrNot(world, series, rewind(known, after(now, MOST_AHEAD)), when);
  const { state, closed } = learn(held, at, value);
  series.baseline = state;
  if (closed !== null) keepHour(world, series, closed);
  if (closed !== null || held.frozenSince !== known.frozenSince) keepBaseline(world, series, now);
};

/** The series' baseline with room for what its rules ask of it today; null where none asks. */
const baselineOf = ({ baseline, bindings, series }: SeriesState): BaselineState | null => {
  const season = wantedSeason(bindings);
  if (season === null) return null;
  return baseline === null ? bornBaseline(series.name, season) : withSeason(baseline, season);
};

const heldOrNot = (
  world: World,
  series: SeriesState,
  state: BaselineState,
  { now, maintenance }: Circumstances,
): BaselineState =>
  isFiring(world, series, state) || isMaintained(series, maintenance) ? freeze(state, now) : thaw(state, now);

/** What is done to a thing under maintenance is not usual for it. */
const isMaintained = ({ bindings }: SeriesState, running: readonly RunningMaintenance[]): boolean =>
  running.length > 0 && bindings.some(({ rule, labels }) => maintenanceOf(running, rule.id, labels) !== null);

/** Whether a rule on the series fires. One that fired before a reset does not count: else nothing new could ever be learnt. */
const isFiring = (world: World, { bindings }: SeriesState, { reset }: BaselineState): boolean =>
  bindings.some(({ fingerprint }) => {
    const phase = world.alerts.get(fingerprint)?.phase;
    if (phase?.state !== 'firing') return false;
    const firedAt = world.episodes.get(phase.episode)?.firedAt;
    return reset === null || firedAt === undefined || firedAt > reset.at;
  });

const keepHour = (world: World, { id }: SeriesState, { hour, n, mean, deviation }: ClosedHour): void => {
  world.draft().baselineHours.push({ series: id, at: instant(hour * hours(1)), n, mean, deviation });
};

const keepBaseline = (world: World, { id, baseline }: SeriesState, now: Instant): void => {
  if (baseline !== null) world.draft().baselines.set(id, { series: id, savedAt: now, state: baseline });
};

/**
 * Lets a person say that what was usual no longer is (`why`: "deploy 4711"): the baseline is learnt anew from now on. False
 * where the series has none.
 */
export const resetBaseline = (world: World, id: SeriesId, why: string, now: Instant): boolean => {
  const series = world.series.get(id);
  if (series === undefined || series.baseline === null) return false;
  series.baseline = reset(series.baseline, now, why);
  keepBaseline(world, series, now);
  return true;
};

/** Saves every baseline as it stands, before the desk stops. */
export const keepBaselines = (world: World, now: Instant): void => {
  for (const series of world.series.values()) keepBaseline(world, series, now);
};
