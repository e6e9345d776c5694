import type { ObservationSegment } from '../model/ledger.js';
import type { CalendarMonth, KeptPromise, PromiseRecord } from '../model/service-level.js';
import type { EventStretch, Events, Objective } from '../model/slo.js';
import type { Times } from '../mute/maintenance-times.js';
import { eventsWithin } from '../slo/outlook.js';
import type { CountedMeasure } from '../slo/standing.js';
import { sloStatus } from '../slo/status.js';
import { after, bucketStart, duration, hours, type Instant } from '../time/instant.js';
import { seenTimes, seenWithin } from './seen.js';

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
  const seen = seenTimes(segments, objective.sources, from, to);
  const keptOver = (start: Instant, end: Instant, stretches: readonly EventStretch[]): KeptPromise =>
    keptOf(objective, eventsWithin(stretches, hourOf(start), hourEnd(end, to)), {
      seen: seenWithin(seen, start, end),
      whole: Math.max(0, end - start),
    });
  const worst = worstOf(counted.map(({ stretches }) => ({ stretches, total: keptOver(from, to, stretches) })));
  const stretches = worst?.stretches ?? [];
  const maintained = new Set(maintenance.flatMap(hoursOf));
  return {
    objective,
    total: worst?.total ?? keptOver(from, to, []),
    months: months
      .filter((month) => month.from < to)
      .map((month) => ({ month: month.name, ...keptOver(month.from, earlier(month.to, to), stretches) })),
    besideMaintenance: eventsWithin(
      stretches.filter(({ start }) => !maintained.has(hourOf(start))),
      hourOf(from),
      to,
    ),
  };
};

const hourOf = (at: Instant): Instant => bucketStart(at, HOUR);
/** Months meet at whole hours, so that no hour counts in two; the last one ends where the report does. */
const hourEnd = (end: Instant, to: Instant): Instant => (end === to ? to : hourOf(end));
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
/** The hours that a run of maintenance touches. */
const hoursOf = ({ from, to }: Times): readonly Instant[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - hourOf(from)) / HOUR)) }, (_, index) => after(hourOf(from), index * HOUR));

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

interface Counted {
  readonly stretches: readonly EventStretch[];
  readonly total: KeptPromise;
}

/** A miss before anything else, then the one that used most of its budget; without events none does. */
const worstOf = (parts: readonly Counted[]): Counted | undefined =>
  parts.filter(({ total }) => total.valid > 0).sort((a, b) => rank(b) - rank(a))[0];

const rank = ({ total }: Counted): number => (total.verdict === 'missed' ? 1e9 : 0) + (total.budgetUsed ?? 0);
