import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { DrillReport } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { ask } from './client.js';

const SHOWN = 5;
const RUNNING_EVERY = 1_000;

/** The last fire drills, newest first; followed closely while one runs. */
export const useDrills = (): UseQueryResult<readonly DrillReport[]> => {
  const call = useCall();
  return useQuery({
    queryKey: ['drill.list'],
    queryFn: () => ask(call, 'drill.list', { limit: SHOWN }),
    refetchInterval: ({ state }) => (state.data?.[0]?.endedAt === null ? RUNNING_EVERY : false),
  });
};
