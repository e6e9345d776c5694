import type { Rule, Subject, Test } from './rule.js';

export interface RuleRow extends Pick<Rule, 'id' | 'name' | 'enabled' | 'severity' | 'category' | 'impact'> {
  readonly origin: 'profile' | 'own';
  /** What it measures; its ending states the unit of the value that is compared. */
  readonly metric: string;
  /** How it judges. */
  readonly condition: Test['kind'];
  readonly subject: Subject['kind'];
  /** The side of the limit that is a breach. */
  readonly comparison: 'above' | 'below' | 'either';
  /** The fixed limit; null where it moves with a baseline, or is no number. */
  readonly threshold: number | null;
  /** The condition as a sentence: `up is below 1 for 2 min`. */
  readonly sentence: string;
  readonly series: number;
  readonly pending: number;
  readonly firing: number;
  /** `no-source`: nothing that is configured gives its metric, so it rests. */
  readonly health: { readonly state: 'ok' | 'failed' | 'never' | 'no-source'; readonly text: string };
}
