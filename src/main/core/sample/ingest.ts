import type { Labels } from '../model/labels.js';
import type { Measure, Reading } from '../model/reading.js';
import type { SeriesSample } from '../model/sample.js';
import type { Target } from '../model/target.js';
import type { Instant } from '../time/instant.js';
import { seriesId } from './series.js';

/** The labels that every series of a target bears: its own, then what identifies it. */
export const targetLabels = (target: Target): Labels => ({ ...target.labels, target: target.id, source: target.source });

/** The samples of a reading, all at the instant the look ended. A look that failed by our own fault gives none. */
export const samplesOf = (reading: Reading, target: Target): readonly SeriesSample[] => {
  if (reading.outcome.kind === 'source-failed') return [];
  return samplesOfMeasures(reading.outcome.measures, targetLabels(target), reading.at);
};

/** The samples of measures that all bear these labels; of those that say no instant, at `at`. */
export const samplesOfMeasures = (measures: readonly Measure[], labels: Labels, at: Instant): readonly SeriesSample[] =>
  measures.filter((measure) => Number.isFinite(measure.value)).map((measure) => sampleOf(measure, labels, measure.at ?? at));

const sampleOf = (measure: Measure, labels: Labels, at: Instant): SeriesSample => {
  const series = { name: measure.name, labels: measure.labels === undefined ? labels : { ...measure.labels, ...labels } };
  return { id: seriesId(series), series, at, value: measure.value };
};
