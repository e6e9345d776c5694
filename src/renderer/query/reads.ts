import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CallInput, CallName, CallOutput, ConfigView } from '../../preload/contract/calls.js';
import type { AlertRow, AuditEntry, Delivery, HistoryAnswer } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { rangeLength, type TimeRange } from '../state/preferences.js';
import { wallClock } from '../text/now.js';
import { ask } from './client.js';

const MOST_ALERTS = 5_000;

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

/** Everything about one alert; read again whenever its row in the view changes. */
export const useAlertDetail = (alert: string, mark: unknown) => useRead('alert.read', { alert }, { every: 15_000, mark });

export const useTargetDetail = (target: string, mark: unknown) => useRead('target.read', { target }, { every: 30_000, mark });

/** Alerts that were touched within the chosen time range, newest first; none are asked for while `isWanted` is false. */
export const usePastAlerts = (range: TimeRange, isWanted: boolean): UseQueryResult<readonly AlertRow[]> => {
  const call = useCall();
  return useQuery({
    queryKey: ['alert.list', range],
    queryFn: () => ask(call, 'alert.list', { since: wallClock() - rangeLength(range), limit: MOST_ALERTS }),
    enabled: isWanted,
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
};

export const useConfig = (): UseQueryResult<ConfigView> => useRead('config.read', {}, { every: false });

export const useDeliveries = (since: number): UseQueryResult<readonly Delivery[]> =>
  useRead('delivery.list', { since, limit: 200 }, { every: 15_000 });

export const useAudit = (): UseQueryResult<readonly AuditEntry[]> => useRead('audit.list', { limit: 100 }, { every: 30_000 });

/** Makes every answer of these calls be asked for again. */
export const useRefresh = (): ((name: CallName) => Promise<void>) => {
  const client = useQueryClient();
  return useCallback((name) => client.invalidateQueries({ queryKey: [name] }), [client]);
};

const MAX_POINTS = 300;

/** The past of some series over the chosen time range, up to now; follows the clock. */
export const useHistory = (series: readonly string[], range: TimeRange): UseQueryResult<HistoryAnswer> => {
  const call = useCall();
  return useQuery({
    queryKey: ['history.range', series, range],
    queryFn: () => {
      const to = wallClock();
      return ask(call, 'history.range', { series: [...series], from: to - rangeLength(range), to, maxPoints: MAX_POINTS });
    },
    enabled: series.length > 0,
    refetchInterval: range === '1h' || range === '6h' ? 30_000 : 120_000,
    placeholderData: keepPreviousData,
  });
};

/** Series of one name, with their ids. */
export const useSeriesOf = (name: string, target: string): UseQueryResult<CallOutput<'history.list'>> =>
  useRead('history.list', { name, matchers: [{ label: 'target', operator: '=', value: target }] }, { every: 120_000 });
