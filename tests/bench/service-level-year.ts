import { readFileSync } from 'node:fs';
import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Matcher } from '../../src/main/core/model/rule.js';
import type { ServiceLevelReport } from '../../src/main/core/model/service-level.js';
import type { Objective } from '../../src/main/core/model/slo.js';
import type { Store } from '../../src/main/core/port/journal.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { measuresOf } from '../../src/main/core/slo/measures.js';
import { days, hours, instant } from '../../src/main/core/time/instant.js';
import { createCountedHours } from '../../src/main/engine/objective/counted-hours.js';
import { createKeptCounts } from '../../src/main/engine/objective/kept-counts.js';
import { recall } from '../../src/main/engine/recall/remember.js';
import { createServiceLevels } from '../../src/main/engine/report/service-level.js';
import { noTrace } from '../../src/main/engine/trace.js';
import { encodeRollup } from '../../src/main/store/codec/rollup.js';
import { bucketsOf } from '../../src/main/store/range/bucket.js';
import type { PortableSeries, PortableTarget } from '../../src/main/store/transfer/portable.js';
import { configOf } from '../support/engine.js';
import { createFakeClock } from '../support/fake-clock.js';
import { commitOf, samplesOf, seriesNamed } from '../support/store.js';

/** The moment of the report: three quarters of an hour into the first day of a year. */
const NOW = instant(Date.UTC(2026, 0, 1, 0, 45));
const FROM = instant(Date.UTC(2025, 0, 1));
const MINUTE = 60_000;

const upOf = (id: string, match: readonly Matcher[]): Objective => ({
  ...{ id, kind: 'availability', target: 0.999, over: days(30), sources: ['http'], hasSource: true },
  measures: measuresOf({ kind: 'availability', match, underSeconds: 2, leastScore: 90 }),
});

/** Three promises, of all targets, of all but one, and of half of them: none may use what was counted for another. */
const PROMISES: readonly Objective[] = [
  upOf('all', []),
  upOf('all-but-one', [{ label: 'target', operator: '!=', value: 'page-7' }]),
  upOf('every-other', [{ label: 'target', operator: '=~', value: 'page-.*[02468]' }]),
];

const nameOf = (target: number) => seriesNamed('up', `page-${target}`);

/** An hour's rollup of readings every minute of which so many failed. */
const bodyOf = (bad: number): Uint8Array => {
  const samples = samplesOf(nameOf(0), FROM, MINUTE, 60, (n) => (n < bad ? 0 : 1));
  return encodeRollup(FROM, hours(1), bucketsOf(samples, hours(1), 'sketched'));
};

/** A year of hours of so many targets, each with a bad hour every four days, as it is rolled up. */
export const fillYear = async (target: PortableTarget, targets: number): Promise<void> => {
  const [fine, poor] = [bodyOf(0), bodyOf(12)];
  for (let index = 0; index < targets; index += 1) {
    const series = nameOf(index);
    const portable: PortableSeries = {
      ...{ id: seriesId(series), name: series.name, labels: JSON.stringify(series.labels) },
      ...{ lastAt: NOW - 45 * MINUTE - MINUTE, lastValue: 1 },
    };
    const rollups = Array.from({ length: 365 * 24 }, (_, n) => ({
      level: 'hour' as const,
      hour: FROM + n * hours(1),
      body: (n + index) % 97 === 0 ? poor : fine,
    }));
    await target.write(portable, { hours: [], rollups });
  }
  await target.finish();
};

/** The hour under way, as a desk has written it: minute by minute, not sealed. */
export const writeToday = async ({ journal }: Store, targets: number): Promise<void> => {
  for (let minute = 0; minute < 45; minute += 1)
    await journal.commit(
      commitOf({
        samples: Array.from({ length: targets }, (_, index) =>
          samplesOf(nameOf(index), NOW - (45 - minute) * MINUTE, MINUTE, 1, () => 1),
        ).flat(),
      }),
    );
};

/** What a desk that has just started reads a year with; `keep` counts what is not kept yet. */
export const deskOn = async (store: Store) => {
  const remembered = await store.journal.remembered(NOW, NOW);
  const config = configOf({ objectives: PROMISES, retention: { ...configOf().retention, hour: days(400) } });
  const world = recall({ config, remembered: { ...remembered, latest: [] }, now: NOW, channels: [], trace: noTrace });
  const clock = { ...createFakeClock(NOW), monotonic: () => performance.now() };
  const kept = createKeptCounts(remembered.marks);
  const calls: number[] = [];
  const timed = async <Value>(work: Promise<Value>): Promise<Value> => {
    const begun = performance.now();
    const value = await work;
    calls.push(performance.now() - begun);
    return value;
  };
  const history: Store['history'] = { ...store.history, tally: (query) => timed(store.history.tally(query)) };
  const counted = createCountedHours({ clock, history, kept });
  const read = createServiceLevels({ world, clock, journal: store.journal, counted });
  return {
    calls,
    markBytes: JSON.stringify(remembered.marks).length,
    read: async (): Promise<ServiceLevelReport> => {
      const answer = await read({ over: 'year', ends: '2025-12' }, 'Ann');
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    },
    readToNow: async () => read({ over: 'year', ends: null }, 'Ann'),
    keep: async (): Promise<void> => {
      await counted.fill(
        PROMISES.flatMap(({ measures }) => measures),
        FROM,
        NOW,
        async () => true,
      );
      const marks = new Map<string, unknown>();
      kept.save(marks);
      await store.journal.commit(commitOf({ marks: Object.fromEntries(marks) }));
    },
  };
};

/** The longest of the stretches in which this thread did nothing else, in milliseconds. */
export interface Slices {
  /** By the clock: on a machine that others use as well a stretch may have waited for a core. */
  readonly longest: number;
  /** Processor time of this thread, which it does not follow (Linux; else NaN). */
  readonly longestSpent: number;
  /** The longest pause for the collection of garbage. */
  readonly longestCollection: number;
}

/** Watches this thread while it works. */
export const watchSlices = async (work: () => Promise<unknown>): Promise<Slices> => {
  let [longest, longestSpent, longestCollection, isOver] = [0, 0, 0, false];
  const collections = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestCollection = Math.max(longestCollection, duration);
  });
  collections.observe({ entryTypes: ['gc'] });
  let [last, lastSpent] = [performance.now(), threadTime()];
  const watch = async (): Promise<void> => {
    while (!isOver) {
      await wait(0);
      const [now, spent] = [performance.now(), threadTime()];
      longest = Math.max(longest, now - last);
      longestSpent = Math.max(longestSpent, spent - lastSpent);
      [last, lastSpent] = [now, spent];
    }
  };
  const watching = watch();
  await work();
  isOver = true;
  await watching;
  collections.disconnect();
  return { longest, longestSpent, longestCollection };
};

/** Milliseconds for which the processor has run this thread. */
const threadTime = (): number => {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
};
