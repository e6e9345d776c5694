import { createReadStream } from 'node:fs';
import type { Rule } from '../../core/model/rule.js';
import type { Series, SeriesSample } from '../../core/model/sample.js';
import type { Store } from '../../core/port/journal.js';
import { metricsOf, wantedLabels } from '../../core/rule/group.js';
import { parseSeries, seriesId } from '../../core/sample/series.js';
import { type Duration, duration, type Instant } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';
import { linesOf } from '../score/lines.js';
import { createSeriesReader, type Row } from '../score/series-file.js';
import { UsageError } from '../terminal/terminal.js';
import { whyUnreadable } from '../trouble.js';

/** Recorded data from a file, as a store that holds nothing else. */
export interface CsvHistory {
  readonly store: Store;
  readonly first: Instant;
  readonly last: Instant;
  /** The usual gap between two samples of a series; null where there is a single one. */
  readonly every: Duration | null;
}

/**
 * Reads columns timestamp,value and perhaps series (`up{target="home"}`); without the latter, all is of the one series that the
 * rule looks at. Rejects with a `UsageError` that names file, line and what was expected.
 */
export const readCsvHistory = async (file: string, rule: Rule): Promise<CsvHistory> => {
  const samples: SeriesSample[] = [];
  const reader = createSeriesReader();
  let line = 0;
  const refuse = (at: number, message: string): never => {
    throw new UsageError(`${file}:${at}: ${message}.`);
  };
  try {
    for await (const lines of linesOf(createReadStream(file, 'utf8'))) {
      for (const text of lines) {
        line += 1;
        const read = reader.read(text);
        if (!read.ok) refuse(read.error.line, read.error.message);
        else if (read.value !== null) samples.push(sampleOf(read.value, rule, (message) => refuse(line, message)));
      }
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read: ${whyUnreadable(error)}. Expected a file with the columns timestamp,value.`);
  }
  const end = reader.end();
  if (!end.ok) refuse(end.error.line, end.error.message);
  const [first, last] = [samples[0] as SeriesSample, samples.at(-1) as SeriesSample];
  return { store: await storeOf(samples), first: first.at, last: last.at, every: usualGap(samples) };
};

const sampleOf = ({ at, value, seriesText }: Row, rule: Rule, refuse: (message: string) => never): SeriesSample => {
  const series = seriesText === null ? theSeries(rule, refuse) : parseSeries(seriesText);
  if (series === undefined) return refuse(`“${seriesText}” is no series: expected one such as up{target="home"}`);
  return { id: seriesId(series), series, at, value };
};

/** The one series that a rule of one metric looks at, as its equality matchers name it. */
const theSeries = (rule: Rule, refuse: (message: string) => never): Series => {
  const [name, other] = metricsOf(rule.when.subject);
  if (other !== undefined)
    return refuse(`the rule compares ${other} with ${name}: expected a third column, series, that tells them apart`);
  return { name: name ?? '', labels: wantedLabels({ ...rule, labels: {} }) };
};

const storeOf = async (samples: readonly SeriesSample[]): Promise<Store> => {
  const store = createMemoryStore();
  const nothing = { alerts: [], episodes: [], timeline: [], suppressions: [], deliveries: [], segments: [], audit: [] };
  await store.journal.commit({ ...nothing, samples, baselines: [], baselineHours: [], marks: {} });
  return store;
};

/** The median. */
const usualGap = (samples: readonly SeriesSample[]): Duration | null => {
  const newest = new Map<string, Instant>();
  const gaps: number[] = [];
  for (const { id, at } of samples) {
    const before = newest.get(id);
    if (before !== undefined && at > before) gaps.push(at - before);
    newest.set(id, at);
  }
  gaps.sort((a, b) => a - b);
  const median = gaps[Math.floor(gaps.length / 2)];
  return median === undefined ? null : duration(median);
};
