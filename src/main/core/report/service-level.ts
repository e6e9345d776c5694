import type { ObservationSegment } from '../model/ledger.js';
import type { CalendarMonth, KeptPromise, PromiseRecord } from '../model/service-level.js';
import type { EventStretch, Events, Objective } from '../model/slo.js';
import type { Times } from '../mute/maintenance-times.js';
import { gapsWithin } from '../slo/gaps.js';
import { eventsWithin } from '../slo/outlook.js';
import type { CountedMeasure } from '../slo/standing.js';
import { sloStatus } from '../slo/status.js';
import { bucketStart, duration, hours, type Instant } from '../time/instant.js';

const HOUR = hours(1);

/** What a promise is judged by: its months up to `to`, what was counted in them, and when somebody looked. */
export interface PromiseEvidence {
  readonly months: readonly CalendarMonth[];
  readonly to: Instant;
  readonly counted: readonly CountedMeasure[];
  /** As they are stored; time that no segment of the desk calls observed was not. */
  readonly segments: readonly ObservationSegment[];
  readonly maintenance: readonly Times[];
}

/** How a promise was kept, over the whole time and by month. */
export const recordOf = (objective: Objective, evidence: PromiseEvidence): PromiseRecord => {
  const { months, to, counted, segments, maintenance } = evidence;
  const from = months[0]?.from ?? to;
  const keptOver = (start: Instant, end: Instant, stretches: readonly EventStretch[]): KeptPromise =>
    keptOf(objective, eventsWithin(stretches, hourOf(start), hourEnd(end, to)), {
      seen: observedTime(segments, objective.sources, start, end),
      whole: Math.max(0, end - start),
    });
  const worst = worstOf(counted.map(({ stretches }) => ({ stretches, total: keptOver(from, to, stretches) })));
  const stretches = worst?.stretches ?? [];
  return {
    objective,
    total: worst?.total ?? keptOver(from, to, []),
    months: months
      .filter((month) => month.from < to)
      .map((month) => ({ month: month.name, ...keptOver(month.from, earlier(month.to, to), stretches) })),
    besideMaintenance: eventsWithin(
      stretches.filter(({ start }) => !maintenance.some((run) => touches(run, hourOf(start)))),
      hourOf(from),
      to,
    ),
  };
};

const hourOf = (at: Instant): Instant => bucketStart(at, HOUR);
/** Months meet at whole hours, so that no hour counts in two; the last one ends where the report does. */
const hourEnd = (end: Instant, to: Instant): Instant => (end === to ? to : hourOf(end));
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
const touches = ({ from, to }: Times, hour: Instant): boolean => from < hour + HOUR && to > hour;

interface Looked {
  /** Milliseconds. */
  readonly seen: number;
  readonly whole: number;
}

const keptOf = (objective: Objective, events: Events, { seen, whole }: Looked): KeptPromise => {
  const { good, valid } = events;
  // Where nothing gives what is promised, looking at other things is no observation of it.
  const observed = whole > 0 && (valid > 0 || objective.hasSource) ? seen / whole : 0;
  if (valid === 0) return { ...events, verdict: 'unobserved', ratio: null, observed, missed: null, budgetUsed: null };
  const bad = (valid - good) / valid;
  return {
    ...events,
    verdict: sloStatus(objective, events, observed).verdict,
    ratio: good / valid,
    observed,
    missed: duration(Math.round(bad * seen)),
    budgetUsed: objective.target < 1 ? bad / (1 - objective.target) : null,
  };
};

/** How much of `[from, to)` somebody looked, in milliseconds: what the desk observed without what its failing sources took. */
const observedTime = (
  segments: readonly ObservationSegment[],
  sources: readonly string[],
  from: Instant,
  to: Instant,
): number => {
  let seen = 0;
  for (const { scope, cause, ...segment } of segments) {
    if (scope !== 'desk' || cause !== 'observed') continue;
    const [start, end] = [later(segment.from, from), earlier(segment.to ?? to, to)];
    if (start >= end) continue;
    const lost = gapsWithin(segments, sources, start, end).reduce((sum, gap) => sum + (gap.to - gap.from), 0);
    seen += Math.max(0, end - start - lost);
  }
  return seen;
};

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

interface Counted {
  readonly stretches: readonly EventStretch[];
  readonly total: KeptPromise;
}

/** A miss before anything else, then the one that used most of its budget; without events none does. */
const worstOf = (parts: readonly Counted[]): Counted | undefined =>
  parts.filter(({ total }) => total.valid > 0).sort((a, b) => rank(b) - rank(a))[0];

const rank = ({ total }: Counted): number => (total.verdict === 'missed' ? 1e9 : 0) + (total.budgetUsed ?? 0);
