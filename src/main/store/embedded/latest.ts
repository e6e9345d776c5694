import type { Instant } from '../../core/time/instant.js';
import type { Tables } from './samples.js';

/**
 * The newest sample of every series since `since`, as the JSON of `SeriesSample`s: joined in the database and handed on as one
 * text, because thousands of rows and objects would each cost far more than their parsing does. `%!.17g` gives a number's
 * shortest exact text; SQLite's own JSON rounds to 15 digits.
 */
export const readLatest = (tables: Tables, since: Instant): string => {
  const fresh = latestFresh(tables);
  const asked = [since, JSON.stringify(fresh.map(({ number }) => number))] as const;
  const hot = tables.sql.row<{ list: string | null }>(LATEST_HOT, ...asked)?.list;
  const sealed = tables.sql.row<{ list: string | null }>(LATEST_SEALED, ...asked)?.list;
  const lists = [hot, sealed, ...fresh.filter(({ at }) => at >= since).map(({ json }) => json)];
  return `[${lists.filter((list) => typeof list === 'string').join(',')}]`;
};

interface FreshRow {
  readonly number: number;
  readonly text: string;
  readonly name: string;
  readonly labels: string;
  /** The newest sample that is not fresh. */
  readonly before: number | null;
}

/** Series whose newest sample is a fresh one. */
const latestFresh = ({ sql, fresh }: Tables): readonly { number: number; at: number; json: string }[] =>
  sql.rows<FreshRow>(FRESH_SERIES, JSON.stringify([...fresh.numbers()])).flatMap(({ number, text, name, labels, before }) => {
    const newest = fresh.read(number, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY).at(-1);
    if (newest === undefined || newest.at < (before ?? newest.at)) return [];
    const series = `{"name":${JSON.stringify(name)},"labels":${labels}}`;
    const json = `{"id":${JSON.stringify(text)},"series":${series},"at":${newest.at},"value":${newest.value}}`;
    return [{ number, at: newest.at, json }];
  });

const asJson = (at: string, value: string): string =>
  `group_concat('{"id":' || json_quote(text) || ',"series":{"name":' || json_quote(name) || ',"labels":' || labels ||
    '},"at":' || ${at} || ',"value":' || printf('%!.17g', ${value}) || '}') AS list`;

const NEWEST_HOT = '(SELECT max(newest.at) FROM hot AS newest WHERE newest.series = series.id)';

const FRESH_SERIES = `SELECT series.id AS number, text, name, labels,
    nullif(max(coalesce(last_at, -9e15), coalesce(${NEWEST_HOT}, -9e15)), -9e15) AS before
  FROM json_each(?) AS asked CROSS JOIN series ON series.id = asked.value`;

// A cross join, for otherwise the planner goes through every hot row.
const LATEST_HOT = `SELECT ${asJson('hot.at', 'hot.value')}
  FROM series CROSS JOIN hot ON hot.series = series.id AND hot.at = ${NEWEST_HOT}
  WHERE hot.at >= ? AND (last_at IS NULL OR hot.at >= last_at) AND series.id NOT IN (SELECT value FROM json_each(?))`;

const LATEST_SEALED = `SELECT ${asJson('last_at', 'last_value')}
  FROM series WHERE last_at >= ? AND NOT coalesce(last_at <= ${NEWEST_HOT}, FALSE)
    AND series.id NOT IN (SELECT value FROM json_each(?))`;
