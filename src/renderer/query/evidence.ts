import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CallName, CallOutput } from '../../preload/contract/calls.js';
import type { EvidenceRecord, KeptReport, TargetId } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { ask } from './client.js';

/** What was kept of a page's bad loads; asked again whenever the page was looked at. */
export const useEvidence = (target: TargetId, mark: unknown): UseQueryResult<readonly EvidenceRecord[]> => {
  const call = useCall();
  return useQuery({ queryKey: ['evidence.list', target, mark], queryFn: () => ask(call, 'evidence.list', { target }) });
};

/** A picture never changes: read once. */
export const usePicture = (target: TargetId, id: string, name: string): UseQueryResult<CallOutput<'evidence.picture'>> => {
  const call = useCall();
  const asked: CallName = 'evidence.picture';
  return useQuery({
    queryKey: [asked, target, id, name],
    queryFn: () => ask(call, asked, { target, id, name }),
    staleTime: Number.POSITIVE_INFINITY,
  });
};

/** The audits of a page whose reports can be opened. */
export const useReports = (page: string, mark: unknown): UseQueryResult<readonly KeptReport[]> => {
  const call = useCall();
  return useQuery({ queryKey: ['report.list', page, mark], queryFn: () => ask(call, 'report.list', { page }) });
};
