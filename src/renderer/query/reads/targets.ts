import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { TargetDetail } from '../../../preload/contract/views.js';
import { useCall } from '../../state/console.js';
import { ask } from '../client.js';
import { usePastAt } from '../read.js';

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
