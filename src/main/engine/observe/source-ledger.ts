import type { ObservationSegment } from '../../core/model/ledger.js';
import type { Reading } from '../../core/model/reading.js';
import type { SeriesSample } from '../../core/model/sample.js';
import type { SourceKind } from '../../core/model/source-kind.js';
import { isFeed, type Target } from '../../core/model/target.js';
import { seriesId } from '../../core/sample/series.js';
import type { World } from '../world.js';

/**
 * Writes down when a source cannot look: from its first failure that is its own fault until its next good look. Such time is
 * unobserved for the targets of that source, and says nothing about them.
 */
export const noteSource = (world: World, failing: Map<SourceKind, ObservationSegment>, reading: Reading): void => {
  const open = failing.get(reading.source);
  const isFailing = reading.outcome.kind === 'source-failed';
  if (isFailing === (open !== undefined)) return;
  const segment: ObservationSegment =
    open === undefined
      ? { scope: `source:${reading.source}`, from: reading.startedAt, to: null, cause: 'source-failing' }
      : { ...open, to: reading.at };
  world.draft().segments.set(`${segment.scope}@${segment.from}`, segment);
  if (open === undefined) failing.set(reading.source, segment);
  else failing.delete(reading.source);
};

/** 1 while a source can look at this target. Said of feeds with every look, of others from their first failure on: they are many. */
export const sourceSamples = (world: World, reading: Reading, target: Target): readonly SeriesSample[] => {
  // That a competitor cannot be looked at is nobody's alert.
  if (target.source === 'competitor') return [];
  const series = { name: 'source_up', labels: { source: target.source, target: target.id } };
  const id = seriesId(series);
  const isUp = reading.outcome.kind !== 'source-failed';
  if (isUp && !isFeed(target) && !world.series.has(id)) return [];
  return [{ id, series, at: reading.at, value: isUp ? 1 : 0 }];
};
