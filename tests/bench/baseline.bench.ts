import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, it } from 'vitest';
import { expectation } from '../../src/main/core/baseline/expectation.js';
import { bornBaseline, learn } from '../../src/main/core/baseline/state.js';
import type { BaselineState } from '../../src/main/core/model/baseline.js';
import { days, instant, minutes } from '../../src/main/core/time/instant.js';
import { saved } from '../../src/main/store/saved-baseline.js';
import { FAULTS, falseAlerts, isFound, learntSeries } from '../support/band-trial.js';
import { type Figure, measure, printTable } from './support.js';

const SERIES = 50;
const FAULTS_EACH = 20;
const KINDS = Object.keys(FAULTS) as (keyof typeof FAULTS)[];

/** Faults at places spread over the week, each in a copy of what was learnt. */
const foundOf = (seed: number, found: Map<string, number>, before: number): void => {
  const watched = learntSeries(seed, before);
  for (let k = 0; k < FAULTS_EACH; k += 1) {
    const begin = instant(watched.now + days(7) * ((k * 0.0497 + seed * 0.013) % 1));
    for (const kind of KINDS) if (isFound(watched, kind, begin)) found.set(kind, (found.get(kind) ?? 0) + 1);
  }
};

const alertsOf = (before: number): readonly number[] =>
  Array.from({ length: SERIES }, (_, seed) => falseAlerts(learntSeries(seed, before), 30));

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const figure = (name: string, value: number, unit: string): Figure => ({ name, value, unit });

/** Method: tests/support/noise.ts says what the series are like, tests/support/band-trial.ts how they are judged. */
const quality = (): readonly Figure[] => {
  const found = new Map<string, number>();
  for (let seed = 0; seed < SERIES; seed += 1) foundOf(seed, found, 35);
  const [steady, cold] = [alertsOf(35), alertsOf(0)];
  return [
    figure('false alerts, five weeks watched', total(steady) / SERIES, `per series and 30 days (worst ${Math.max(...steady)})`),
    figure('false alerts, nothing learnt', total(cold) / SERIES, `per series and 30 days (worst ${Math.max(...cold)})`),
    ...KINDS.map((kind) =>
      figure(`${kind} of 4 deviations`, ((found.get(kind) ?? 0) / (SERIES * FAULTS_EACH)) * 100, '% found within 10 points'),
    ),
  ];
};

const BATCH = 10_000;

const learnBatch = (state: BaselineState, from: number): BaselineState => {
  let known = state;
  for (let i = 0; i < BATCH; i += 1) known = learn(known, instant((from + i) * minutes(1)), 1 + (i % 7) / 10).state;
  return known;
};

/** A full collection. Without one what cloning leaves behind would count as well, five times as much as a state. */
const collect = (): void => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
};

/** Bytes that one state holds, on the heap and in arrays beside it: of many, after a full collection. */
const heapOf = (make: () => BaselineState): number => {
  const states: BaselineState[] = [make()];
  const used = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  collect();
  const before = used();
  for (let i = 0; i < 4_000; i += 1) states.push(make());
  collect();
  return (used() - before) / (states.length - 1);
};

describe('baseline', () => {
  it('cost', async () => {
    let [plain, seasonal] = [bornBaseline('lcp_seconds', 'none'), bornBaseline('lcp_seconds', 'weekly')];
    let place = 0;
    const times = [
      await measure(`learn ${BATCH} samples, moving average`, () => {
        place += BATCH;
        plain = learnBatch(plain, place);
      }),
      await measure(`learn ${BATCH} samples, with the season`, () => {
        place += BATCH;
        seasonal = learnBatch(seasonal, place);
      }),
      await measure('1 000 expectations in one hour', () => {
        for (let i = 0; i < 1_000; i += 1)
          expectation(seasonal, instant((place + BATCH) * minutes(1)), 'auto', 'Europe/London');
      }),
      await measure('60 expectations, each in another hour', () => {
        for (let i = 0; i < 60; i += 1)
          expectation(seasonal, instant((place + BATCH + i * 60) * minutes(1)), 'auto', 'Europe/London');
      }),
    ];
    const copy = (state: BaselineState) => (): BaselineState => structuredClone(state);
    printTable('Baselines: cost', times, [
      figure('saved, moving average', JSON.stringify(saved(plain)).length, 'bytes'),
      figure('saved, four weeks of season', JSON.stringify(saved(seasonal)).length, 'bytes'),
      figure('in memory, moving average', heapOf(copy(plain)), 'bytes'),
      figure('in memory, four weeks of season', heapOf(copy(seasonal)), 'bytes'),
    ]);
  });

  it('quality of the seasonal band, outsideBand 3 of 5', () => printTable('Baselines: quality', [], quality()), 900_000);
});
