import { describe, it } from 'vitest';
import type { Reducer, Rule, RuleId, Subject } from '../../src/main/core/model/rule.js';
import type { SeriesSample } from '../../src/main/core/model/sample.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { type Duration, days, hours, type Instant, minutes } from '../../src/main/core/time/instant.js';
import { emptyDraft } from '../../src/main/engine/draft.js';
import { recall } from '../../src/main/engine/recall/remember.js';
import { noTrace } from '../../src/main/engine/trace.js';
import { turn } from '../../src/main/engine/turn.js';
import type { World } from '../../src/main/engine/world.js';
import { createMemoryStore } from '../../src/main/store/memory/memory-store.js';
import { configOf, NINE_O_CLOCK, siteDown } from '../support/engine.js';
import { type Measured, measure, printTable, summarise } from './support.js';

const COUNT = 10_000;

const worldOf = async (rules: readonly Rule[], channels: readonly 'desktop'[] = ['desktop']): Promise<World> => {
  const store = createMemoryStore();
  const remembered = await store.journal.remembered(NINE_O_CLOCK);
  const config = configOf({ targets: [], rules });
  const world = recall({ config, remembered, now: NINE_O_CLOCK, channels, trace: noTrace });
  freshDraft(world);
  return world;
};

/** As after a commit: what was written down lies behind. */
const freshDraft = (world: World): void => {
  const draft = emptyDraft();
  world.draft = () => draft;
};

const pageRule = (page: number): Rule => ({
  ...siteDown,
  id: `slow-${page}` as RuleId,
  when: {
    ...siteDown.when,
    subject: { kind: 'metric', metric: 'http_response_seconds', reduce: 'last', window: null },
    match: [{ label: 'page', operator: '=', value: `p${page}` }],
    test: { kind: 'above', threshold: 3 },
  },
});

const samplesAt = (at: number, value: number, count = COUNT): readonly SeriesSample[] =>
  Array.from({ length: count }, (_, page) => {
    const series = { name: 'http_response_seconds', labels: { page: `p${page}` } };
    return { id: seriesId(series), series, at: at as Instant, value };
  });

/** Milliseconds of processor time, which other work on the machine does not lengthen. */
const run = (world: World, samples: readonly SeriesSample[], at: number, scope: 'all' | 'touched' = 'all'): number => {
  freshDraft(world);
  const start = process.cpuUsage();
  turn(world, { samples, every: minutes(1), scope, read: 'all' }, at as Instant);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
};

describe('rules', () => {
  it('judges ten thousand', async () => {
    const world = await worldOf(Array.from({ length: COUNT }, (_, page) => pageRule(page)));
    const born = run(world, samplesAt(NINE_O_CLOCK, 1), NINE_O_CLOCK);
    let at: number = NINE_O_CLOCK;
    const quiet: number[] = [];
    for (let index = 0; index < 40; index += 1) {
      at += minutes(1);
      const samples = samplesAt(at, 1);
      const took = run(world, samples, at);
      if (index >= 10) quiet.push(took);
    }
    printTable('10,000 threshold rules over 10,000 series, one turn, processor time', [
      summarise('all are judged, none fires', quiet),
      summarise('the very first turn: series found and tied to their rules', [born]),
    ]);
  });

  it.each([
    ['nobody to tell', [], 10],
    ['planning for the desktop included', ['desktop'], 3],
  ] as const)('fires ten thousand at once, %s', async (name, channels, n) => {
    const firing: number[] = [];
    for (let index = 0; index < n + 1; index += 1) {
      const fresh = await worldOf(
        Array.from({ length: COUNT }, (_, page) => pageRule(page)),
        channels,
      );
      run(fresh, samplesAt(NINE_O_CLOCK, 1), NINE_O_CLOCK);
      const later = NINE_O_CLOCK + minutes(1);
      const took = run(fresh, samplesAt(later, 4), later);
      if (index > 0) firing.push(took);
    }
    printTable('10,000 rules that all fire for the first time in one turn, processor time', [summarise(name, firing)]);
  });

  it('takes in one sample, however far its rule looks back', async () => {
    const times: Measured[] = [];
    for (const [name, subject] of SUBJECTS) {
      for (const window of [hours(1), days(1), days(30)]) times.push(await costOf(name, subject(window), window));
    }
    printTable('a turn with one sample of one series (batches of 100)', times);
  });
});

const metric =
  (reduce: Reducer, name = 'http_response_seconds') =>
  (window: Duration): Subject => ({
    kind: 'metric',
    metric: name,
    reduce,
    window,
  });

const SUBJECTS: readonly (readonly [string, (window: Duration) => Subject])[] = [
  ['avg', metric('avg')],
  ['max', metric('max')],
  ['p95', metric('p95')],
  ['increase', metric('increase', 'errors_total')],
  ['ratio', (window) => ({ kind: 'ratio', bad: 'bad_total', total: 'errors_total', window, stretchTo: window, minCount: 20 })],
];

/** A series of one sample a minute for as long as its window, then the cost of each further one, of which some come late. */
const costOf = async (name: string, subject: Subject, window: Duration): Promise<Measured> => {
  const rule: Rule = { ...siteDown, when: { ...siteDown.when, subject, test: { kind: 'above', threshold: 1e9 } } };
  const world = await worldOf([rule]);
  const metricName = subject.kind === 'ratio' ? subject.total : subject.metric;
  const series = { name: metricName, labels: { page: 'home' } };
  const id = seriesId(series);
  let at: number = NINE_O_CLOCK;
  const next = (late = 0): readonly SeriesSample[] => {
    at += minutes(1);
    return [{ id, series, at: (at - late) as Instant, value: Math.round(at / minutes(1)) % 977 }];
  };
  for (let index = 0; index < window / minutes(1); index += 1) {
    if (index % 1_000 === 0) freshDraft(world);
    turn(world, { samples: next(), every: minutes(1), scope: 'touched', read: null }, at as Instant);
  }
  return measure(
    `${name} over ${window / hours(1)} h`,
    () => {
      freshDraft(world);
      for (let index = 0; index < 100; index += 1)
        turn(
          world,
          { samples: next(index % 10 === 9 ? minutes(5) : 0), every: minutes(1), scope: 'touched', read: null },
          at as Instant,
        );
    },
    { n: 40, warmUp: 20 },
  );
};
