import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../preload/contract/calls.js';
import type { RuleScenario } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { ask, isRefused } from './client.js';
import { useSettled } from './settled.js';

export type ScenarioQuestion = CallInput<'rule.scenario'>;

/** Drawing and typing pause this long before a scenario is played. */
const PAUSE = 300;
const TRIES = 3;
const AGAIN_AFTER = 1_000;

/** What a rule would do; asked for when the drawing pauses, and the last answer stays until the next is there. */
export const useScenario = (
  question: ScenarioQuestion | null,
): UseQueryResult<RuleScenario> & { readonly isSettled: boolean } => {
  const call = useCall();
  const text = question === null ? '' : JSON.stringify(question);
  const settled = useSettled(text, PAUSE);
  const query = useQuery({
    queryKey: ['rule.scenario', settled],
    queryFn: () => ask(call, 'rule.scenario', JSON.parse(settled) as ScenarioQuestion),
    enabled: settled !== '' && settled === text,
    retry: (tried, error) => tried < TRIES && isRefused(error, 'conflict'),
    retryDelay: AGAIN_AFTER,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return { ...query, isSettled: settled === text };
};
