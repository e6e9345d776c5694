import type { AlertRow } from '../../src/main/core/model/alert-view.js';
import type { ObservationSegment } from '../../src/main/core/model/ledger.js';
import { ok, type Refusal, type Result } from '../../src/main/core/model/result.js';
import type { ServiceLevelQuestion, ServiceLevelReport } from '../../src/main/core/model/service-level.js';
import type { EventStretch, Events, Objective, ObjectiveKind } from '../../src/main/core/model/slo.js';
import { monthsOf } from '../../src/main/core/report/months.js';
import { recordOf } from '../../src/main/core/report/service-level.js';
import { after, days, hours, type Instant, instant } from '../../src/main/core/time/instant.js';

const HOUR = hours(1);

/** What one hour holds: its number since the epoch, how long ago it was, and which of several measures is asked. */
type Hourly = (hour: number, ago: number, part: number) => Events;

const isWithin = (ago: number, from: number, length: number): boolean => ago > from && ago < from + length;

/** How each kind of promise is kept: differently, so that no column of a picture repeats another. */
const KEPT: Readonly<Record<ObjectiveKind, Hourly>> = {
  // A bad half hour every 17 days, and one bad afternoon in the sixth month back.
  availability: (hour, ago) => ({ valid: 60, good: hour % (17 * 24) === 5 || isWithin(ago, days(170), hours(5)) ? 30 : 60 }),
  // Slow in the evening, and all day long in a week of the third month back.
  latency: (hour, ago) => {
    const isEvening = hour % 24 >= 19 && hour % 24 < 22;
    return { valid: 60, good: 60 - (isEvening ? 2 + (hour % 3) : 0) - (isWithin(ago, days(75), days(7)) ? 3 : 0) };
  },
  // Few views at night; failures come with a release every fortnight.
  errors: (hour) => {
    const valid = 40 + 35 * Math.round(4 * Math.sin(((hour % 24) / 24) * Math.PI));
    return { valid, good: valid - (hour % (14 * 24) < 6 ? Math.ceil(valid / 12) : hour % 5 === 0 ? 1 : 0) };
  },
  // An audit every six hours; from the fourth month back on every fifth one fell short, before that every twelfth.
  lighthouse: (hour, ago) => {
    const isBad = (hour / 6) % (ago > days(110) ? 12 : 5) === 0;
    return hour % 6 === 0 ? { valid: 1, good: isBad ? 0 : 1 } : { valid: 0, good: 0 };
  },
  // Each vital has its own share of good visits, a little worse at the weekend.
  'web-vitals': (hour, _, part) => {
    const valid = 12 + (hour % 24);
    const isWeekend = Math.floor(hour / 24 + 4) % 7 >= 5;
    return { valid, good: Math.round(valid * (0.94 - 0.035 * part - (isWeekend ? 0.06 : 0))) };
  },
};

const stretchesOf = (kept: Hourly, part: number, from: Instant, to: Instant): readonly EventStretch[] => {
  const stretches: EventStretch[] = [];
  for (let hour = Math.ceil(from / HOUR); hour * HOUR < to; hour += 1) {
    const events = kept(hour, to - hour * HOUR, part);
    if (events.valid > 0) stretches.push({ start: instant(hour * HOUR), ...events });
  }
  return stretches;
};

/** A report over a desk that began 200 days ago and slept for two nights. */
export const scriptedServiceLevels = (
  question: ServiceLevelQuestion,
  objectives: readonly Objective[],
  alerts: readonly AlertRow[],
  { now, by }: { readonly now: Instant; readonly by: string },
): Result<ServiceLevelReport, Refusal> => {
  const zone = 'Europe/London';
  const months = monthsOf(question, zone, now);
  if (!months.ok) return months;
  const [from, end] = [months.value[0]?.from ?? now, months.value.at(-1)?.to ?? now];
  const to = instant(Math.min(end, now));
  const bornAt = after(now, -days(200));
  const [asleep, awake] = [after(now, -days(40)), after(now, -days(38))];
  const looked = (start: Instant, stop: Instant | null): ObservationSegment => ({
    scope: 'desk',
    from: start,
    to: stop,
    cause: 'observed',
  });
  const stretches = ({ kind }: Objective, part: number): readonly EventStretch[] =>
    stretchesOf(KEPT[kind], part, bornAt, now).filter(({ start }) => start < asleep || start >= awake);
  return ok({
    site: 'Example shop',
    profile: 'royal-client',
    timeZone: zone,
    over: question.over,
    from,
    to,
    made: { at: now, by },
    limits: [
      ...(now < end ? [{ kind: 'running', at: now } as const] : []),
      ...(bornAt > from ? [{ kind: 'before-start', at: bornAt } as const] : []),
      ...(after(now, -days(90)) > from ? [{ kind: 'alerts', at: after(now, -days(90)) } as const] : []),
    ],
    promises: objectives.map((objective) =>
      recordOf(objective, {
        months: months.value,
        to,
        counted: objective.measures.map((measure, part) => ({
          measure,
          stretches: objective.hasSource ? stretches(objective, part) : [],
        })),
        segments: [looked(bornAt, asleep), looked(awake, null)],
        maintenance: [],
      }),
    ),
    incidents: alerts.filter(({ isTest, severity }) => !isTest && severity !== 'info').slice(0, 10),
    moreIncidents: 0,
    maintenance: [{ name: 'Sunday updates', times: 4, length: hours(8) }],
    changes: [{ at: after(to, -days(6)), by: 'Ana Ruiz', promises: 'uptime: 99.5 % over 30 d → 99.9 % over 30 d' }],
    otherSaves: 3,
  });
};
