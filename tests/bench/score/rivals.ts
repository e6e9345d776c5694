import type { LabelledSeries } from './corpus.js';

/** The requirements' smoothing factor. */
const ALPHA = 0.1;
const CONFIDENCE_95 = 1.96;

/** How far each value lies from a moving average, in standard deviations of the values before it. */
const distances = ({ values }: LabelledSeries): number[] => {
  let mean = values[0] ?? 0;
  let variance = 0;
  return values.map((value) => {
    const apart = value - mean;
    const distance = variance > 0 ? Math.abs(apart) / Math.sqrt(variance) : 0;
    mean += ALPHA * apart;
    variance = (1 - ALPHA) * (variance + ALPHA * apart * apart);
    return distance;
  });
};

/** The plain band: outside is 1, inside is 0. */
export const emaBand = (series: LabelledSeries): number[] =>
  distances(series).map((distance) => (distance > CONFIDENCE_95 ? 1 : 0));

/** The same band, graded by distance: 0 in its middle, towards 1 far away. */
export const emaDistance = (series: LabelledSeries): number[] => distances(series).map((distance) => 1 - 1 / (1 + distance));
