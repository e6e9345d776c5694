import { setImmediate } from 'node:timers/promises';
import type { AuditVerdict } from '../../core/model/audit.js';
import type { Retention } from '../../core/model/config.js';
import type { HistoryRange } from '../../core/model/history.js';
import type { Sample, SeriesId, SeriesSample } from '../../core/model/sample.js';
import type { RangeQuery } from '../../core/port/history.js';
import type { Journal, Store } from '../../core/port/journal.js';
import { type Instant, instant } from '../../core/time/instant.js';
import type { Walk } from '../audit/chain.js';
import { checkCommit } from '../check.js';
import { rangeOf } from '../range/answer.js';
import type { Operations } from './operations.js';
import { createPacker } from './packed.js';
import { unpacked } from './range.js';
import { RETAIN_START, type RetainPlace } from './retain.js';

/** Runs one operation, here or in another thread; calls are answered in the order in which they are made. */
export type Run = <Name extends keyof Operations>(
  name: Name,
  ...input: Parameters<Operations[Name]>
) => Promise<ReturnType<Operations[Name]>>;

/** The store over its operations. Long work goes in stretches, so that commits get in between. */
export const storeOver = (run: Run, stop: () => Promise<void>): Store => ({
  journal: journalOver(run, createPacker()),
  history: {
    range: (query) => range(run, query),
    raw: async (series, from, to) => fromPairs(await run('raw', series, from, to)),
    list: (selector) => run('list', selector),
    quantile: (series, from, to, q) => run('quantile', series, from, to, q),
    hourly: (series, from, to) => run('hourly', series, from, to),
    count: (query) => run('count', query),
    tally: (query) => run('tally', query),
    figures: () => run('figures'),
    retain: (keep, now) => retain(run, keep, now),
  },
  stop,
});

const journalOver = (run: Run, pack: Pack): Journal => ({
  remembered: async (resolvedSince, seriesSince = resolvedSince) => {
    const { latest, ...remembered } = await run('remembered', resolvedSince, seriesSince);
    return { ...remembered, latest: JSON.parse(latest) as readonly SeriesSample[] };
  },
  commit: async (commit) => {
    checkCommit(commit);
    await run('commit', pack(commit));
  },
  episodes: (query) => run('episodes', query),
  episode: (id) => run('episode', id),
  timeline: (id) => run('timeline', id),
  deliveries: (query) => run('deliveries', query),
  segments: (from, to) => run('segments', from, to),
  suppressionsAt: (at) => run('suppressionsAt', at),
  suppressions: (from, to) => run('suppressions', from, to),
  baselineHours: (series, from, to) => run('baselineHours', series, from, to),
  audit: (query) => run('audit', query),
  auditOf: (request) => run('auditOf', request),
  verifyAudit: () => verify(run),
});

/** So many series are asked for at once; of dense ones the thread answers fewer, so that commits get in between. */
const AT_ONCE = 250;

const range = async (run: Run, query: RangeQuery): Promise<readonly HistoryRange[]> => {
  const ranges: HistoryRange[] = [];
  while (ranges.length < query.series.length) {
    const series = query.series.slice(ranges.length, ranges.length + AT_ONCE);
    const drawn = unpacked(await run('rangeSlice', { ...query, series }));
    ranges.push(...drawn.map((each, i) => rangeOf(series[i] as SeriesId, each)));
  }
  return ranges;
};

type Pack = ReturnType<typeof createPacker>;

const fromPairs = (pairs: Float64Array): readonly Sample[] =>
  Array.from({ length: pairs.length / 2 }, (_, i) => ({
    at: instant(pairs[2 * i] as number),
    value: pairs[2 * i + 1] as number,
  }));

const verify = async (run: Run): Promise<AuditVerdict> => {
  let walk: Walk | null = null;
  for (;;) {
    const walked: Walk | AuditVerdict = await run('verifyStretch', walk);
    if ('kind' in walked) return walked;
    walk = walked;
    await setImmediate();
  }
};

const retain = async (run: Run, keep: Retention, now: Instant): Promise<{ deleted: number; sealed: number }> => {
  const total = { deleted: 0, sealed: 0 };
  let place: RetainPlace | null = RETAIN_START;
  while (place !== null) {
    const { deleted, sealed, next }: ReturnType<Operations['retainSlice']> = await run('retainSlice', keep, now, place);
    total.deleted += deleted;
    total.sealed += sealed;
    place = next;
    await setImmediate();
  }
  return total;
};
