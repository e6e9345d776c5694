import type { Document } from 'mongodb';
import type { Labels } from '../../core/model/labels.js';
import type { Measure } from '../../core/model/reading.js';
import type { MongodbCollection, MongodbMeasure, MongodbStretch } from '../../core/port/feeds.js';
import { labelsText } from '../../core/sample/series.js';
import { after, bucketStart, type Duration, type Instant, instant, minutes } from '../../core/time/instant.js';
import type { Counters } from './counters.js';
import { labelsOf } from './labels.js';
import { dimensionsOf, type Span } from './pipeline.js';

interface Cell {
  readonly labels: Labels;
  sum: number;
  n: number;
}

type Cells = Map<string, Cell>;

/** What was added up of a collection, by measure, minute and labels: as much of the past as is needed; changed in place. */
export interface Tally {
  readonly cells: readonly Map<number, Cells>[];
  saidAt: Instant | null;
}

export const noTally = ({ measures }: MongodbCollection): Tally => ({ cells: measures.map(() => new Map()), saidAt: null });

const MINUTE = minutes(1);
/** How often shares and means are said. */
const SAID_EVERY: Duration = minutes(5);

/** The stretch of a share or a mean; null of what is counted. */
export const stretchOf = ({ computation }: MongodbMeasure): MongodbStretch | null =>
  computation.kind === 'ratio' || computation.kind === 'average' ? computation.stretch : null;

/**
 * Takes in what the server added up of whole minutes, in place of what was known of them, and gives by how much counters rose.
 * Minutes before `countFrom` belong to shares and means alone.
 */
export const takeRows = (
  tally: Tally,
  collection: MongodbCollection,
  rows: readonly Document[],
  { to }: Span,
  countFrom: Instant,
  counters: Counters,
): readonly Measure[] => {
  const dimensions = dimensionsOf(collection);
  return collection.measures.flatMap((measure, index) => {
    const known = tally.cells[index] as Map<number, Cells>;
    const fresh = cellsOf(measure, index, dimensions, rows);
    const risen = isCounter(measure) ? risesOf(measure, known, fresh, countFrom, to, counters) : [];
    for (const [minute, cells] of fresh) known.set(minute, cells);
    return risen;
  });
};

const isCounter = ({ computation }: MongodbMeasure): boolean => computation.kind === 'count' || computation.kind === 'sum';

const cellsOf = (
  measure: MongodbMeasure,
  index: number,
  dimensions: readonly string[],
  rows: readonly Document[],
): ReadonlyMap<number, Cells> => {
  const fresh = new Map<number, Cells>();
  for (const row of rows) {
    const [sum, n] = [numberOf(row[`s${index}`]), numberOf(row[`n${index}`])];
    if (sum === 0 && n === 0) continue;
    const minute = numberOf(row._id.minute);
    const cells = fresh.get(minute) ?? new Map<string, Cell>();
    fresh.set(minute, cells);
    addTo(cells, labelsOf(measure, dimensions, row._id as Document), sum, n);
  }
  return fresh;
};

const addTo = (cells: Cells, labels: Labels, sum: number, n: number): void => {
  const key = labelsText(labels);
  const cell = cells.get(key);
  if (cell === undefined) cells.set(key, { labels, sum, n });
  else Object.assign(cell, { sum: cell.sum + sum, n: cell.n + n });
};

/** The server's numbers come in several types, some of them wider than ours. */
const numberOf = (given: unknown): number => {
  const value = typeof given === 'number' ? given : given === undefined || given === null ? 0 : Number(String(given));
  return Number.isFinite(value) ? value : 0;
};

const risesOf = (
  measure: MongodbMeasure,
  known: ReadonlyMap<number, Cells>,
  fresh: ReadonlyMap<number, Cells>,
  countFrom: Instant,
  to: Instant,
  counters: Counters,
): readonly Measure[] =>
  [...fresh]
    .sort(([one], [other]) => one - other)
    .filter(([minute]) => minute >= countFrom)
    .flatMap(([minute, cells]) => {
      const at = instant(Math.min(minute + MINUTE, to));
      return [...cells].flatMap(([key, cell]) => {
        const before = known.get(minute)?.get(key)?.sum ?? 0;
        // A document that was changed or deleted later takes nothing back; what was said, was so.
        cell.sum = Math.max(cell.sum, before);
        const by = (cell.sum - before) / perOf(measure);
        return by > 0 ? counters.raise(measure.metric, cell.labels, by, at) : [];
      });
    });

const perOf = ({ computation }: MongodbMeasure): number => ('per' in computation ? computation.per : 1);

/** Shares and means as they are now, once every five minutes; nothing of those that have too few documents to judge by. */
export const sayStretches = (tally: Tally, { measures }: MongodbCollection, now: Instant): readonly Measure[] => {
  const slot = bucketStart(now, SAID_EVERY);
  if (tally.saidAt === slot) return [];
  tally.saidAt = slot;
  return measures.flatMap((measure, index) => {
    const stretch = stretchOf(measure);
    return stretch === null ? [] : sayStretch(measure, stretch, tally.cells[index] as Map<number, Cells>, slot);
  });
};

const sayStretch = (
  measure: MongodbMeasure,
  { over, least }: MongodbStretch,
  minutesOf: ReadonlyMap<number, Cells>,
  slot: Instant,
): readonly Measure[] => {
  const total: Cells = new Map();
  for (const [minute, cells] of minutesOf) {
    if (minute >= slot || minute < slot - over) continue;
    for (const { labels, sum, n } of cells.values()) addTo(total, labels, sum, n);
  }
  return [...total.values()]
    .filter(({ n }) => n >= Math.max(1, least))
    .map(({ labels, sum, n }) => ({ name: measure.metric, labels, value: shareOf(measure, sum, n), at: slot }));
};

/** What counts towards a share may have begun before its stretch: it is at most one. */
const shareOf = (measure: MongodbMeasure, sum: number, n: number): number =>
  measure.computation.kind === 'ratio' ? Math.min(1, sum / n) : sum / n / perOf(measure);

/** Drops the minutes that nothing will ask for again. */
export const forgetMinutes = (tally: Tally, collection: MongodbCollection, now: Instant): void => {
  collection.measures.forEach((measure, index) => {
    const keep = Math.max(collection.late, stretchOf(measure)?.over ?? 0) + 2 * SAID_EVERY;
    const oldest = after(now, -keep);
    const known = tally.cells[index] as Map<number, Cells>;
    for (const minute of known.keys()) if (minute < oldest) known.delete(minute);
  });
};
