import type { SeriesId } from '../../core/model/sample.js';
import type { EventStretch, Events, GoodReading } from '../../core/model/slo.js';
import type { TallyQuery } from '../../core/port/history.js';
import { countedIn } from '../codec/counted.js';
import { isGood } from '../range/count.js';
import { HOUR, hourEnd, hourOf, STEP } from '../range/level.js';
import { createTally, eventsAmong, type TallyLimit } from '../range/tally.js';
import { SEALED, type SealedRow } from './count.js';
import { readChunk, readReplaced, readSamples, type Tables } from './samples.js';

/** What several questions ask of the same hours: each series is read once for those that count it alike. */
export const tallyOf = (tables: Tables, query: TallyQuery): readonly (readonly EventStretch[])[] => {
  const tally = createTally(query);
  for (const limit of tally.limits) addAll(tables, limit, hourOf(query.from), hourEnd(query.to));
  return tally.answers();
};

const addAll = (tables: Tables, { good, series, add }: TallyLimit, from: number, to: number): void => {
  const known = tables.sql.rows<{ id: number; text: SeriesId }>(KNOWN, JSON.stringify(series));
  const ids = new Map(known.map(({ id, text }) => [id, text]));
  const list = JSON.stringify([...ids.keys()]);
  const put = (number: number, hour: number, events: Events): void => {
    const id = ids.get(number);
    if (id !== undefined) add(id, hour, events);
  };
  const unsealed = unsealedEvents(tables, [...ids.keys()], list, good, from, to);
  for (const { series: number, hour, body } of tables.sql.rows<SealedRow>(SEALED, list, STEP.hour, from, to)) {
    const isBoth = unsealed.get(number)?.delete(hour) === true;
    // What comes for an hour whose samples are gone is dropped once it is sealed.
    if (isBoth && readChunk(tables.sql, number, hour).length > 0)
      put(number, hour, eventsAmong(good, readSamples(tables, number, hour, hour + HOUR)));
    else for (const events of countedIn(good, STEP.hour, hour, body)) put(number, hour, events);
  }
  for (const [number, hours] of unsealed) for (const [hour, events] of hours) put(number, hour, events);
};

/** What is not sealed, by series and hour: hot samples are counted in a single pass, and the fresh ones over them. */
const unsealedEvents = (
  tables: Tables,
  numbers: readonly number[],
  list: string,
  good: GoodReading,
  from: number,
  to: number,
): ReadonlyMap<number, Map<number, Events>> => {
  const found = new Map<number, Map<number, Events>>();
  const add = (series: number, hour: number, valid: number, count: number): void => {
    const hours = found.get(series) ?? new Map<number, Events>();
    const before = hours.get(hour);
    found.set(series, hours.set(hour, { valid: (before?.valid ?? 0) + valid, good: (before?.good ?? 0) + count }));
  };
  for (const row of tables.sql.rows<HotRow>(HOT[good.side], good.limit, list, from, to))
    add(row.series, row.hour, row.n, row.good);
  const unsorted = tables.fresh.numbers();
  for (const series of numbers) {
    if (!unsorted.has(series)) continue;
    for (const { at, value } of tables.fresh.read(series, from, to)) add(series, hourOf(at), 1, isGood(good, value) ? 1 : 0);
    for (const { at, value } of readReplaced(tables, series, from, to))
      add(series, hourOf(at), -1, isGood(good, value) ? -1 : 0);
  }
  return found;
};

interface HotRow {
  readonly series: number;
  readonly hour: number;
  readonly n: number;
  readonly good: number;
}

const KNOWN = 'SELECT id, text FROM series WHERE text IN (SELECT value FROM json_each(?))';
const hotBy = (comparison: '<=' | '>='): string =>
  `SELECT hot.series, hot.at - hot.at % ${HOUR} AS hour, count(*) AS n, sum(hot.value ${comparison} ?) AS good
  FROM json_each(?) AS asked CROSS JOIN hot ON hot.series = asked.value AND hot.at >= ? AND hot.at < ? GROUP BY 1, 2`;
const HOT = { atMost: hotBy('<='), atLeast: hotBy('>=') } as const;
