import { useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../preload/contract/calls.js';
import type { ConfigProblem, SourceSetting } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { ask } from './client.js';
import type { Edits, Item } from './edits.js';
import { useSettled } from './settled.js';

/** Typing pauses this long before a change is checked. */
const PAUSE = 350;
const NOTHING: readonly ConfigProblem[] = [];

/** What would be said about a rule after these edits, as `check-config` says it; asked for when the typing pauses. Null: nothing to check. */
export const useRuleCheck = (rule: string, edits: Edits | null): readonly ConfigProblem[] =>
  useCheck('rule.check', edits === null ? null : { rule, edits });

/** The same about a source with this block. Null: nothing to check. */
export const useSourceCheck = (source: SourceSetting, block: Item | null): readonly ConfigProblem[] =>
  useCheck('source.check', block === null ? null : { source, block });

/** The same about the whole document after these edits. */
export const useEditsCheck = (edits: Edits | null): readonly ConfigProblem[] =>
  useCheck('config.checkEdits', edits === null ? null : { edits });

const useCheck = <Name extends 'rule.check' | 'source.check' | 'config.checkEdits'>(
  name: Name,
  input: CallInput<Name> | null,
): readonly ConfigProblem[] => {
  const call = useCall();
  const text = input === null ? '' : JSON.stringify(input);
  const settled = useSettled(text, PAUSE);
  const { data } = useQuery({
    queryKey: [name, settled],
    queryFn: () => ask(call, name, JSON.parse(settled) as CallInput<Name>),
    enabled: settled !== '' && settled === text,
    retry: false,
    staleTime: 60_000,
  });
  return settled === text && data !== undefined ? (data as readonly ConfigProblem[]) : NOTHING;
};
