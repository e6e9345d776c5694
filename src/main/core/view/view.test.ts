import { describe, expect, it } from 'vitest';
import { httpTarget } from '../../../../tests/support/engine.js';
import type { ObservationSegment } from '../model/ledger.js';
import type { Reading } from '../model/reading.js';
import { beginObserving, shift } from '../observe/observation.js';
import { unread, withReading } from '../sample/target-state.js';
import { instant, minutes, observedInstant } from '../time/instant.js';
import { targetRow } from './target.js';
import { allFreshUntil, freshUntil, watchView } from './watch.js';

const NOW = instant(Date.parse('2026-01-05T12:00:30Z'));
const target = httpTarget('home');
const NOTHING = { critical: 0, warning: 0, info: 0 } as const;

const readingAt = (minutesAgo: number, up: number): Reading => {
  const at = instant(NOW - minutes(minutesAgo));
  const problems = up === 1 ? [] : [{ code: 'server-error' as const, text: 'answered 503' }];
  return {
    source: 'http',
    target: target.id,
    startedAt: at,
    at,
    outcome: { kind: 'answered', measures: [{ name: 'up', value: up }], problems, facts: { status: up === 1 ? 200 : 503 } },
  };
};

const stateAfter = (...readings: readonly Reading[]) =>
  readings.reduce((state, reading) => withReading(state, reading, observedInstant(0)), unread(target));

const rowOf = (state: ReturnType<typeof stateAfter>, segments: readonly ObservationSegment[] = [], observed = 0) =>
  targetRow(state, { now: NOW, observed: observedInstant(observed), segments, firing: NOTHING });

describe('until when things count as fresh', () => {
  it('is three intervals after the last reading, five minutes at least', () => {
    expect(rowOf(stateAfter(readingAt(1, 1))).freshUntil).toBe(NOW - minutes(1) + minutes(5));
    const seldom = withReading(unread(httpTarget('home', { every: minutes(10) })), readingAt(1, 1), observedInstant(0));
    expect(rowOf(seldom).freshUntil).toBe(NOW - minutes(1) + minutes(30));
    expect(rowOf(unread(target)).freshUntil).toBeNull();
  });

  it('is for a source as long as any of its targets, and for the watch as long as all sources', () => {
    const row = (source: string, until: number | null) =>
      ({ ...rowOf(unread(target)), source, freshUntil: until }) as ReturnType<typeof targetRow>;
    expect(freshUntil([row('http', 5), row('http', 9), row('http', null)])).toBe(9);
    expect(allFreshUntil([row('http', 5), row('http', 9), row('tls', 7), row('dns', null)])).toBe(7);
    expect(allFreshUntil([])).toBeNull();
  });
});

describe('a target row', () => {
  it('shows a letter a minute, the newest last', () => {
    const { beats, beatSeconds } = rowOf(stateAfter(readingAt(2, 1), readingAt(1, 0), readingAt(0, 1)));
    expect(beats).toHaveLength(60);
    expect(beats.slice(-4)).toBe('.udu');
    expect(beatSeconds).toBe(60);
  });

  it('keeps the worst of a minute', () => {
    expect(rowOf(stateAfter(readingAt(1, 0), readingAt(0.9, 1))).beats.at(-2)).toBe('d');
  });

  it('shows time in which the desk did not look as unobserved, never as good or bad', () => {
    const asleep = {
      scope: 'desk',
      from: instant(NOW - minutes(30)),
      to: instant(NOW - minutes(10)),
      cause: 'asleep',
    } as const;
    const { beats } = rowOf(stateAfter(readingAt(1, 1)), [asleep]);
    expect(beats.slice(-32, -8)).toMatch(/^\.x{21}\.{2}$/);
  });

  it('is unknown once its reading is older than five observed minutes, however long the desk slept', () => {
    const state = stateAfter(readingAt(480, 1));
    expect(rowOf(state, [], minutes(4)).state).toBe('up');
    expect(rowOf(state, [], minutes(6)).state).toBe('unknown');
  });

  it('says why it is down', () => {
    expect(rowOf(stateAfter(readingAt(0, 0)))).toMatchObject({ state: 'down', status: 503, problem: 'answered 503' });
  });
});

describe('the state of the watch', () => {
  const observation = beginObserving(instant(NOW - minutes(60)), observedInstant(0));
  const context = {
    now: NOW,
    bornAt: instant(NOW - minutes(60)),
    observation,
    segments: [observation.open],
    isSettling: false,
    targets: [rowOf(stateAfter(readingAt(0, 1)))],
    open: [],
    suppressions: [],
    nextEscalation: null,
  };

  it('is well when nothing fires', () => {
    expect(watchView(context)).toMatchObject({ state: 'ok', targets: { total: 1, up: 1 }, coverage: 1 });
  });

  it('is not well while a target is down, though nothing fires', () => {
    const down = { ...context, targets: [rowOf(stateAfter(readingAt(0, 0)))] };
    expect(watchView(down)).toMatchObject({ state: 'problem', firing: { critical: 0 }, targets: { down: 1 } });
  });

  it('is starting until something was read', () => {
    expect(watchView({ ...context, targets: [rowOf(unread(target))] }).state).toBe('starting');
  });

  it('is blind before it is anything else', () => {
    const offline = shift(observation, instant(NOW - minutes(5)), 'offline').observation;
    expect(watchView({ ...context, observation: offline })).toMatchObject({
      state: 'blind',
      blind: { cause: 'offline', since: NOW - minutes(5) },
    });
  });
});
