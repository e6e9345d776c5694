import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../preload/contract/calls.js';
import type { ChangePreview } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { ask, isRefused } from './client.js';
import { useSettled } from './settled.js';

/** A change of the configuration that is not saved yet: edits of a form, or the whole text. */
export type Change = CallInput<'rule.preview'>;

/** Typing pauses this long before a change is played. */
const PAUSE = 600;
/** Somebody else's question may be under way: it is asked again, this often and so many milliseconds later. */
const TRIES = 4;
const AGAIN_AFTER = 2_000;

/** What a change would have done; asked for when the typing pauses. Null: nothing is changed, or it has errors. */
export const usePreview = (change: Change | null): UseQueryResult<ChangePreview> & { readonly isSettled: boolean } => {
  const call = useCall();
  const text = change === null ? '' : JSON.stringify(change);
  const settled = useSettled(text, PAUSE);
  const query = useQuery({
    queryKey: ['rule.preview', settled],
    queryFn: () => ask(call, 'rule.preview', JSON.parse(settled) as Change),
    enabled: settled !== '' && settled === text,
    retry: (tried, error) => tried < TRIES && isRefused(error, 'conflict'),
    retryDelay: AGAIN_AFTER,
    staleTime: 60_000,
  });
  return { ...query, isSettled: settled === text };
};
