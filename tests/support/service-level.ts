import type { AlertRow } from '../../src/main/core/model/alert-view.js';
import type { ObservationSegment } from '../../src/main/core/model/ledger.js';
import { ok, type Refusal, type Result } from '../../src/main/core/model/result.js';
import type { ServiceLevelQuestion, ServiceLevelReport } from '../../src/main/core/model/service-level.js';
import type { EventStretch, Objective } from '../../src/main/core/model/slo.js';
import { monthsOf } from '../../src/main/core/report/months.js';
import { recordOf } from '../../src/main/core/report/service-level.js';
import { after, days, hours, type Instant, instant } from '../../src/main/core/time/instant.js';

const HOUR = hours(1);

/** Sixty readings an hour: a bad half hour every 17 days, and one bad afternoon in the sixth month back. */
const stretchesOf = (from: Instant, to: Instant): readonly EventStretch[] => {
  const stretches: EventStretch[] = [];
  for (let hour = Math.ceil(from / HOUR); hour * HOUR < to; hour += 1) {
    const isBad = hour % (17 * 24) === 5 || (to - hour * HOUR > days(170) && to - hour * HOUR < days(170) + hours(5));
    stretches.push({ start: instant(hour * HOUR), valid: 60, good: isBad ? 30 : 60 });
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
  const stretches = stretchesOf(bornAt, now).filter(({ start }) => start < asleep || start >= awake);
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
        counted: objective.measures.map((measure) => ({ measure, stretches: objective.hasSource ? stretches : [] })),
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
