import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
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

export interface ScenarioReply {
  /** The newest answer there is, to this question or to one before it; null before the first. */
  readonly scenario: RuleScenario | null;
  /** Why there is no answer to this question; null while it is being played, and where there is one. */
  readonly failure: Error | null;
  /** What was asked for is not there any more: no rule, or no alert with these labels. */
  readonly isNotFound: boolean;
  readonly isPlaying: boolean;
  readonly again: () => void;
}

/** What a rule would do; asked for when the drawing pauses, and the last answer stays until the next is there. */
export const useScenario = (question: ScenarioQuestion): ScenarioReply => {
  const call = useCall();
  const text = JSON.stringify(question);
  const settled = useSettled(text, PAUSE);
  const isSettled = settled === text;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['rule.scenario', settled],
    queryFn: () => ask(call, 'rule.scenario', JSON.parse(settled) as ScenarioQuestion),
    enabled: settled !== '' && isSettled,
    retry: (tried, error) => tried < TRIES && isRefused(error, 'conflict'),
    retryDelay: AGAIN_AFTER,
    staleTime: 10_000,
  });
  const [last, setLast] = useState<RuleScenario | null>(null);
  if (data !== undefined && data !== last) setLast(data);
  const failure = isSettled && !isFetching ? error : null;
  return {
    scenario: data ?? last,
    failure,
    isNotFound: isRefused(failure, 'not-found'),
    isPlaying: !isSettled || isFetching,
    again: () => void refetch(),
  };
};
