import { fail, ok, type Result } from '../../core/model/result.js';
import type { Instant } from '../../core/time/instant.js';
import { cellsOf } from './csv-row.js';
import { LONGEST_LINE } from './lines.js';
import { parseTimestamp } from './timestamp.js';

/** A row as it was read, with its cells as they were written. */
export interface Row {
  readonly at: Instant;
  readonly value: number;
  readonly timestampText: string;
  readonly valueText: string;
  /** What stands in a column series; null without one. */
  readonly seriesText: string | null;
}

/** What is wrong with a line, and what was expected instead. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/** Reads a series line by line; keeps nothing of it but where it is. */
export interface SeriesReader {
  /** Null for lines that are no row: the head, and empty lines at the end. */
  readonly read: (line: string) => Result<Row | null, LineProblem>;
  /** To be asked after the last line. */
  readonly end: () => Result<null, LineProblem>;
}

interface Place {
  line: number;
  columns: Columns | null;
  emptyLine: number | null;
  rows: number;
  last: { readonly at: Instant; readonly text: string } | null;
}

interface Columns {
  readonly timestamp: number;
  readonly value: number;
  /** Negative: there is none. */
  readonly series: number;
  readonly count: number;
}

export const createSeriesReader = (): SeriesReader => {
  const place: Place = { line: 0, columns: null, emptyLine: null, rows: 0, last: null };
  return {
    read: (line) => {
      place.line += 1;
      return readLine(place, line);
    },
    end: () => {
      if (place.columns === null) return refuse(1, 'the file is empty: expected a head with the columns timestamp,value');
      if (place.rows === 0) return refuse(place.line + 1, 'no rows follow the head: expected rows of timestamp,value');
      return ok(null);
    },
  };
};

const refuse = (line: number, message: string) => fail<LineProblem>({ line, message });

const readLine = (place: Place, line: string): Result<Row | null, LineProblem> => {
  if (line.length > LONGEST_LINE)
    return refuse(place.line, `more than ${LONGEST_LINE} characters: expected a row of timestamp,value`);
  if (line.trim() === '' && place.columns !== null) {
    place.emptyLine ??= place.line;
    return ok(null);
  }
  if (place.columns === null) return readHead(place, line);
  if (place.emptyLine !== null) return refuse(place.emptyLine, 'an empty line: expected a row of timestamp,value');
  return readRow(place, place.columns, cellsOf(line));
};

const readHead = (place: Place, line: string): Result<null, LineProblem> => {
  if (line.trim() === '') return refuse(place.line, 'an empty line: expected a head with the columns timestamp,value');
  const names = cellsOf(line.replace(/^\uFEFF/, '')).map((name) => name.toLowerCase());
  const columns = {
    timestamp: names.indexOf('timestamp'),
    value: names.indexOf('value'),
    series: names.indexOf('series'),
    count: names.length,
  };
  const missing = (['timestamp', 'value'] as const).filter((name) => columns[name] < 0);
  if (missing.length > 0)
    return refuse(place.line, `no column ${missing.join(' and no column ')}: expected a head with the columns timestamp,value`);
  place.columns = columns;
  return ok(null);
};

const readRow = (place: Place, columns: Columns, cells: readonly string[]): Result<Row, LineProblem> => {
  if (cells.length !== columns.count)
    return refuse(
      place.line,
      `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}: expected ${columns.count}, as in the head`,
    );
  const timestampText = cells[columns.timestamp] as string;
  const valueText = cells[columns.value] as string;
  const at = parseTimestamp(timestampText);
  if (at === null)
    return refuse(
      place.line,
      `${quoted(timestampText)} is no timestamp: expected one such as 2026-01-31 23:55:00, or seconds since 1970`,
    );
  if (place.last !== null && at < place.last.at)
    return refuse(
      place.line,
      `${quoted(timestampText)} is before ${quoted(place.last.text)} above it: expected rows in order of time`,
    );
  const value = parseValue(valueText);
  if (value === null) return refuse(place.line, `${quoted(valueText)} is no value: expected a finite number such as 0.25`);
  place.last = { at, text: timestampText };
  place.rows += 1;
  return ok({ at, value, timestampText, valueText, seriesText: cells[columns.series] ?? null });
};

const LONGEST_QUOTE = 40;

const quoted = (text: string): string => `“${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}”`;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const parseValue = (text: string): number | null => {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};
