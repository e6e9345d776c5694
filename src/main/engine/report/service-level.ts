import { completed } from '../../core/incident/untold.js';
import type { Episode } from '../../core/model/alert.js';
import type { AuditEntry } from '../../core/model/audit.js';
import { ok, type Refusal, type Result } from '../../core/model/result.js';
import type {
  CalendarMonth,
  PromiseRecord,
  ReportLimit,
  ServiceLevelQuestion,
  ServiceLevelReport,
} from '../../core/model/service-level.js';
import { maintenanceTimes } from '../../core/mute/maintenance-times.js';
import type { Clock } from '../../core/port/clock.js';
import type { Journal } from '../../core/port/journal.js';
import { monthsOf } from '../../core/report/months.js';
import { recordOf } from '../../core/report/service-level.js';
import { after, type Duration, duration, type Instant, instant } from '../../core/time/instant.js';
import { auditSince, episodePages } from '../journal-pages.js';
import type { CountedHours } from '../objective/counted-hours.js';
import { keptFrom } from '../objective/keep-counts.js';
import { rowOf } from '../view/row.js';
import type { World } from '../world.js';

export interface ServiceLevelParts {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly counted: CountedHours;
}

type ReadServiceLevels = (question: ServiceLevelQuestion, by: string) => Promise<Result<ServiceLevelReport, Refusal>>;

/** Reads how the promises were kept over a month or a year: of hours that are over from what was counted of them before. */
export const createServiceLevels =
  (parts: ServiceLevelParts): ReadServiceLevels =>
  async (question, by) => {
    const { site } = parts.world.config;
    const now = parts.clock.now();
    const months = monthsOf(question, site.timeZone, now);
    return months.ok ? ok(await reportOn(parts, { question, by, now, months: months.value })) : months;
  };

interface Asked {
  readonly question: ServiceLevelQuestion;
  readonly by: string;
  readonly now: Instant;
  readonly months: readonly CalendarMonth[];
}

const reportOn = async (parts: ServiceLevelParts, asked: Asked): Promise<ServiceLevelReport> => {
  const { world, journal, counted } = parts;
  const { config } = world;
  const { months, now } = asked;
  const from = months[0]?.from ?? now;
  const end = months.at(-1)?.to ?? now;
  const to = instant(Math.min(end, now));
  const windows = config.maintenance.map(({ name, ...window }) => ({
    name,
    runs: maintenanceTimes({ name, ...window }, from, to),
  }));
  const maintenance = windows.flatMap(({ runs }) => runs);
  const segments = journal.segments(from, to).then((stored) => withOpen(world, stored));
  const recordAll = async (): Promise<readonly PromiseRecord[]> => {
    // Targets that are not watched any more were promised then, and count.
    const found = await counted.count(config.objectives, keptFrom(from, config.retention.hour, now), to);
    const seen = await segments;
    return config.objectives.map((objective, i) =>
      recordOf(objective, { months, to, counted: found[i] ?? [], segments: seen, maintenance }),
    );
  };
  const [promises, incidents, audit] = await Promise.all([
    recordAll(),
    incidentsOf(parts, from, to),
    auditSince(journal, from),
    segments,
  ]);
  return {
    site: config.site.name,
    profile: config.profile,
    timeZone: config.site.timeZone,
    over: asked.question.over,
    from,
    to,
    made: { at: now, by: asked.by },
    limits: limitsOf(world, { from, end, now }),
    promises,
    ...incidents,
    maintenance: windows
      .filter(({ runs }) => runs.length > 0)
      .map(({ name, runs }) => ({
        name,
        times: runs.length,
        length: duration(runs.reduce((sum, run) => sum + (run.to - run.from), 0)),
      })),
    ...changesIn(audit, from, to),
  };
};

/** The open segment in memory knows more than the one that was stored last. */
const withOpen = ({ observation: { open } }: World, stored: Awaited<ReturnType<Journal['segments']>>) => [
  ...stored.filter(({ scope, from }) => scope !== open.scope || from !== open.from),
  open,
];

interface Span {
  readonly from: Instant;
  readonly end: Instant;
  readonly now: Instant;
}

const limitsOf = ({ bornAt, config: { retention } }: World, { from, end, now }: Span): readonly ReportLimit[] => {
  const keptSince = (kind: ReportLimit['kind'], length: Duration): ReportLimit => ({ kind, at: after(now, -length) });
  const limits: ReportLimit[] = [
    { kind: 'before-start', at: bornAt },
    keptSince('history', retention.hour),
    keptSince('alerts', retention.alerts),
    keptSince('audit', retention.audit),
  ];
  const running: readonly ReportLimit[] = now < end ? [{ kind: 'running', at: now }] : [];
  return [...running, ...limits.filter(({ at }) => at > from)];
};

/** So many incidents are named. */
const NAMED = 10;

const incidentsOf = async ({ world, journal }: ServiceLevelParts, from: Instant, to: Instant) => {
  let [worst, count]: [readonly Episode[], number] = [[], 0];
  for await (const page of episodePages(journal, { since: from, until: to })) {
    const real = page.map((stored) => world.episodes.get(stored.id) ?? completed(stored)).filter(isIncident);
    count += real.length;
    worst = [...worst, ...real].sort((a, b) => weight(b, from, to) - weight(a, from, to)).slice(0, NAMED);
  }
  return { incidents: worst.map((episode) => rowOf(world, episode, to)), moreIncidents: count - worst.length };
};

const isIncident = ({ test, severity }: Episode): boolean => !test && severity !== 'info';

/** Critical ones outweigh the longest of the others. */
const weight = ({ severity, startedAt, resolution }: Episode, from: Instant, to: Instant): number =>
  Math.min(resolution?.at ?? to, to) - Math.max(startedAt, from) + (severity === 'critical' ? 1e12 : 0);

const SAVES: ReadonlySet<string> = new Set(['config.save', 'config.edit', 'config.restore']);

const changesIn = (audit: readonly AuditEntry[], from: Instant, to: Instant) => {
  const saves = audit.filter(({ action, at }) => SAVES.has(action) && at >= from && at < to);
  const changes = saves.flatMap(({ at, actor, details }) =>
    typeof details.promises === 'string' ? [{ at, by: actor.name, promises: details.promises }] : [],
  );
  return { changes, otherSaves: saves.length - changes.length };
};
