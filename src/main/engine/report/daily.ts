import { completed } from '../../core/incident/untold.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { DailyReport, ReportQuestion } from '../../core/model/report.js';
import { ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Severity } from '../../core/model/rule.js';
import type { ObjectiveStanding } from '../../core/model/slo.js';
import type { Clock } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { type ReportStretch, stretchOf } from '../../core/report/stretch.js';
import { gapsWithin, observedShare } from '../../core/slo/gaps.js';
import { after, days, hours, type Instant, instant } from '../../core/time/instant.js';
import { calendarAt } from '../calendar/calendar.js';
import { allDeliveries, allEpisodes } from '../journal-pages.js';
import { rowOf } from '../row.js';
import type { World } from '../world.js';
import { pagesOf } from './pages.js';

export interface DailyReportParts {
  readonly world: World;
  readonly journal: Journal;
  readonly history: History;
  readonly objectives: () => Promise<readonly ObjectiveStanding[]>;
}

/** Reads what the day before `to` was like. Nothing before the desk's first start is counted against it. */
export const dailyReport = (parts: DailyReportParts, to: Instant): Promise<DailyReport> => {
  const from = instant(Math.max(after(to, -days(1)), Math.min(parts.world.bornAt, to)));
  return reportOver(parts, { from, to, bar: hours(1) });
};

/** The same of any day, or of the week or the month that ends with it; promises are as they stand now. */
export const createReport =
  (parts: DailyReportParts & { readonly clock: Clock }) =>
  async (question: ReportQuestion): Promise<Result<DailyReport, Refusal>> => {
    const { bornAt, config } = parts.world;
    const stretch = stretchOf(question, config.site.timeZone, { now: parts.clock.now(), bornAt });
    if (!stretch.ok) return stretch;
    return ok(await reportOver(parts, stretch.value));
  };

const overdueAt = (world: World, at: Instant): DailyReport['overdue'] =>
  calendarAt(world, at).filter(({ state }) => state === 'overdue');

const reportOver = async (parts: DailyReportParts, { from, to, bar }: ReportStretch): Promise<DailyReport> => {
  const { world, journal } = parts;
  const segments = [...(await journal.segments(from, to)), world.observation.open];
  const unobserved = gapsWithin(segments, [], from, to);
  const rows = await alertsOf(parts, from, to);
  const told = rows.filter(({ firedAt }) => firedAt > from && firedAt <= to);
  return {
    from,
    to,
    barSeconds: bar / 1_000,
    coverage: observedShare(unobserved, from, to),
    unobserved,
    fired: countOf(told),
    ended: rows.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt > from && resolvedAt <= to).length,
    told,
    open: rows.filter(({ firedAt, resolvedAt }) => firedAt <= to && (resolvedAt === null || resolvedAt > to)),
    ...(await pagesOf(parts, { from, to, unobserved, bar })),
    objectives: await parts.objectives(),
    overdue: overdueAt(world, to),
    messages: await messagesOf(parts, from, to),
  };
};

/** Those that were open at any time of it, newest first. */
const alertsOf = async ({ world, journal }: DailyReportParts, from: Instant, to: Instant): Promise<readonly AlertRow[]> => {
  const episodes = await allEpisodes(journal, { since: from, until: to });
  return episodes
    .map((stored) => world.episodes.get(stored.id) ?? completed(stored))
    .filter(({ test }) => !test)
    .map((episode) => rowOf(world, episode, to))
    .sort((a, b) => b.firedAt - a.firedAt);
};

const countOf = (rows: readonly AlertRow[]): Readonly<Record<Severity, number>> => {
  const count = { critical: 0, warning: 0, info: 0 };
  for (const { severity } of rows) count[severity] += 1;
  return count;
};

/** What became of the day's messages; those about tests are left out. */
const messagesOf = async (
  { world, journal }: DailyReportParts,
  since: Instant,
  to: Instant,
): Promise<DailyReport['messages']> => {
  const deliveries = await allDeliveries(journal, { since, until: to });
  const real = deliveries.filter(
    ({ reason, alerts }) => reason !== 'test' && !alerts.some((id) => world.episodes.get(id)?.test === true),
  );
  return {
    delivered: real.filter(({ state }) => state.kind === 'delivered').length,
    givenUp: real.filter(({ state }) => state.kind === 'abandoned').length,
  };
};
