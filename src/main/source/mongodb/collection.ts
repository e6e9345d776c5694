import type { Db, Document } from 'mongodb';
import { READ_UP } from '../../core/business/caught-up.js';
import type { Measure } from '../../core/model/reading.js';
import type { MongodbCollection } from '../../core/port/feeds.js';
import { after, bucketStart, type Duration, duration, hours, type Instant, instant, minutes } from '../../core/time/instant.js';
import type { Counters } from './counters.js';
import { addUp, isOfValues, listValues, type Span } from './pipeline.js';
import { MongodbProblem } from './problem.js';
import { forgetMinutes, noTally, sayStretches, stretchOf, takeRows } from './tally.js';
import { createValues } from './values.js';

/** With what a look may ask, and until when. */
export interface Asking {
  readonly database: Db;
  readonly signal: AbortSignal;
  readonly now: Instant;
  /** No further stretch is begun once this says so. */
  readonly isTimeUp: () => boolean;
  /** Told of what the database answered, for a person who wants to see it. */
  readonly hear?: (collection: string, rows: readonly Document[]) => void;
}

export interface CollectionReading {
  readonly measures: readonly Measure[];
  /** What a person should know of it, in whole sentences. */
  readonly notes: readonly string[];
}

interface SpanReading {
  readonly measures: readonly Measure[];
  readonly isSampled: boolean;
  /** How far it came. */
  readonly to: Instant;
}

/** Reads a collection on from where it was left. */
export interface CollectionReader {
  read(asking: Asking): Promise<CollectionReading>;
  readonly collection: string;
  /** How far it has read; null before the first look. */
  readTo(): Instant | null;
}

const MINUTE = minutes(1);
/** A longer stretch is read in pieces, so that no query is long and no answer large. */
const LONGEST_SPAN: Duration = hours(1);
const MOST_ROWS = 60_000;
const MOST_VALUES = 5_000;
const BATCH = 2_000;
/** What a single query may take on the server, in milliseconds. */
export const QUERY_BUDGET = 10_000;

/** `resumeAt`: how far an earlier run of this desk had read, so that what was written while it was off is counted; null: unknown. */
export const createCollectionReader = (
  collection: MongodbCollection,
  counters: Counters,
  resumeAt: Instant | null,
): CollectionReader => {
  const tally = noTally(collection);
  const values = createValues(collection);
  const longest = Math.max(0, ...collection.measures.map((measure) => stretchOf(measure)?.over ?? 0));
  let readTo: Instant | null = null;
  /** Counters begin here: where an earlier run ended, else with the minute of the first look. Never read again from before it. */
  let countFrom: Instant | null = null;

  const readSpan = async (asking: Asking, wanted: Span, from: Instant): Promise<SpanReading> => {
    const { rows, span } = await fittingRows(collection, asking, wanted, from);
    const valued = { ...span, from: later(span.from, from) };
    const many = rows.reduce(
      (sum, row) => (row._id.minute >= bucketStart(valued.from, MINUTE) ? sum + Number(row.values) : sum),
      0,
    );
    const listed = many === 0 ? [] : await valueRows(collection, asking, valued, many);
    asking.signal.throwIfAborted();
    const firstMinute = bucketStart(from, MINUTE);
    const measures = [
      ...takeRows(tally, collection, rows, span, firstMinute, counters),
      ...values.take(listed, span, firstMinute),
    ];
    return { measures, isSampled: many > MOST_VALUES, to: span.to };
  };

  return {
    collection: collection.collection,
    readTo: () => readTo,
    read: async (asking) => {
      const { now } = asking;
      const oldest = bucketStart(after(now, -READ_UP), MINUTE);
      countFrom ??= firstOf(resumeAt, oldest, now);
      const notes =
        (readTo ?? resumeAt ?? oldest) < oldest ? [`Of ${collection.collection}, what is older than a day was let go.`] : [];
      let from =
        readTo === null
          ? after(countFrom, -longest)
          : later(later(bucketStart(after(readTo, -collection.late), MINUTE), oldest), countFrom);
      let measures: readonly Measure[] = [];
      let isSampled = false;
      do {
        const part = await readSpan(asking, { from, to: endOf(from, countFrom, now) }, countFrom);
        measures = [...measures, ...part.measures];
        isSampled ||= part.isSampled;
        from = part.to;
        readTo = part.to;
      } while (from < now && !asking.isTimeUp());
      if (isSampled) notes.push(sampled(collection));
      if (from < now) notes.push(`${collection.collection} is being read up: it stands at ${new Date(from).toISOString()}.`);
      else measures = [...measures, ...sayStretches(tally, collection, now)];
      forgetMinutes(tally, collection, readTo);
      return { measures, notes };
    },
  };
};

/** A run that ended in the future had another clock. */
const firstOf = (resumeAt: Instant | null, oldest: Instant, now: Instant): Instant =>
  resumeAt === null || resumeAt > now ? bucketStart(now, MINUTE) : later(resumeAt, oldest);

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

/** Whole minutes, as each is added up at once. What lies before the first one is read apart, because little of it is needed. */
const endOf = (from: Instant, countFrom: Instant, now: Instant): Instant => {
  const end = bucketStart(after(from, LONGEST_SPAN), MINUTE);
  return instant(Math.min(end, from < countFrom ? countFrom : now, now));
};

/** The sums of a stretch; of half of it where it holds too many different ones. */
const fittingRows = async (
  collection: MongodbCollection,
  asking: Asking,
  span: Span,
  countFrom: Instant,
): Promise<{ readonly rows: readonly Document[]; readonly span: Span }> => {
  const which = span.to <= countFrom ? 'stretches' : 'all';
  const rows = await ask(collection, asking, addUp(collection, span, which, MOST_ROWS + 1));
  if (rows.length <= MOST_ROWS) return { rows, span };
  const half = bucketStart(after(span.from, (span.to - span.from) / 2), MINUTE);
  if (half <= span.from)
    throw new MongodbProblem(
      `A minute of ${collection.collection} falls into more than ${MOST_ROWS} groups: split it by fewer fields.`,
    );
  return fittingRows(collection, asking, { from: span.from, to: half }, countFrom);
};

const valueRows = (collection: MongodbCollection, asking: Asking, span: Span, many: number): Promise<readonly Document[]> =>
  collection.measures.some(isOfValues) && span.from < span.to
    ? ask(collection, asking, listValues(collection, span, many > MOST_VALUES ? 'sample' : 'all', MOST_VALUES))
    : Promise.resolve([]);

const ask = async (
  { collection }: MongodbCollection,
  { database, signal, hear }: Asking,
  pipeline: Document[],
): Promise<Document[]> => {
  const rows = await database
    .collection(collection)
    .aggregate(pipeline, { maxTimeMS: duration(QUERY_BUDGET), batchSize: BATCH, allowDiskUse: false, signal })
    .toArray();
  hear?.(collection, rows);
  return rows;
};

const sampled = ({ collection }: MongodbCollection): string =>
  `${collection} has more single values than are kept: about ${MOST_VALUES} of each stretch were taken at random, the same chance for each.`;
