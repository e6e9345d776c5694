import type { Db, Document } from 'mongodb';
import type { Measure } from '../../core/model/reading.js';
import type { MongodbCollection } from '../../core/port/feeds.js';
import { after, bucketStart, type Duration, days, duration, hours, type Instant, minutes } from '../../core/time/instant.js';
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
}

export interface CollectionReading {
  readonly measures: readonly Measure[];
  /** What a person should know of it, in whole sentences. */
  readonly notes: readonly string[];
}

/** Reads a collection on from where it was left. */
export interface CollectionReader {
  read(asking: Asking): Promise<CollectionReading>;
}

const MINUTE = minutes(1);
/** What lies further back than this is let go: a desk that slept for a week does not begin with a week of documents. */
const FURTHEST_BACK = days(1);
/** A longer stretch is read in pieces, so that no query is long and no answer large. */
const LONGEST_SPAN: Duration = hours(1);
const MOST_ROWS = 60_000;
const MOST_VALUES = 5_000;
const BATCH = 2_000;
/** What a single query may take on the server, in milliseconds. */
export const QUERY_BUDGET = 10_000;

export const createCollectionReader = (collection: MongodbCollection, counters: Counters): CollectionReader => {
  const tally = noTally(collection);
  const values = createValues(collection);
  const longest = Math.max(0, ...collection.measures.map((measure) => stretchOf(measure)?.over ?? 0));
  let readTo: Instant | null = null;
  /** Counters begin with this minute, that of the first look. */
  let countFrom: Instant | null = null;

  const readSpan = async (
    asking: Asking,
    wanted: Span,
    from: Instant,
  ): Promise<CollectionReading & { readonly to: Instant }> => {
    const { rows, span } = await fittingRows(collection, asking, wanted);
    const valued = { ...span, from: later(span.from, from) };
    const many = rows.reduce((sum, row) => (row._id.minute >= valued.from ? sum + Number(row.values) : sum), 0);
    const listed = many === 0 ? [] : await valueRows(collection, asking, valued, many);
    asking.signal.throwIfAborted();
    const measures = [...takeRows(tally, collection, rows, span, from, counters), ...values.take(listed, span, from)];
    return { measures, notes: many > MOST_VALUES ? [sampled(collection, many)] : [], to: span.to };
  };

  return {
    read: async (asking) => {
      const { now } = asking;
      countFrom ??= bucketStart(now, MINUTE);
      const oldest = bucketStart(after(now, -FURTHEST_BACK), MINUTE);
      const notes =
        readTo !== null && readTo < oldest ? [`Of ${collection.collection}, what is older than a day was let go.`] : [];
      let from =
        readTo === null ? after(countFrom, -longest) : later(bucketStart(after(readTo, -collection.late), MINUTE), oldest);
      const measures: Measure[] = [];
      do {
        const part = await readSpan(asking, { from, to: endOf(from, now) }, countFrom);
        measures.push(...part.measures);
        notes.push(...part.notes);
        from = part.to;
        readTo = part.to;
      } while (from < now && !asking.isTimeUp());
      if (from < now) notes.push(`${collection.collection} is being read up: it stands at ${new Date(from).toISOString()}.`);
      else measures.push(...sayStretches(tally, collection, now));
      forgetMinutes(tally, collection, readTo);
      return { measures, notes: [...new Set(notes)] };
    },
  };
};

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

const endOf = (from: Instant, now: Instant): Instant => (after(from, LONGEST_SPAN) < now ? after(from, LONGEST_SPAN) : now);

/** The sums of a stretch; of half of it where it holds too many different ones. */
const fittingRows = async (
  collection: MongodbCollection,
  asking: Asking,
  span: Span,
): Promise<{ readonly rows: readonly Document[]; readonly span: Span }> => {
  const rows = await ask(collection, asking, addUp(collection, span, MOST_ROWS + 1));
  if (rows.length <= MOST_ROWS) return { rows, span };
  const half = bucketStart(after(span.from, (span.to - span.from) / 2), MINUTE);
  if (half <= span.from)
    throw new MongodbProblem(
      `A minute of ${collection.collection} falls into more than ${MOST_ROWS} groups: split it by fewer fields.`,
    );
  return fittingRows(collection, asking, { from: span.from, to: half });
};

const valueRows = (collection: MongodbCollection, asking: Asking, span: Span, many: number): Promise<readonly Document[]> =>
  collection.measures.some(isOfValues) && span.from < span.to
    ? ask(collection, asking, listValues(collection, span, many > MOST_VALUES ? 'sample' : 'all', MOST_VALUES))
    : Promise.resolve([]);

const ask = ({ collection }: MongodbCollection, { database, signal }: Asking, pipeline: Document[]): Promise<Document[]> =>
  database
    .collection(collection)
    .aggregate(pipeline, { maxTimeMS: duration(QUERY_BUDGET), batchSize: BATCH, allowDiskUse: false, signal })
    .toArray();

const sampled = ({ collection }: MongodbCollection, many: number): string =>
  `Of ${many} single values in ${collection}, about ${MOST_VALUES} were taken at random, the same chance for each.`;
