import { keepPreviousData, type UseQueryOptions, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CallInput, CallName, CallOutput } from '../../preload/contract/calls.js';
import { useCall, usePast } from '../state/console.js';
import { ask } from './client.js';
import { useRecorded } from './recorded.js';

interface ReadOptions {
  /** Asked again this often, in milliseconds; false: only when told to. */
  readonly every: number | false;
  /** Anything that makes the answer a new one: a row of the view that changed. */
  readonly mark?: unknown;
}

export const useRead = <Name extends CallName>(
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
export const usePastAt = (): number | null => usePast(({ shown }) => shown?.at ?? null);

/** As `useRead`, but of a past that is shown, what was answered then, where that is recorded under `recorded`. */
export const useRecordedRead = <Name extends CallName>(
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

/** Makes every answer of these calls be asked for again. */
export const useRefresh = (): ((name: CallName) => Promise<void>) => {
  const client = useQueryClient();
  return useCallback((name) => client.invalidateQueries({ queryKey: [name] }), [client]);
};
