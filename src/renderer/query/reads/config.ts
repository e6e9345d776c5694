import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ConfigView } from '../../../preload/contract/calls/config.js';
import type { CallOutput } from '../../../preload/contract/calls.js';
import type { Instant } from '../../../preload/contract/views.js';
import { useCall, useView } from '../../state/console.js';
import { ask } from '../client.js';
import { useRead } from '../read.js';

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
