import type { RuleId, Severity } from './rule.js';

/** What might make a rule's alerts worth more, and what speaks for it. */
export interface Proposal {
  readonly kind: 'mostly-noise' | 'comes-back' | 'nobody-minds' | 'wakes-for-little';
  /** So many of so many episodes speak for it. */
  readonly count: number;
  readonly of: number;
}

/** How the alerts of one rule fared over a stretch of time; tests and drills apart. */
export interface RuleQuality {
  readonly rule: RuleId;
  readonly name: string;
  readonly severity: Severity;
  readonly fired: number;
  /** Of those, the ones that people were told of. */
  readonly told: number;
  /** Told between ten in the evening and seven in the morning on the site's clocks. */
  readonly atNight: number;
  readonly acknowledged: number;
  /** Resolved by hand as real, as noise, or with no word on it. */
  readonly real: number;
  readonly noise: number;
  /** Fired again within an hour of its end. */
  readonly cameBack: number;
  /** Minutes in alert, all episodes together. */
  readonly minutes: number;
  readonly proposals: readonly Proposal[];
}

export interface QualityView {
  readonly days: number;
  /** Those that fired most first; rules that did not fire are left out. */
  readonly rules: readonly RuleQuality[];
  readonly quiet: number;
}
