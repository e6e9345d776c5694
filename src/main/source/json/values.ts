import type { Measure } from '../../core/model/reading.js';
import type { JsonValue } from '../../core/port/feeds.js';
import { parseSeries } from '../../core/sample/series.js';
import { valueAt } from '../http/json-path.js';
import { shownPath } from './path.js';

export interface FoundValues {
  readonly measures: readonly Measure[];
  /** Of what could not be read, why. */
  readonly missing: readonly string[];
}

/** The numbers at the paths, each under the name of its series. */
export const valuesIn = (json: unknown, values: readonly JsonValue[]): FoundValues => {
  const found = values.map((value) => ({ value, measure: measureOf(json, value) }));
  return {
    measures: found.flatMap(({ measure }) => (measure === undefined ? [] : [measure])),
    missing: found.flatMap(({ measure, value }) =>
      measure === undefined ? [`there is no number at ${shownPath(value.path)}`] : [],
    ),
  };
};

const measureOf = (json: unknown, { series: text, path }: JsonValue): Measure | undefined => {
  const series = parseSeries(text);
  const value = numberOf(valueAt(json, path));
  return series === undefined || value === undefined ? undefined : { ...series, value };
};

/** A number, one that is written as a text, or a truth: 1 where it holds. */
const numberOf = (given: unknown): number | undefined => {
  if (typeof given === 'boolean') return given ? 1 : 0;
  const number =
    typeof given === 'number' ? given : typeof given === 'string' && given.trim() !== '' ? Number(given) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};
