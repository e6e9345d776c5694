import { keepPreviousData, type UseQueryOptions, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { About, CallInput, CallName, CallOutput, ConfigView } from '../../preload/contract/calls.js';
import type {
  Actor,
  AlertDetail,
  AlertRow,
  AuditEntry,
  BaselineDetail,
  BaselineKind,
  BaselineRow,
  BusinessView,
  ConsoleView,
  DailyReport,
  Delivery,
  ExplainAnswer,
  Handover,
  HistoryAnswer,
  InfrastructureView,
  Instant,
  ObjectiveDetail,
  ObjectiveStanding,
  PerformanceView,
  Playbook,
  PlaybookTitle,
  QualityView,
  ReportQuestion,
  Rule,
  ShiftHours,
  SourceStanding,
  TargetDetail,
} from '../../preload/contract/views.js';
import { useCall, usePast, useView } from '../state/console.js';
import { hoursOf, rangeLength, type TimeRange } from '../state/preferences.js';
import { shownClock, wallClock } from '../text/now.js';
import { ask } from './client.js';
import { useRecorded } from './recorded.js';

const MOST_ALERTS = 5_000;
const HOUR = 3_600_000;

interface ReadOptions {
  /** Asked again this often, in milliseconds; false: only when told to. */
  readonly every: number | false;
  /** Anything that makes the answer a new one: a row of the view that changed. */
  readonly mark?: unknown;
}

const useRead = <Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  options: ReadOptions,
): UseQueryResult<CallOutput<Name>> => {
  const call = useCall();
  return useQuery({
    queryKey: [name, input, options.mark],
    queryFn: () => ask(call, name, input),
    refetchInterval: options.every,
    placeholderData: keepPreviousData,
  }) as UseQueryResult<CallOutput<Name>>;
};

/** When the shown minute of the past was taken; null: now is shown. */
const usePastAt = (): number | null => usePast(({ shown }) => shown?.at ?? null);

/** Everything about one alert, up to the shown minute; read again whenever its row in the view changes. */
export const useAlertDetail = (alert: string, mark: unknown): UseQueryResult<AlertDetail> => {
  const call = useCall();
  const at = usePastAt();
  return useQuery({
    queryKey: ['alert.read', { alert }, at === null ? mark : 'past'],
    queryFn: () => ask(call, 'alert.read', { alert }),
    refetchInterval: at === null ? 15_000 : false,
    placeholderData: keepPreviousData,
    select: (detail) => (at === null ? detail : detailUntil(detail, at)),
  });
};

const detailUntil = (detail: AlertDetail, at: number): AlertDetail => ({
  ...detail,
  timeline: detail.timeline.filter((entry) => entry.at <= at),
  deliveries: detail.deliveries.filter(({ decidedAt }) => decidedAt <= at),
  earlier: detail.earlier.filter(({ firedAt }) => firedAt <= at),
  related: detail.related.filter(({ firedAt }) => firedAt <= at),
  // What it has cost since then is not told apart.
  atRisk: null,
});

/** Everything about one target; its last reading is that of now, and so none of the past. */
export const useTargetDetail = (target: string, mark: unknown): UseQueryResult<TargetDetail> => {
  const isPast = usePastAt() !== null;
  const call = useCall();
  return useQuery({
    queryKey: ['target.read', { target }, isPast ? 'past' : mark],
    queryFn: () => ask(call, 'target.read', { target }),
    refetchInterval: isPast ? false : 30_000,
    placeholderData: keepPreviousData,
    select: (detail) => (isPast ? { ...detail, lastReading: null } : detail),
  });
};

/** Alerts that were touched within the chosen time range, newest first; none are asked for while `isWanted` is false, or for the past: its view is all that was known. */
export const usePastAlerts = (range: TimeRange, isWanted: boolean): UseQueryResult<readonly AlertRow[]> => {
  const call = useCall();
  const isPast = usePastAt() !== null;
  return useQuery({
    queryKey: ['alert.list', range, isPast],
    queryFn: () => ask(call, 'alert.list', { since: wallClock() - rangeLength(range), limit: MOST_ALERTS }),
    enabled: isWanted && !isPast,
    refetchInterval: 60_000,
    ...(isPast ? {} : { placeholderData: keepPreviousData }),
  });
};

export const useConfig = (): UseQueryResult<ConfigView> => useRead('config.read', {}, { every: false });

/** The configuration that was opened with the desktop app; asked anew each time that one is. */
export const useOpened = (opening: string | null): UseQueryResult<CallOutput<'window.readOpened'>> => {
  const call = useCall();
  return useQuery({
    queryKey: ['window.readOpened', opening],
    queryFn: () => ask(call, 'window.readOpened', {}),
    enabled: opening !== null,
    gcTime: 0,
    staleTime: 0,
  });
};

/** When the documents that are kept were replaced, newest first. */
export const useConfigVersions = () =>
  useRead('config.versions', {}, { every: false, mark: useView((view) => view.desk.configRevision) });

export const useConfigVersion = (replacedAt: Instant) => useRead('config.version', { replacedAt }, { every: false });

/** A rule whole, as it holds now; read again whenever the configuration changes. */
export const useRule = (rule: string): UseQueryResult<Rule> =>
  useRead('rule.read', { rule }, { every: false, mark: useView((view) => view.desk.configRevision) });

/** Which moment of which alert is to be explained; read again whenever `mark` changes. */
export interface Moment {
  readonly rule: string;
  /** Null: the worst of the rule's alerts. */
  readonly labels: Readonly<Record<string, string>> | null;
  /** As people say it; null: now, or the minute of the past that is shown. */
  readonly at: string | null;
}

/** Why an alert woke somebody, or why it did not. A moment that is over is explained once. */
export const useExplanation = (moment: Moment, mark: unknown): UseQueryResult<ExplainAnswer> => {
  const past = usePastAt();
  const at = moment.at ?? (past === null ? null : new Date(past).toISOString());
  const isPlaying = usePast(({ speed }) => speed !== null);
  const call = useCall();
  return useQuery({
    queryKey: ['explain.read', { ...moment, at }, mark],
    queryFn: () => ask(call, 'explain.read', { ...moment, at }),
    // Each answer about a moment that is over plays it again: too much for every minute that flies past.
    enabled: !isPlaying,
    refetchInterval: at === null ? 15_000 : false,
    placeholderData: keepPreviousData,
  });
};

/** Playbooks ship with the product: read once. */
const useShipped = <Name extends 'playbook.list' | 'playbook.read'>(name: Name, input: CallInput<Name>, isWanted: boolean) => {
  const call = useCall();
  return useQuery({
    queryKey: [name, input],
    queryFn: () => ask(call, name, input),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
};

export const usePlaybookTitles = (): UseQueryResult<readonly PlaybookTitle[]> => useShipped('playbook.list', {}, true);

/** What to do about an alert; nothing is asked for where a rule names no playbook. */
export const usePlaybook = (playbook: string | null): UseQueryResult<Playbook> =>
  useShipped('playbook.read', { playbook: playbook ?? '' }, playbook !== null);

/** How every source is that can be set up. */
export const useSourceStandings = (): UseQueryResult<readonly SourceStanding[]> =>
  useRead('source.list', {}, { every: 30_000, mark: useView((view) => view.desk.configRevision) });

/** What this console is, and who is asking; null until that is known. */
export const useAbout = (): About | null => useRead('about.read', {}, { every: false }).data ?? null;

/** Who is asking, and what they may do. */
export const useActor = (): Actor | null => useAbout()?.actor ?? null;

export const useDeliveries = (since: number): UseQueryResult<readonly Delivery[]> =>
  useRead('delivery.list', { since, limit: 200 }, { every: 15_000, mark: useView(movedIn) });

/** Grows with each message that begins to wait, and with each that is settled. */
const movedIn = ({ system: { outbox } }: ConsoleView): number => outbox.waiting + 2 * (outbox.delivered + outbox.abandoned);

export const useAudit = (): UseQueryResult<readonly AuditEntry[]> => useRead('audit.list', { limit: 100 }, { every: 30_000 });

/** How every promise is kept; asked again once a minute, for the figures of weeks do not jump. */
export const useObjectives = (): UseQueryResult<readonly ObjectiveStanding[]> =>
  useRecordedRead(
    'objective.list',
    {},
    { recorded: 'objective.list', every: 60_000, mark: useView((view) => view.desk.configRevision) },
  );

/** As `useRead`, but of a past that is shown, what was answered then, where that is recorded under `recorded`. */
const useRecordedRead = <Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  { recorded, every, mark }: ReadOptions & { readonly recorded: string },
): UseQueryResult<CallOutput<Name>> => {
  const call = useCall();
  const known = useRecorded(recorded) as CallOutput<Name> | undefined;
  const at = usePastAt();
  const isKept = known !== undefined;
  // What is asked while the past is still on its way would be answered as of today, and shown as of then.
  const isWaiting = usePast(({ shown, isAsking }) => shown === null && isAsking);
  return useQuery({
    queryKey: [name, input, isKept ? `as of ${at}` : mark],
    enabled: isKept || !isWaiting,
    queryFn: async () => known ?? (await ask(call, name, input)),
    refetchInterval: isKept ? false : every,
    ...(isKept ? { staleTime: Number.POSITIVE_INFINITY, initialData: known } : { placeholderData: keepPreviousData }),
  } as UseQueryOptions<CallOutput<Name>>) as UseQueryResult<CallOutput<Name>>;
};

/** What the site earns and for whom it works well, over a time range. */
export const useBusiness = (range: TimeRange): UseQueryResult<BusinessView> =>
  useRecordedRead(
    'business.read',
    { hours: hoursOf(range) },
    { recorded: `business.read ${hoursOf(range)}`, every: 60_000, mark: useView((view) => view.desk.configRevision) },
  );

/** What the site and the watch stand on. */
export const useInfrastructure = (): UseQueryResult<InfrastructureView> =>
  useRecordedRead('infrastructure.read', {}, { recorded: 'infrastructure.read', every: 30_000 });

/** How the alerts of every rule fared over the last days. */
export const useQuality = (days: number): UseQueryResult<QualityView> =>
  useRead('rule.quality', { days }, { every: 120_000, mark: useView((view) => view.desk.configRevision) });

/** What the daily summary tells, of any time; what ends with a day that is over hardly changes any more. */
export const useReport = (question: ReportQuestion): UseQueryResult<DailyReport> =>
  useRead('summary.read', question, { every: question.ends === null ? 60_000 : 300_000 });

/** What a shift of so many hours leaves to the next; read again whenever something fires, ends or changes hands. */
export const useHandover = (hours: ShiftHours): UseQueryResult<Handover> =>
  useRead('handover.read', { hours }, { every: 30_000, mark: useView(handsIn) });

/** Changes with what is open and in whose hands it is. */
const handsIn = ({ watch }: ConsoleView): string =>
  JSON.stringify([watch.firing, watch.acknowledged, watch.suppressed, watch.nextEscalation?.at]);

/** How fast the site is for its visitors and for this desk, over a time range. */
export const usePerformance = (range: TimeRange): UseQueryResult<PerformanceView> =>
  useRecordedRead(
    'performance.read',
    { hours: hoursOf(range) },
    { recorded: `performance.read ${hoursOf(range)}`, every: 60_000, mark: useView((view) => view.desk.configRevision) },
  );

export const useObjective = (objective: string): UseQueryResult<ObjectiveDetail> =>
  useRecordedRead(
    'objective.read',
    { objective },
    { recorded: `objective.read ${objective}`, every: 60_000, mark: useView((view) => view.desk.configRevision) },
  );

/** What is learnt of the series of one rule or one target. */
export const useBaselines = (wanted: {
  readonly rule?: string;
  readonly target?: string;
}): UseQueryResult<readonly BaselineRow[]> => useRead('baseline.list', wanted, { every: 30_000 });

/** One baseline with its band over a time range that ends now, or over a span. */
export const useBaseline = (
  series: string,
  kind: BaselineKind,
  range: TimeRange | TimeSpan,
): UseQueryResult<BaselineDetail> => {
  const call = useCall();
  const at = usePastAt();
  return useQuery({
    queryKey: ['baseline.read', series, kind, range, at],
    queryFn: () => ask(call, 'baseline.read', { series, kind, ...placed(range, shownClock()) }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
};

/** Makes every answer of these calls be asked for again. */
export const useRefresh = (): ((name: CallName) => Promise<void>) => {
  const client = useQueryClient();
  return useCallback((name) => client.invalidateQueries({ queryKey: [name] }), [client]);
};

const MAX_POINTS = 300;

/** A stretch of time; `to` is null where it goes on until now. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number | null;
}

/** Where a time range or a span lies at this moment. */
const placed = (time: TimeRange | TimeSpan, now: number): { readonly from: number; readonly to: number } =>
  typeof time === 'string'
    ? { from: now - rangeLength(time), to: now }
    : { from: time.from, to: Math.min(time.to ?? now, now) };

/** A stretch up to this long is read again this often. */
const PACES = [
  [HOUR / 2, 5_000],
  [6 * HOUR, 30_000],
] as const;

/** How often a stretch is read again: seldom where a minute is no more than a hair's breadth of it, never once it is over. */
const pace = (time: TimeRange | TimeSpan): number | false => {
  const { from, to } = placed(time, wallClock());
  if (typeof time !== 'string' && time.to !== null && time.to <= wallClock()) return false;
  return PACES.find(([most]) => to - from <= most)?.[1] ?? 120_000;
};

/** The past of some series over a time range or a span; follows the clock that is shown. */
export const useHistory = (series: readonly string[], time: TimeRange | TimeSpan): UseQueryResult<HistoryAnswer> => {
  const call = useCall();
  const at = usePastAt();
  return useQuery({
    queryKey: ['history.range', series, time, at],
    queryFn: () => ask(call, 'history.range', { series: [...series], ...placed(time, shownClock()), maxPoints: MAX_POINTS }),
    enabled: series.length > 0,
    refetchInterval: () => at === null && pace(time),
    placeholderData: keepPreviousData,
  });
};

/** Series of one name, with their ids. */
export const useSeriesOf = (name: string, target: string): UseQueryResult<CallOutput<'history.list'>> =>
  useRead('history.list', { name, matchers: [{ label: 'target', operator: '=', value: target }] }, { every: 120_000 });
