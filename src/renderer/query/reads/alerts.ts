import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AlertDetail, AlertRow, ExplainAnswer } from '../../../preload/contract/views.js';
import { useCall, usePast } from '../../state/console.js';
import { rangeLength, type TimeRange } from '../../state/preferences.js';
import { wallClock } from '../../text/now.js';
import { ask } from '../client.js';
import { usePastAt } from '../read.js';

const MOST_ALERTS = 5_000;

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
