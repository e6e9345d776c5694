import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PastDay } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { ask } from './client.js';

/** What is recorded of the 24 hours before `to`; the day that goes on is asked for again each minute. */
export const usePastDay = (to: number, isOver: boolean): UseQueryResult<PastDay> => {
  const call = useCall();
  return useQuery({
    queryKey: ['past.day', to],
    queryFn: () => ask(call, 'past.day', { to }),
    refetchInterval: isOver ? false : 60_000,
    placeholderData: keepPreviousData,
  });
};
