import { useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../preload/contract/calls.js';
import type { ConfigProblem } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { ask } from './client.js';
import type { Edits } from './edits.js';
import { useSettled } from './settled.js';

/** Typing pauses this long before a change is checked. */
const PAUSE = 350;
const NOTHING: readonly ConfigProblem[] = [];

/** What would be said about a rule after these edits, as `check-config` says it; asked for when the typing pauses. Null: nothing to check. */
export const useRuleCheck = (rule: string, edits: Edits | null): readonly ConfigProblem[] => {
  const call = useCall();
  const text = edits === null ? '' : JSON.stringify({ rule, edits });
  const settled = useSettled(text, PAUSE);
  const { data } = useQuery({
    queryKey: ['rule.check', settled],
    queryFn: () => ask(call, 'rule.check', JSON.parse(settled) as CallInput<'rule.check'>),
    enabled: settled !== '' && settled === text,
    retry: false,
    staleTime: 60_000,
  });
  return settled === text && data !== undefined ? data : NOTHING;
};
