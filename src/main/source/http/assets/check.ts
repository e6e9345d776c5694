import type { AssetFacts } from '../../../core/model/reading.js';

/** Failures of one host's assets in one look. */
export interface HostFailures {
  readonly host: string;
  readonly failures: number;
}

export interface AssetCheck {
  readonly facts: AssetFacts;
  readonly hosts: readonly HostFailures[];
  /** What was left out and why, for people. */
  readonly note: string | null;
}
