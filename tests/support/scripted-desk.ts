import fc from 'fast-check';
import type { Config } from '../../src/main/core/model/config.js';
import type { ChannelKind } from '../../src/main/core/model/reason.js';
import type { SeriesSample } from '../../src/main/core/model/sample.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { after, hours, type Instant, instant, minutes, seconds } from '../../src/main/core/time/instant.js';
import { act } from '../../src/main/engine/act/act.js';
import { emptyDraft } from '../../src/main/engine/draft.js';
import { lookAgain, noticeGap, stopLooking } from '../../src/main/engine/observe/observing.js';
import { openEpisodes } from '../../src/main/engine/open.js';
import { recall } from '../../src/main/engine/recall/remember.js';
import type { TraceEvent } from '../../src/main/engine/trace.js';
import { attend, tick, turn } from '../../src/main/engine/turn.js';
import type { World } from '../../src/main/engine/world.js';
import { ANA, NINE_O_CLOCK } from './engine.js';

const TICK = seconds(20);
const PAGES = ['home', 'prices', 'inquiry'] as const;

/** What a page gives: what is measured, or nothing at all. */
export type PageReading = { readonly up: number; readonly seconds: number } | null;

export type DeskStep =
  | { readonly kind: 'read'; readonly wait: number; readonly pages: readonly PageReading[] }
  | { readonly kind: 'wait'; readonly wait: number }
  | { readonly kind: 'acknowledge' | 'unacknowledge' | 'resolve' | 'reopen' | 'suppress'; readonly which: number }
  | { readonly kind: 'jump'; readonly by: number }
  | { readonly kind: 'sleep'; readonly for: number };

const reading: fc.Arbitrary<PageReading> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 9, arbitrary: fc.record({ up: fc.constantFrom(0, 1), seconds: fc.constantFrom(0.2, 2.9, 3.1, 8, Number.NaN) }) },
);

export const READ: fc.Arbitrary<DeskStep> = fc.record({
  kind: fc.constant('read'),
  wait: fc.integer({ min: 1, max: 400 }).map((n) => n * 1_000),
  pages: fc.array(reading, { minLength: PAGES.length, maxLength: PAGES.length }),
});
export const WAIT: fc.Arbitrary<DeskStep> = fc.record({
  kind: fc.constant('wait'),
  wait: fc.integer({ min: 1, max: 5_000 }).map((n) => n * 1_000),
});
const acting = <Kind extends 'acknowledge' | 'unacknowledge' | 'resolve' | 'reopen' | 'suppress'>(...kinds: Kind[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), which: fc.nat({ max: 5 }) });
export const ACKNOWLEDGE: fc.Arbitrary<DeskStep> = acting('acknowledge', 'unacknowledge');
export const HANDLE: fc.Arbitrary<DeskStep> = acting('resolve', 'reopen', 'suppress');
export const JUMP: fc.Arbitrary<DeskStep> = fc.record({
  kind: fc.constant('jump'),
  by: fc.oneof(fc.constantFrom(hours(26), -hours(26)), fc.integer({ min: -hours(26), max: hours(26) })),
});
export const SLEEP: fc.Arbitrary<DeskStep> = fc.record({
  kind: fc.constant('sleep'),
  for: fc.integer({ min: 1, max: 600 }).map((n) => minutes(n)),
});

/** Something that the engine did, and in which step. */
export interface Done {
  readonly step: number;
  readonly at: Instant;
  readonly event: TraceEvent;
}

export interface ScriptedDesk {
  readonly world: World;
  readonly done: Done[];
  now(): Instant;
  /** Has the engine look at what time alone may have moved. */
  tick(): void;
  play(step: DeskStep): void;
}

/** The engine's turn over a script, without anything that waits: no store, no sending, no timers. */
export const createScriptedDesk = (config: Config, channels: readonly ChannelKind[]): ScriptedDesk => {
  let now = NINE_O_CLOCK;
  let index = -1;
  const done: Done[] = [];
  const trace = (at: Instant, event: TraceEvent): unknown => done.push({ step: index, at, event });
  const remembered = {
    ...{ alerts: [], episodes: [], sequences: {}, suppressions: [], deliveries: [], segments: [], latest: [], baselines: [] },
    marks: {},
  };
  const world = recall({ config, remembered, now, channels, trace, every: minutes(1) });
  world.draft = emptyDraft;
  /** Time passes as at a desk, with a tick now and then. */
  const pass = (length: number): void => {
    const end = after(now, length);
    while (now < end) {
      now = instant(Math.min(end, after(now, TICK)));
      tick(world, now);
    }
  };
  const play = (step: DeskStep): void => {
    index += 1;
    switch (step.kind) {
      case 'read':
        pass(step.wait);
        turn(world, { samples: samplesOf(step.pages, now), every: minutes(1), scope: 'touched', read: 'all' }, now);
        return;
      case 'wait':
        pass(step.wait);
        return;
      case 'jump':
        now = after(now, step.by);
        noticeGap(world, after(now, -step.by), now);
        return;
      case 'sleep':
        stopLooking(world, now, 'asleep', now);
        now = after(now, step.for);
        lookAgain(world, now);
        return;
      default:
        handle(world, step, now);
        attend(world, now);
    }
  };
  return { world, done, now: () => now, tick: () => tick(world, now), play };
};

const samplesOf = (pages: readonly PageReading[], at: Instant): readonly SeriesSample[] =>
  PAGES.flatMap((page, n) => {
    const given = pages[n];
    if (given == null) return [];
    const labels = { page };
    return [
      { name: 'up', labels, value: given.up },
      { name: 'http_response_seconds', labels, value: given.seconds },
    ].map(({ value, ...series }) => ({ id: seriesId(series), series, at, value }));
  });

const handle = (world: World, { kind, which }: Extract<DeskStep, { readonly which: number }>, now: Instant): void => {
  const open = kind === 'reopen' ? [...world.episodes.values()].filter((one) => one.resolution !== null) : openEpisodes(world);
  const episode = open[which % Math.max(1, open.length)];
  if (episode === undefined) return;
  const alert = episode.id;
  if (kind === 'acknowledge') act(world, { kind, alert, note: '', end: { kind: 'resolved' } }, ANA, now);
  else if (kind === 'resolve') act(world, { kind, alert, reason: 'done', judged: null }, ANA, now);
  else if (kind === 'suppress') act(world, { kind, alert, for: hours(1), why: 'known' }, ANA, now);
  else act(world, { kind, alert }, ANA, now);
};
