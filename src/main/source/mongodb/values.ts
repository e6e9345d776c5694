import type { Document } from 'mongodb';
import type { Labels } from '../../core/model/labels.js';
import type { Measure } from '../../core/model/reading.js';
import type { MongodbCollection, MongodbMeasure } from '../../core/port/feeds.js';
import { labelsText, seriesId } from '../../core/sample/series.js';
import { after, bucketStart, type Instant, instant, minutes } from '../../core/time/instant.js';
import { labelsOf } from './labels.js';
import { dimensionsOf, isOfValues, type Span } from './pipeline.js';

interface Drawer {
  readonly measure: MongodbMeasure;
  readonly labels: Labels;
  readonly values: number[];
}

/** The single values of a collection: which were taken already, and those whose minute has not ended. */
export interface Values {
  take(rows: readonly Document[], span: Span, countFrom: Instant): readonly Measure[];
}

const MINUTE = minutes(1);
/** Of two values of one series at one instant, only the later would stay: one of them moves so many milliseconds at most. */
const FURTHEST = 1_000;
/** Series of single values at most. */
const MOST_SERIES = 5_000;

export const createValues = (collection: MongodbCollection): Values => {
  const dimensions = dimensionsOf(collection);
  /** By minute: the documents that were taken, and the instants that are no longer free. */
  const taken = new Map<number, Set<string>>();
  const series = new Set<string>();
  const drawers = new Map<number, Map<string, Drawer>>();

  const takenIn = (minute: number): Set<string> => {
    const known = taken.get(minute) ?? new Set<string>();
    taken.set(minute, known);
    return known;
  };

  const isNew = (known: Set<string>, id: string): boolean => {
    if (known.has(id)) return false;
    known.add(id);
    return true;
  };

  const put = (minute: number, measure: MongodbMeasure, labels: Labels, value: number): void => {
    const inMinute = drawers.get(minute) ?? new Map<string, Drawer>();
    drawers.set(minute, inMinute);
    const key = `${measure.metric} ${labelsText(labels)}`;
    const drawer = inMinute.get(key) ?? { measure, labels, values: [] };
    inMinute.set(key, drawer);
    drawer.values.push(value);
  };

  const single = ({ metric: name }: MongodbMeasure, labels: Labels, value: number, wanted: Instant): readonly Measure[] => {
    const id = seriesId({ name, labels });
    if (series.size >= MOST_SERIES && !series.has(id)) return [];
    series.add(id);
    const known = takenIn(bucketStart(wanted, MINUTE));
    for (let shift = 0; shift < FURTHEST; shift += 1) {
      const at = after(wanted, shift);
      if (isNew(known, `${id} ${at}`)) return [{ name, labels, value, at }];
    }
    return [];
  };

  const takeRow = (row: Document): readonly Measure[] =>
    collection.measures.flatMap((measure, index) => {
      const value = row[`v${index}`];
      if (!isOfValues(measure) || value === null || value === undefined) return [];
      const scaled = Number(String(value)) / ('per' in measure.computation ? measure.computation.per : 1);
      const labels = labelsOf(measure, dimensions, row);
      const at = instant((row.at as Date).getTime());
      if (measure.computation.kind === 'values') return single(measure, labels, scaled, at);
      put(bucketStart(at, MINUTE), measure, labels, scaled);
      return [];
    });

  return {
    take: (rows, { to }, countFrom) => {
      const measures: Measure[] = [];
      for (const row of [...rows].sort((one, other) => one.at - other.at)) {
        const minute = bucketStart(instant((row.at as Date).getTime()), MINUTE);
        if (minute >= countFrom && isNew(takenIn(minute), String(row._id))) measures.push(...takeRow(row));
      }
      for (const minute of taken.keys()) if (minute < to - collection.late - 2 * MINUTE) taken.delete(minute);
      return [...measures, ...emptied(drawers, to)];
    },
  };
};

/** The percentiles of the minutes that have ended. */
const emptied = (drawers: Map<number, Map<string, Drawer>>, to: Instant): readonly Measure[] =>
  [...drawers].flatMap(([minute, inMinute]) => {
    const end = after(instant(minute), MINUTE);
    if (end > to) return [];
    drawers.delete(minute);
    return [...inMinute.values()].map((drawer) => percentileOf(drawer, end));
  });

/** The nearest rank: the least value that so many per cent of them do not exceed. */
const percentileOf = ({ measure, labels, values }: Drawer, at: Instant): Measure => {
  const percentile = measure.computation.kind === 'percentile' ? measure.computation.percentile : 50;
  const sorted = values.sort((one, other) => one - other);
  const rank = Math.max(1, Math.ceil((percentile / 100) * sorted.length));
  return { name: measure.metric, labels, value: sorted[rank - 1] as number, at };
};
