import { describe, expect, it } from 'vitest';
import type { ObservationSegment } from '../model/ledger.js';
import type { EventStretch, Measure, Objective } from '../model/slo.js';
import { sayPromiseChanges } from '../slo/promise-changes.js';
import { days, hours, type Instant, instant, minutes, after as moved } from '../time/instant.js';
import { monthsOf } from './months.js';
import { type PromiseEvidence, recordOf } from './service-level.js';

const at = (text: string): Instant => instant(Date.parse(text));
const measure = (metric: string): Measure => ({
  kind: 'readings',
  metric,
  match: [],
  good: { side: 'atLeast', limit: 1 },
});
const UPTIME: Objective = {
  id: 'uptime',
  kind: 'availability',
  target: 0.999,
  over: days(30),
  measures: [measure('up')],
  sources: ['http'],
  hasSource: true,
};

const looked = (from: Instant, to: Instant | null): ObservationSegment => ({ scope: 'desk', from, to, cause: 'observed' });

/** Sixty readings an hour within `[from, to)`, of which `bad` says how many failed. */
const hourly = (from: Instant, to: Instant, bad: (at: Instant) => number = () => 0): readonly EventStretch[] =>
  Array.from({ length: Math.ceil((to - from) / hours(1)) }, (_, index) => {
    const start = moved(from, hours(index));
    return { start, valid: 60, good: 60 - bad(start) };
  });

const YEAR = at('2025-01-01T00:00:00Z');
const END = at('2026-01-01T00:00:00Z');

const of = (stretches: readonly EventStretch[], changes: Partial<PromiseEvidence> = {}, objective = UPTIME) => {
  const months = monthsOf({ over: 'year', ends: '2025-12' }, 'Europe/London', END);
  if (!months.ok) throw new Error(months.error.message);
  return recordOf(objective, {
    months: months.value,
    to: END,
    counted: objective.measures.map((one) => ({ measure: one, stretches })),
    segments: [looked(YEAR, null)],
    maintenance: [],
    ...changes,
  });
};

describe('how a promise was kept over a year', () => {
  it('says share, minutes missed and budget used, in all and of the month in which it happened', () => {
    const outage = at('2025-06-10T12:00:00Z');
    const { total, months } = of(hourly(YEAR, END, (hour) => (hour === outage ? 60 : 0)));
    expect(total).toMatchObject({ valid: 525_600, good: 525_540, verdict: 'met', observed: 1, missed: hours(1) });
    expect(total.budgetUsed).toBeCloseTo(1 / 8.76, 6);
    const june = months.find(({ month }) => month === '2025-06');
    expect(june).toMatchObject({ verdict: 'missed', valid: 43_200, missed: hours(1) });
    expect(june?.budgetUsed).toBeCloseTo(60 / 43.2, 6);
    expect(months.filter(({ verdict }) => verdict === 'met')).toHaveLength(11);
  });

  it('counts each hour in one month, also in those of 23 and 25 hours a day', () => {
    const { total, months } = of(hourly(YEAR, END));
    expect(months.reduce((sum, { valid }) => sum + valid, 0)).toBe(total.valid);
    expect(months.find(({ month }) => month === '2025-03')?.valid).toBe((31 * 24 - 1) * 60);
    expect(months.find(({ month }) => month === '2025-10')?.valid).toBe((31 * 24 + 1) * 60);
  });

  it('calls time that nobody observed neither kept nor missed', () => {
    const begun = at('2025-09-01T00:00:00Z');
    const { total, months } = of(hourly(begun, END), { segments: [looked(begun, null)] });
    expect(months[0]).toMatchObject({ verdict: 'unobserved', ratio: null, observed: 0, missed: null, budgetUsed: null });
    expect(total.observed).toBeCloseTo(122 / 365, 3);
    expect(total.ratio).toBe(1);
  });

  it('takes what a failing source hid out of the time that was observed', () => {
    const hidden = { scope: 'source:http', from: YEAR, to: moved(YEAR, days(73)), cause: 'source-failing' as const };
    const { total } = of(hourly(YEAR, END), { segments: [looked(YEAR, null), hidden] });
    expect(total.observed).toBeCloseTo(0.8, 6);
  });

  it('has nothing to say without a reading', () => {
    const { total, months } = of([], { segments: [] });
    expect(total).toMatchObject({ verdict: 'unobserved', ratio: null, valid: 0, observed: 0 });
    expect(months).toHaveLength(12);
  });

  it('was not observed where nothing gives what it counts', () => {
    expect(of([], {}, { ...UPTIME, hasSource: false }).total).toMatchObject({ verdict: 'unobserved', observed: 0 });
  });

  it('ends with now where the year is not over', () => {
    const to = at('2025-03-15T12:00:00Z');
    const { total, months } = of(hourly(YEAR, END), { to });
    expect(months.map(({ month }) => month)).toEqual(['2025-01', '2025-02', '2025-03']);
    expect(total).toMatchObject({ valid: 73.5 * 24 * 60, observed: 1 });
  });

  it('tells what is left beside the hours of maintenance', () => {
    const start = at('2025-05-04T02:00:00Z');
    const stretches = hourly(YEAR, END, (hour) => (hour === start ? 60 : 0));
    const { besideMaintenance } = of(stretches, { maintenance: [{ from: start, to: moved(start, minutes(30)) }] });
    expect(besideMaintenance).toEqual({ valid: 525_540, good: 525_540 });
  });

  it('goes by the measure that was kept worst', () => {
    const objective = { ...UPTIME, measures: [measure('lcp_seconds'), measure('cls')] };
    const [fine, poor] = [hourly(YEAR, END), hourly(YEAR, END, () => 6)];
    const counted = [
      { measure: measure('lcp_seconds'), stretches: fine },
      { measure: measure('cls'), stretches: poor },
    ];
    expect(of([], { counted }, objective).total).toMatchObject({ ratio: 0.9, verdict: 'missed' });
  });
});

describe('what became of the promises', () => {
  it('is said of those alone that changed', () => {
    const later = { ...UPTIME, target: 0.995 };
    const other = { ...UPTIME, id: 'other' };
    expect(sayPromiseChanges([UPTIME, other], [later, other])).toBe('uptime: 99.9 % over 30d → 99.5 % over 30d');
    expect(sayPromiseChanges([UPTIME], [{ ...UPTIME, sources: ['page'] }])).toBe('');
    expect(sayPromiseChanges([], [other])).toBe('other: none → 99.9 % over 30d');
    expect(sayPromiseChanges([other], [])).toBe('other: 99.9 % over 30d → removed');
  });
});
