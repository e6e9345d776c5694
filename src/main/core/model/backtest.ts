import type { Instant } from '../time/instant.js';
import type { Labels } from './labels.js';
import type { RuleId } from './rule.js';
import type { MinuteOfDay } from './telling.js';

/** How a rule did, or would have done, over a stretch of recorded time. */
export interface RuleOutcome {
  /** Episodes that began. */
  readonly fired: number;
  /** Of the episodes, those that somebody was told of at once by some channel: not in a digest or a summary, and never an `info`. */
  readonly paged: number;
  /** Of those, the ones told first at night. */
  readonly atNight: number;
  /** In which at least one of its alerts fired. */
  readonly minutesInAlert: number;
  /** Of the longest episode. */
  readonly longestMinutes: number;
  /** Times that an alert fired within an hour after it had resolved. */
  readonly flaps: number;
  /** Against what people said when they resolved past episodes: real ones during which it fires, and during which it does not … */
  readonly caught: number;
  readonly missed: number;
  /** … and noise that it would make again, and would spare. */
  readonly repeated: number;
  readonly spared: number;
}

export interface BacktestEpisode {
  readonly labels: Labels;
  readonly firedAt: Instant;
  /** Null: still firing at the end. */
  readonly resolvedAt: Instant | null;
  /** When somebody was first told of it at once; null: nobody was. */
  readonly pagedAt: Instant | null;
}

/** What was played: how much of it, and how fine. */
export interface BacktestEvidence {
  readonly from: Instant;
  readonly to: Instant;
  /** Share of that time in which the desk looked, 0–1. */
  readonly coverage: number;
  readonly series: number;
  /** Raw samples, and values that stand for a rolled-up stretch each. */
  readonly samples: number;
  readonly rolledUp: number;
  /** The longest of those stretches, in seconds; null where there were none. */
  readonly coarsestSeconds: number | null;
  /** Past episodes of this rule that somebody called real, or noise. */
  readonly judged: { readonly real: number; readonly noise: number };
  /** Episodes of this rule that the desk itself recorded then, by the rules that it had at the time. */
  readonly recorded: number;
  /** The hours that count as night, in local time. */
  readonly night: { readonly from: MinuteOfDay; readonly to: MinuteOfDay; readonly timeZone: string };
}

/** A rule over recorded history: as it is configured, as it is proposed, and the difference. */
export interface Backtest {
  readonly rule: RuleId;
  readonly name: string;
  readonly evidence: BacktestEvidence;
  /** Null where no such rule is configured. */
  readonly configured: RuleOutcome | null;
  /** Null where nothing else is proposed. */
  readonly proposed: RuleOutcome | null;
  /** The episodes of the proposed rule, or of the configured one where nothing is proposed; newest first, not more than fifty. */
  readonly episodes: readonly BacktestEpisode[];
  /** Episodes of the configured rule during which the proposed one does not fire, and the other way round; likewise. */
  readonly gone: readonly BacktestEpisode[];
  readonly added: readonly BacktestEpisode[];
  /** What bears on how far the figures can be trusted, in sentences. */
  readonly notes: readonly string[];
}

/** What a change of the configuration would have done: one backtest for each rule that it changes. */
export interface ChangePreview {
  readonly backtests: readonly Backtest[];
  /** Rules that the change touches as well, and that were not played. */
  readonly left: readonly RuleId[];
}
