import { type Bond, relatedTo } from '../../core/incident/related.js';
import { completed } from '../../core/incident/untold.js';
import type { Episode, EpisodeId } from '../../core/model/alert.js';
import type { AlertDetail, AlertRow } from '../../core/model/alert-view.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { RevenueAtRisk } from '../../core/model/revenue.js';
import type { Severity } from '../../core/model/rule.js';
import type { SeriesId } from '../../core/model/sample.js';
import { isService } from '../../core/model/source-kind.js';
import type { TargetId } from '../../core/model/target.js';
import type { TargetDetail, UptimeFigures } from '../../core/model/target-view.js';
import { maskedDelivery } from '../../core/notify/mask.js';
import { coverage } from '../../core/observe/observation.js';
import type { Clock } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { targetLabels } from '../../core/sample/ingest.js';
import { seriesId } from '../../core/sample/series.js';
import { BEATS, beatLength, type TargetState, withBeat } from '../../core/sample/target-state.js';
import { after, days, type Instant, instant } from '../../core/time/instant.js';
import { resolutionOf } from '../../core/view/alert.js';
import { targetRow } from '../../core/view/target.js';
import { openEpisodes } from '../open.js';
import { rowOf } from '../view/row.js';
import { nowOf, type World } from '../world.js';

export interface InspectParts {
  readonly atRisk: (episode: Episode) => Promise<RevenueAtRisk | null>;
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly history: History;
}

export interface Inspect {
  alert(id: EpisodeId): Promise<Result<AlertDetail, Refusal>>;
  alerts(since: Instant, limit: number): Promise<readonly AlertRow[]>;
  target(id: TargetId): Promise<Result<TargetDetail, Refusal>>;
  /** Fills the heartbeat bars from the store. */
  recallBeats(now: Instant): Promise<void>;
}

const EARLIER = 20;
const MOST_AT_ONCE = 50;
/** So many episodes are looked through for those that ran at the same time. */
const MOST_MEANWHILE = 500;

/** Looks things up for people: what the world knows, joined with what the store remembers. */
export const createInspect = ({ world, clock, journal, history, atRisk }: InspectParts): Inspect => {
  const episodeOf = async (id: EpisodeId): Promise<Episode | null> => world.episodes.get(id) ?? (await journal.episode(id));

  /** What may have run while it did: what is open, and what the store remembers of its time. */
  const ranMeanwhile = async ({ startedAt, resolution }: Episode): Promise<readonly Episode[]> => {
    const end = resolution?.at ?? clock.now();
    const remembered = await journal.episodes({ since: after(startedAt, -days(1)), until: end, limit: MOST_MEANWHILE });
    const known = new Map(remembered.map((episode) => [episode.id, completed(episode)]));
    for (const episode of world.episodes.values()) known.set(episode.id, episode);
    return [...known.values()].filter((episode) => episode.startedAt <= end);
  };

  const alert = async (id: EpisodeId): Promise<Result<AlertDetail, Refusal>> => {
    const episode = await episodeOf(id);
    if (episode === null) return fail({ code: 'not-found', message: `There is no alert ${id}.`, field: 'alert' });
    const [timeline, deliveries, episodes, cost] = await Promise.all([
      journal.timeline(id),
      journal.deliveries({ episode: id, limit: 100 }),
      journal.episodes({ since: instant(0), fingerprint: episode.fingerprint, limit: EARLIER + 1 }),
      atRisk(episode),
    ]);
    const binding = world.bindings.get(episode.fingerprint);
    const now = clock.now();
    return ok({
      row: rowOf(world, world.episodes.get(id) ?? completed(episode), now),
      timeline,
      deliveries: deliveries.map(maskedDelivery),
      atRisk: cost,
      series: binding?.members.map((member) => member.id) ?? [],
      earlier: episodes.filter((other) => other.id !== id && other.firedAt < episode.firedAt).map(earlierOf),
      related: relatedTo(episode, await ranMeanwhile(episode)).map(({ episode: other, bond }) =>
        relatedOf(world, other, bond, now),
      ),
    });
  };

  const alerts = async (since: Instant, limit: number): Promise<readonly AlertRow[]> => {
    const now = clock.now();
    const episodes = await journal.episodes({ since, limit });
    return episodes.map((episode) => rowOf(world, world.episodes.get(episode.id) ?? completed(episode), now));
  };

  const target = async (id: TargetId): Promise<Result<TargetDetail, Refusal>> => {
    const state = world.targets.get(id);
    if (state === undefined) return fail({ code: 'not-found', message: `There is no target ${id}.`, field: 'target' });
    const now = clock.now();
    const series = await history.list({ matchers: [{ label: 'target', operator: '=', value: id }] });
    const row = targetRow(state, { ...nowOf(world, now), segments: segmentsOf(world), firing: countOf(world, id) });
    return ok({ row, lastReading: state.reading, series: series.map((found) => found.id), uptime: await uptimeOf(id, now) });
  };

  /** Good readings ÷ readings of the last day, and how much of it was observed. */
  const uptimeOf = async (id: TargetId, now: Instant): Promise<UptimeFigures | null> => {
    const state = world.targets.get(id);
    if (state === undefined || !isService(state.target.source)) return null;
    const from = after(now, -days(1));
    const [range] = await history.range({ series: [upSeries(world, id)], from, to: now, maxPoints: 288 });
    let readings = 0;
    let good = 0;
    for (const [, , mean, , n] of range?.points ?? []) {
      readings += n;
      good += mean * n;
    }
    const ratio = readings === 0 ? null : good / readings;
    return { from, to: now, ratio, readings, coverage: coverage(segmentsOf(world), from, now, world.bornAt) };
  };

  const recallBeats = async (now: Instant): Promise<void> => {
    const states = [...world.targets.values()];
    for (let start = 0; start < states.length; start += MOST_AT_ONCE) {
      await Promise.all(states.slice(start, start + MOST_AT_ONCE).map((state) => recallBeatsOf(state.target.id, now)));
    }
  };

  const recallBeatsOf = async (id: TargetId, now: Instant): Promise<void> => {
    const state = world.targets.get(id);
    const series = state === undefined ? undefined : beatSeries(world, state);
    if (state === undefined || series === undefined) return;
    const samples = await history.raw(series, after(now, -BEATS * beatLength(state.target)), now);
    const isDown = (value: number): boolean => isService(state.target.source) && value < 1;
    let { beats } = state;
    for (const sample of samples) beats = withBeat(beats, state.target, sample.at, isDown(sample.value) ? 'd' : 'u');
    world.targets.set(id, { ...state, beats });
  };

  return { alert, alerts, target, recallBeats };
};

const countOf = (world: World, id: TargetId): Readonly<Record<Severity, number>> => {
  const count: Record<Severity, number> = { critical: 0, warning: 0, info: 0 };
  for (const episode of openEpisodes(world)) if (episode.labels.target === id && !episode.test) count[episode.severity] += 1;
  return count;
};

const earlierOf = (episode: Episode): AlertDetail['earlier'][number] => ({
  id: episode.id,
  firedAt: episode.firedAt,
  resolvedAt: episode.resolution?.at ?? null,
  resolution: resolutionOf(episode),
  judged: episode.resolution?.judged ?? null,
});

const relatedOf = (world: World, episode: Episode, bond: Bond, now: Instant): AlertDetail['related'][number] => {
  const { id, severity, state, summary, startedAt, firedAt } = rowOf(world, episode, now);
  return { id, severity, state, summary, startedAt, firedAt, bond };
};

const segmentsOf = (world: World): readonly ObservationSegment[] => [...world.segments, world.observation.open];

/** A target that answers or not says so in `up`; of another, any of its samples shows that it was read. */
const beatSeries = (world: World, { target }: TargetState): SeriesId | undefined => {
  if (isService(target.source)) return world.series.has(upSeries(world, target.id)) ? upSeries(world, target.id) : undefined;
  return [...world.series.values()].find(({ series }) => series.labels.target === target.id)?.id;
};

const upSeries = (world: World, id: TargetId): SeriesId => {
  const target = world.targets.get(id)?.target;
  return seriesId({ name: 'up', labels: target === undefined ? { target: id } : targetLabels(target) });
};
