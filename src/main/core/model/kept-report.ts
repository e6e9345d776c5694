import type { Instant } from '../time/instant.js';

/** An audit whose report can be opened. */
export interface KeptReport {
  readonly page: string;
  readonly id: string;
  readonly at: Instant;
  readonly form: 'mobile' | 'desktop';
}
