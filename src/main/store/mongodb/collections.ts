import type { Collection, Db } from 'mongodb';
import { HOUR, type RollupLevel } from '../range/level.js';

/** All that a turn changed, written before anything else: what it says is then carried over into the other collections. */
export interface CommitDoc {
  /** The commit's number. Each is given once: whoever comes second with it has lost the right to write. */
  readonly _id: number;
  /** Which of all tries to commit this is: by it a try whose answer was lost is found again. */
  readonly token: string;
  /** The desk that wrote it, and the term in which it led. */
  readonly desk: string;
  readonly term?: number;
  /** How many further pieces its body has. */
  readonly parts: number;
  readonly body: Uint8Array;
}

export interface PartDoc {
  readonly _id: string;
  /** The commit that it was written for. */
  readonly of: number;
  readonly body: Uint8Array;
}

export interface SeriesDoc {
  readonly _id: string;
  readonly number: number;
  readonly name: string;
  readonly labels: string;
  /** The newest sample that is sealed. */
  readonly lastAt?: number;
  readonly lastValue?: number;
}

/** An hour's samples of one series. */
export interface SamplesDoc {
  readonly _id: number;
  readonly s: number;
  readonly u: number;
  /** Samples, one at the same instant as another counted until the hour is sealed. */
  readonly n: number;
  /** The same as `u` while the hour is not sealed. */
  readonly open?: number;
  /** The last commit of which it holds the samples. */
  readonly to: number;
  /** What is not sealed yet, the later written behind the earlier. */
  readonly pieces?: readonly Uint8Array[];
  readonly body?: Uint8Array;
}

/** Many hours' rollups of one series and level. */
export interface RollupDoc {
  readonly _id: number;
  readonly s: number;
  readonly u: number;
  /** The earliest and the latest hour in it, in milliseconds. */
  readonly first: number;
  readonly last: number;
  /** The latest term in which it was written: an earlier one may know of fewer samples. */
  readonly term?: number;
  readonly hours: Readonly<Record<string, Uint8Array>>;
}

/** A record of the journal: what it is found by, and all of it as JSON. */
export interface RecordDoc {
  readonly _id: string;
  /** The commit that wrote it last. */
  readonly commit: number;
  readonly body: string;
}

export interface AuditDoc {
  readonly _id: number;
  readonly at: number;
  readonly previous: string;
  readonly hash: string;
  /** Under which id a desk asked for what was done. */
  readonly asked?: string;
  readonly body: string;
}

/** Where things stand, by name. */
export interface MetaDoc {
  readonly _id: string;
  readonly [field: string]: unknown;
}

export type RecordName =
  | 'alerts'
  | 'episodes'
  | 'timeline'
  | 'suppressions'
  | 'deliveries'
  | 'segments'
  | 'baselines'
  | 'baseline_hours'
  | 'marks';

/** A desk of the team, as it last said of itself. */
export interface DeskDoc {
  readonly _id: string;
  readonly row: string;
  /** By the server's clock. */
  readonly seenAt: Date;
}

/** What a desk asks of the one that leads. */
export interface RequestDoc {
  readonly _id: string;
  readonly desk: string;
  readonly askedAt: Date;
  readonly body: string;
  readonly state: 'asked' | 'taken' | 'answered';
  /** The term in which it was taken. */
  readonly term?: number;
  readonly answer?: Uint8Array;
  readonly answeredAt?: Date;
}

/** What the leading desk shows. */
export interface ShownDoc {
  readonly _id: 'view';
  readonly term: number;
  readonly revision: number;
  /** When it was given last, changed or not, by the server's clock. */
  readonly shownAt: Date;
  readonly body: Uint8Array;
}

export interface Collections {
  readonly db: Db;
  /** The term in which this desk writes; 0: it only reads. */
  readonly term: number;
  readonly desks: Collection<DeskDoc>;
  readonly requests: Collection<RequestDoc>;
  readonly shown: Collection<ShownDoc>;
  readonly commits: Collection<CommitDoc>;
  readonly parts: Collection<PartDoc>;
  readonly series: Collection<SeriesDoc>;
  readonly samples: Collection<SamplesDoc>;
  readonly rollups: Readonly<Record<RollupLevel, Collection<RollupDoc>>>;
  readonly records: Readonly<Record<RecordName, Collection<RecordDoc>>>;
  readonly audit: Collection<AuditDoc>;
  readonly meta: Collection<MetaDoc>;
}

/** The record in `meta` of who leads, and until when. */
export const LEASE_KEY = 'writer';

/** The database may be the site's own: what is ours is told by its name. */
const PREFIX = 'watchroom_';

export const collectionsOf = (db: Db): Collections => {
  const record = (name: RecordName): Collection<RecordDoc> => db.collection(`${PREFIX}${name}`);
  return {
    db,
    term: 0,
    desks: db.collection(`${PREFIX}desks`),
    requests: db.collection(`${PREFIX}requests`),
    shown: db.collection(`${PREFIX}shown`),
    commits: db.collection(`${PREFIX}commits`),
    parts: db.collection(`${PREFIX}commit_parts`),
    series: db.collection(`${PREFIX}series`),
    samples: db.collection(`${PREFIX}samples`),
    rollups: {
      minute: db.collection(`${PREFIX}rollups_minute`),
      fiveMinutes: db.collection(`${PREFIX}rollups_five_minutes`),
      hour: db.collection(`${PREFIX}rollups_hour`),
    },
    records: {
      alerts: record('alerts'),
      episodes: record('episodes'),
      timeline: record('timeline'),
      suppressions: record('suppressions'),
      deliveries: record('deliveries'),
      segments: record('segments'),
      baselines: record('baselines'),
      baseline_hours: record('baseline_hours'),
      marks: record('marks'),
    },
    audit: db.collection(`${PREFIX}audit`),
    meta: db.collection(`${PREFIX}meta`),
  };
};

/** Hours that one document of rollups holds: a day, four, and 32, so that a year of hours is a dozen documents. */
export const SPAN: Readonly<Record<RollupLevel, number>> = { minute: 24, fiveMinutes: 96, hour: 768 };

/** Units (hours, or spans of them) that a series can have: hours until the year 2448. */
const UNITS = 2 ** 22;
export const LAST_INSTANT = UNITS * HOUR - 1;

/** A series' units lie one behind the other in the order of their keys, so that the one index that every collection has finds them. */
export const keyOf = (series: number, unit: number): number => series * UNITS + unit;

/** So many series are found one by one; more, by time. */
export const FEW = 50;

export interface Units {
  /** The first unit, and the one after the last; clipped to what can be. */
  readonly from: number;
  readonly to: number;
}

/** Of numbers that lie this close together on average, those between them may come along: a long list of them costs a server far more. */
const SPARSE = 8;

/** What of these series lies in these units; of many, something of others too. */
export const within = (series: readonly number[], { from, to }: Units): object => {
  const [first, end] = [Math.max(0, from), Math.min(to, UNITS)];
  if (series.length * (end - first) <= MOST_KEYS) return { _id: { $in: keysWithin(series, first, end) } };
  if (series.length > FEW) return { u: { $gte: first, $lt: end }, s: among(series) };
  return { $or: series.map((number) => ({ _id: { $gte: keyOf(number, first), $lt: keyOf(number, end) } })) };
};

const among = (series: readonly number[]): object => {
  const least = series.reduce((low, each) => Math.min(low, each));
  const most = series.reduce((high, each) => Math.max(high, each));
  return most - least < SPARSE * series.length ? { $gte: least, $lte: most } : { $in: series };
};

/** So many documents come in one answer, as long as they fit: unless told, a server gives a hundred, and is asked a second time for the others. */
export const AT_ONCE = { batchSize: 10_000 } as const;

/** So many documents are named one by one: far faster than a stretch of keys for each series, also where some are not there. */
export const MOST_KEYS = 5_000;

const keysWithin = (series: readonly number[], first: number, end: number): readonly number[] =>
  series.flatMap((number) => Array.from({ length: Math.max(0, end - first) }, (_, i) => keyOf(number, first + i)));

/** The hours that `[from, to)` touches. */
export const hoursWithin = (from: number, to: number): Units => ({ from: Math.floor(from / HOUR), to: Math.ceil(to / HOUR) });

/** The spans of a level that `[from, to)` touches. */
export const spansWithin = (level: RollupLevel, from: number, to: number): Units => ({
  from: Math.floor(from / (HOUR * SPAN[level])),
  to: Math.ceil(to / (HOUR * SPAN[level])),
});
