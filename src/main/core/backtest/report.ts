import type { Backtest, BacktestEpisode, BacktestEvidence } from '../model/backtest.js';
import type { Rule } from '../model/rule.js';
import { agree, episodesOf, type Happening } from './episodes.js';
import { type JudgedEpisode, outcomeOf } from './outcome.js';

export interface ReportParts {
  readonly rule: Pick<Rule, 'id' | 'name'>;
  readonly evidence: Omit<BacktestEvidence, 'judged'>;
  readonly judged: readonly JudgedEpisode[];
  /** What the rule did as it is configured, and as it is proposed, in order; null where there is no such rule. */
  readonly configured: readonly Happening[] | null;
  readonly proposed: readonly Happening[] | null;
  readonly notes: readonly string[];
}

/** So many episodes are listed. */
const MOST = 50;

/** The report on what was played. */
export const reportOn = ({ rule, evidence: played, judged, configured, proposed, notes }: ReportParts): Backtest => {
  const count = (kind: JudgedEpisode['judged']): number => judged.filter((one) => one.judged === kind).length;
  const evidence = { ...played, judged: { real: count('real'), noise: count('noise') } };
  const before = configured === null ? null : episodesOf(configured);
  const after = proposed === null ? null : episodesOf(proposed);
  const isWithin = ({ firedAt }: BacktestEpisode): boolean => firedAt >= evidence.from && firedAt < evidence.to;
  const newest = (episodes: readonly BacktestEpisode[]): readonly BacktestEpisode[] =>
    episodes.filter(isWithin).slice(-MOST).reverse();
  return {
    rule: rule.id,
    name: rule.name,
    evidence,
    configured: before === null ? null : outcomeOf(before, judged, evidence),
    proposed: after === null ? null : outcomeOf(after, judged, evidence),
    episodes: newest(after ?? before ?? []),
    gone: before === null || after === null ? [] : newest(without(before, after, evidence)),
    added: before === null || after === null ? [] : newest(without(after, before, evidence)),
    notes,
  };
};

/** Those of `episodes` during which none of `others` fires. */
const without = (
  episodes: readonly BacktestEpisode[],
  others: readonly BacktestEpisode[],
  { to }: BacktestEvidence,
): readonly BacktestEpisode[] =>
  episodes.filter(
    (episode) =>
      !others.some(
        (other) =>
          agree(episode.labels, other.labels) &&
          other.firedAt <= (episode.resolvedAt ?? to) &&
          (other.resolvedAt ?? to) >= episode.firedAt,
      ),
  );
