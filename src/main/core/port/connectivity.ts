import type { ConnectivityProbe } from '../model/config.js';

/** Whether this desk's own network works. */
export interface Connectivity {
  /** True as soon as one probe answers; false when none did within the time-out. */
  answers(probes: readonly ConnectivityProbe[], signal: AbortSignal): Promise<boolean>;
}
