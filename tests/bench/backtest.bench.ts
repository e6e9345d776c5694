import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/main/core/model/rule.js';
import type { SeriesSample } from '../../src/main/core/model/sample.js';
import type { Store } from '../../src/main/core/port/journal.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { days, type Instant, instant, minutes, seconds } from '../../src/main/core/time/instant.js';
import { backtest } from '../../src/main/engine/replay/backtest.js';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { configOf, httpTarget, NINE_O_CLOCK, silentLog, slowPage } from '../support/engine.js';
import { commitOf, temporaryFolder } from '../support/store.js';
import { machineLoad } from './process-figures.js';
import { type Measured, printTable, summarise } from './support.js';

const DAYS = 90;
const SERIES = { name: 'http_response_seconds', labels: { source: 'http', target: 'home' } };
const ID = seriesId(SERIES);
const TO = instant(NINE_O_CLOCK + days(DAYS));

/** A slow quarter of an hour every five hours, and now and then one slow reading. */
const valueAt = (minute: number): number => {
  if (minute % 300 < 15) return 4 + (minute % 7) / 10;
  return minute % 97 === 0 ? 3.5 : 0.2 + (minute % 11) / 100;
};

const fill = async (store: Store): Promise<void> => {
  for (let day = 0; day < DAYS; day += 1) {
    const samples = Array.from({ length: 1_440 }, (_, n): SeriesSample => {
      const minute = day * 1_440 + n;
      return { id: ID, series: SERIES, at: instant(NINE_O_CLOCK + minutes(minute) + 17_000), value: valueAt(minute) };
    });
    await store.journal.commit(commitOf({ samples }));
  }
  await store.history.retain({ ...configOf().retention, raw: days(DAYS + 1) }, TO);
};

const backtestOf = (store: Store, rule: Rule) => {
  const config = configOf({ rules: [rule], targets: [httpTarget('home')] });
  return backtest({
    store,
    configured: config,
    proposed: null,
    rule: rule.id,
    from: NINE_O_CLOCK as Instant,
    to: TO,
    breathe: () => null,
  });
};

const RUNS = 10;

/** Milliseconds on the wall and of processor time, which other work on the machine lengthens less; after one run to warm up. */
const times = async (run: () => Promise<unknown>): Promise<{ readonly wall: number[]; readonly processor: number[] }> => {
  await run();
  const [wall, processor]: [number[], number[]] = [[], []];
  for (let n = 0; n < RUNS; n += 1) {
    const [from, used] = [performance.now(), process.cpuUsage()];
    await run();
    wall.push(performance.now() - from);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1_000);
  }
  return { wall, processor };
};

const averaged: Rule = {
  ...slowPage,
  when: { ...slowPage.when, subject: { kind: 'metric', metric: SERIES.name, reduce: 'avg', window: minutes(15) } },
};

const unusual: Rule = {
  ...slowPage,
  for: seconds(0),
  when: { ...slowPage.when, test: { kind: 'outsideBand', side: 'above', atLeast: 3, of: 5, baseline: 'auto' } },
};

describe('a backtest', () => {
  it('of one rule over 90 days of one-minute samples', async () => {
    const { folder, remove } = temporaryFolder();
    const store = await openEmbeddedStore({
      file: join(folder, 'store.db'),
      access: 'write',
      log: silentLog,
      thread: 'inline',
    });
    await fill(store);
    const first = await backtestOf(store, slowPage);
    expect(first.evidence).toMatchObject({ samples: DAYS * 1_440, rolledUp: 0 });
    expect(first.configured?.fired).toBe((DAYS * 24) / 5);
    const runs: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['reading the samples alone', () => store.history.raw(ID, NINE_O_CLOCK, TO)],
      ['a last value, 2 min', () => backtestOf(store, slowPage)],
      ['an average of 15 min', () => backtestOf(store, averaged)],
      ['outside the usual band', () => backtestOf(store, unusual)],
    ];
    const wall: Measured[] = [];
    const processor: Measured[] = [];
    for (const [name, run] of runs) {
      const timed = await times(run);
      wall.push(summarise(name, timed.wall));
      processor.push(summarise(name, timed.processor));
    }
    printTable(`${DAYS} days of one-minute samples of one series, processor time`, processor, [
      { name: 'episodes found by the first', value: first.configured?.fired ?? 0, unit: '' },
    ]);
    printTable(`the same, wall-clock time (load of the machine: ${machineLoad()})`, wall);
    await store.stop();
    remove();
  });
});
