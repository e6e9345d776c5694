import type { ObservationSegment } from '../core/model/ledger.js';
import type { Reading } from '../core/model/reading.js';
import type { SourceKind } from '../core/model/target.js';
import type { World } from './world.js';

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
