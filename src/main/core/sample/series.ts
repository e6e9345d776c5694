import type { Labels } from '../model/labels.js';
import type { Series, SeriesId } from '../model/sample.js';

const escapeValue = (value: string): string =>
  /["\\\n]/.test(value) ? value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n') : value;

/** The labels as `a="b",c="d"`, sorted by key, so that order never makes two of one. */
export const labelsText = (labels: Labels): string =>
  Object.keys(labels)
    .sort()
    .map((key) => `${key}="${escapeValue(labels[key] as string)}"`)
    .join(',');

/** The canonical text of a series, in Prometheus's notation. */
export const seriesId = (series: Series): SeriesId => {
  const labels = labelsText(series.labels);
  return (labels === '' ? series.name : `${series.name}{${labels}}`) as SeriesId;
};

const SERIES = /^([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{(.*)\})?$/s;
const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/gy;

const unescapeValue = (text: string): string => text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));

/** Reads Prometheus's notation `name{a="b"}`; undefined where the text is no series. */
export const parseSeries = (text: string): Series | undefined => {
  const [, name, inside] = SERIES.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  const labels: Record<string, string> = {};
  const rest = (inside ?? '').trim();
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < rest.length) {
    const found = LABEL.exec(rest);
    if (found === null) return undefined;
    labels[found[1] as string] = unescapeValue(found[2] as string);
  }
  return { name, labels };
};
