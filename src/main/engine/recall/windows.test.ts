import { afterEach, describe, expect, it } from 'vitest';
import { createRig, httpTarget, NINE_O_CLOCK, pass, type Rig, siteDown } from '../../../../tests/support/engine.js';
import { ruleOver } from '../../../../tests/support/rules.js';
import { commitOf, samplesOf } from '../../../../tests/support/store.js';
import type { Rule, Subject } from '../../core/model/rule.js';
import { targetLabels } from '../../core/sample/ingest.js';
import { seriesId } from '../../core/sample/series.js';
import { days, hours, instant, minutes, seconds } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';

const KEEP = {
  raw: days(2),
  minute: days(90),
  fiveMinutes: days(180),
  hour: days(365),
  alerts: days(90),
  audit: days(365),
  logs: days(30),
  recording: days(90),
};

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.engine.stop();
});

const over20Days = (
  reduce: (Subject & { kind: 'metric' })['reduce'],
  threshold: number,
  metric = 'http_response_seconds',
): Rule =>
  ruleOver({ kind: 'above', threshold }, { metric, reduce, window: days(20) }, { id: `${reduce}-${threshold}` as Rule['id'] });

/** A desk that starts on a history of 20 days of which only two are kept sample by sample: slow at first, then quick. */
const rigOver = async (
  rules: readonly Rule[],
  value: (i: number) => number,
  name = 'http_response_seconds',
  keep = KEEP,
): Promise<Rig> => {
  const store = createMemoryStore();
  const series = { name, labels: targetLabels(httpTarget('home')) };
  const begin = instant(NINE_O_CLOCK - days(20) + minutes(10));
  const samples = samplesOf(series, begin, minutes(10), 20 * 144 - 1, value);
  const marks = { aliveAt: NINE_O_CLOCK, observed: days(20), bornAt: begin };
  await store.journal.commit(commitOf({ samples, marks }));
  await store.history.retain(keep, NINE_O_CLOCK);
  expect(await store.history.raw(seriesId(series), begin, instant(NINE_O_CLOCK - days(3)))).toEqual([]);
  const rig = await createRig({ store, config: { rules, retention: keep } });
  rigs.push(rig);
  await pass(rig, seconds(61));
  return rig;
};

const valueIn = (rig: Rig, rule: string): number | null => rig.alerts().find((row) => row.rule === rule)?.value ?? null;

describe('a window that is longer than samples are kept', () => {
  it('holds after a start what the older hours were rolled up to', async () => {
    const rig = await rigOver(
      [over20Days('avg', 1), over20Days('max', 1), over20Days('count', 1), over20Days('p50', 1), over20Days('p99', 1)],
      (i) => (i < 18 * 144 ? 4 : 0.2),
    );
    // Eighteen days at 4 s and two at 0.2 s.
    expect(valueIn(rig, 'avg-1')).toBeCloseTo(3.62, 1);
    expect(valueIn(rig, 'max-1')).toBe(4);
    expect(valueIn(rig, 'count-1')).toBeGreaterThan(2_860);
    expect(valueIn(rig, 'p50-1')).toBeCloseTo(4, 1);
    expect(valueIn(rig, 'p99-1')).toBeCloseTo(4, 1);
  });

  it('lets the old hours go as time goes on', async () => {
    const rig = await rigOver([over20Days('max', 1)], (i) => (i < 12 ? 4 : 0.2));
    expect(valueIn(rig, 'max-1')).toBe(4);
    await pass(rig, hours(3));
    expect(valueIn(rig, 'max-1')).toBe(0.2);
  });

  it('of a counter rises on from the old hours into the samples', async () => {
    const rises = over20Days('increase', 1, 'http_redirects_total');
    const rig = await rigOver([rises, siteDown], (i) => i * 2, 'http_redirects_total');
    await pass(rig, minutes(1));
    expect(valueIn(rig, 'increase-1')).toBe(2 * (20 * 144 - 2));
  });

  it('knows which of the old hours were slow, for an objective of latency', async () => {
    const objective = { id: 'latency', kind: 'latency', target: 0.99, slowerThan: 2 } as const;
    const burns = ruleOver(
      { kind: 'burnRate', objective },
      { metric: 'http_response_seconds' },
      { id: 'latency-burns' as Rule['id'], severity: 'warning' },
    );
    // Of the three days that it looks at, only the last two hours are kept sample by sample.
    const keep = { ...KEEP, raw: hours(2) };
    const rig = await rigOver([burns], (i) => (i < 20 * 144 - 13 ? 4 : 0.2), 'http_response_seconds', keep);
    // All but the last two hours were slow, where one reading in a hundred may be.
    expect(valueIn(rig, 'latency-burns')).toBeGreaterThan(95);
  });
});

describe('a window over a counter that was silent for hours', () => {
  it('begins after a start at the count before it, however long ago that was', async () => {
    const store = createMemoryStore();
    const series = { name: 'http_redirects_total', labels: targetLabels(httpTarget('home')) };
    const samples = [
      ...samplesOf(series, instant(NINE_O_CLOCK - hours(9)), minutes(1), 1, () => 100),
      ...samplesOf(series, instant(NINE_O_CLOCK - minutes(2)), minutes(1), 2, (i) => 130 + i),
    ];
    const marks = { aliveAt: NINE_O_CLOCK, observed: hours(9), bornAt: NINE_O_CLOCK - hours(9) };
    await store.journal.commit(commitOf({ samples, marks }));
    const subject = { metric: series.name, reduce: 'increase', window: minutes(10) } as const;
    const rises = ruleOver({ kind: 'above', threshold: 20 }, subject, { id: 'rises' as Rule['id'] });
    const rig = await createRig({ store, config: { rules: [rises] } });
    rigs.push(rig);
    await pass(rig, seconds(20));
    expect(valueIn(rig, 'rises')).toBe(31);
  });
});
