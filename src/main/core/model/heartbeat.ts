import type { Instant } from '../time/instant.js';

/**
 * How the signal that this desk sends out is doing.
 * - `first`: none has left yet. - `ok`: the last one was taken in time. - `late`: none was taken for two intervals, and none was refused.
 * - `failing`: the last one did not arrive. - `held`: none is sent, because the watch is not whole.
 */
export interface HeartbeatView {
  readonly state: 'first' | 'ok' | 'late' | 'failing' | 'held';
  /** When the last one was taken. */
  readonly lastAt: Instant | null;
  readonly text: string;
}
