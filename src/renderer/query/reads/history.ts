import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CallOutput } from '../../../preload/contract/calls.js';
import type { HistoryAnswer } from '../../../preload/contract/views.js';
import { useCall } from '../../state/console.js';
import { rangeLength, type TimeRange } from '../../state/preferences.js';
import { shownClock, wallClock } from '../../text/now.js';
import { ask } from '../client.js';
import { usePastAt, useRead } from '../read.js';

const HOUR = 3_600_000;

const MAX_POINTS = 300;

/** A stretch of time; `to` is null where it goes on until now. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number | null;
}

/** Where a time range or a span lies at this moment. */
export const placed = (time: TimeRange | TimeSpan, now: number): { readonly from: number; readonly to: number } =>
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
