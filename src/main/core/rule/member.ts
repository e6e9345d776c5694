import type { BaselineState } from '../model/baseline.js';
import type { Condition, Rule } from '../model/rule.js';
import type { Series } from '../model/sample.js';
import type { SampleWindow } from '../sample/sample-window.js';
import { type Duration, type Instant, minutes, type ObservedInstant } from '../time/instant.js';

/** What is known of one series of the group that is judged. */
export interface Member {
  readonly series: Series;
  /** At least the samples of the rule's window. */
  readonly samples: SampleWindow;
  /** For each limit in the series' unit that an objective sets: 1 for a sample past it, else 0. */
  readonly marked: ReadonlyMap<number, SampleWindow>;
  /** When the newest sample came, on the observed clock. */
  readonly newestObserved: ObservedInstant;
  /** How often the series is expected to have a sample; null where nobody knows. */
  readonly every: Duration | null;
  /** Its end was announced: it has no value until it has a sample again. */
  readonly isEnded: boolean;
  readonly baseline: BaselineState | null;
}

/** The clocks that a judgement goes by, and the zone of its hours of day and week. */
export interface JudgeAt {
  readonly now: Instant;
  readonly observed: ObservedInstant;
  readonly zone: string;
}

const LEAST_STALENESS = minutes(5);

/** Observed time for which a last value stays current: the rule's own, else three intervals, at least 5 min. */
export const staleAfter = (condition: Condition, every: Duration | null): number =>
  condition.stale ?? Math.max(LEAST_STALENESS, 3 * (every ?? 0));

/** Whether its last value still stands for now. */
export const isCurrent = (condition: Condition, member: Member, observed: ObservedInstant): boolean =>
  !member.isEnded && observed - member.newestObserved <= staleAfter(condition, member.every);

/** The same for a counter, whose rise over a window needs no more than one sample in it. */
export const isCurrentCounter = (condition: Condition, member: Member, window: number, observed: ObservedInstant): boolean =>
  !member.isEnded && observed - member.newestObserved <= countStaleAfter(condition, member.every, window);

/** Observed time for which a count stays current: at least its window. */
export const countStaleAfter = (condition: Condition, every: Duration | null, window: number): number =>
  condition.stale ?? Math.max(window, staleAfter(condition, every));

/** How a rule judges one group at a moment. */
export interface Case {
  readonly rule: Rule;
  readonly group: readonly Member[];
  readonly at: JudgeAt;
  /** Since when, on the observed clock, the rule waits for a first series; null where it waits for none. */
  readonly since: ObservedInstant | null;
}
