import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../../preload/contract/calls.js';
import type {
  BaselineDetail,
  BaselineKind,
  BaselineRow,
  Playbook,
  PlaybookTitle,
  QualityView,
  Rule,
} from '../../../preload/contract/views.js';
import { useCall, useView } from '../../state/console.js';
import type { TimeRange } from '../../state/preferences.js';
import { shownClock } from '../../text/now.js';
import { ask } from '../client.js';
import { usePastAt, useRead } from '../read.js';
import { placed, type TimeSpan } from './history.js';

/** A rule whole, as it holds now; read again whenever the configuration changes. */
export const useRule = (rule: string): UseQueryResult<Rule> =>
  useRead('rule.read', { rule }, { every: false, mark: useView((view) => view.desk.configRevision) });

/** Playbooks ship with the product: read once. */
const useShipped = <Name extends 'playbook.list' | 'playbook.read'>(name: Name, input: CallInput<Name>, isWanted: boolean) => {
  const call = useCall();
  return useQuery({
    queryKey: [name, input],
    queryFn: () => ask(call, name, input),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
};

export const usePlaybookTitles = (): UseQueryResult<readonly PlaybookTitle[]> => useShipped('playbook.list', {}, true);

/** What to do about an alert; nothing is asked for where a rule names no playbook. */
export const usePlaybook = (playbook: string | null): UseQueryResult<Playbook> =>
  useShipped('playbook.read', { playbook: playbook ?? '' }, playbook !== null);

/** How the alerts of every rule fared over the last days. */
export const useQuality = (days: number): UseQueryResult<QualityView> =>
  useRead('rule.quality', { days }, { every: 120_000, mark: useView((view) => view.desk.configRevision) });

/** What is learnt of the series of one rule or one target. */
export const useBaselines = (wanted: {
  readonly rule?: string;
  readonly target?: string;
}): UseQueryResult<readonly BaselineRow[]> => useRead('baseline.list', wanted, { every: 30_000 });

/** One baseline with its band over a time range that ends now, or over a span. */
export const useBaseline = (
  series: string,
  kind: BaselineKind,
  range: TimeRange | TimeSpan,
): UseQueryResult<BaselineDetail> => {
  const call = useCall();
  const at = usePastAt();
  return useQuery({
    queryKey: ['baseline.read', series, kind, range, at],
    queryFn: () => ask(call, 'baseline.read', { series, kind, ...placed(range, shownClock()) }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
};
