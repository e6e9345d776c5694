import type { AuditReports } from '../core/port/audits.js';
import type { Clock } from '../core/port/clock.js';
import type { Desk } from '../core/port/desk.js';
import type { Gate } from '../core/port/gate.js';
import type { History } from '../core/port/history.js';
import type { Ingest } from '../core/port/ingest.js';
import type { Journal } from '../core/port/journal.js';
import type { Log } from '../core/port/log.js';
import type { Settings } from '../core/port/settings.js';

/** What the API is built of. */
export interface ApiParts {
  readonly desk: Desk;
  readonly settings: Settings;
  readonly history: History;
  readonly journal: Journal;
  readonly gate: Gate;
  readonly ingest: Ingest;
  readonly audits: AuditReports;
  readonly log: Log;
  readonly clock: Clock;
  /** Folder of the console's built pages. */
  readonly rendererFolder: string;
  /** Where `admin-token` and `console.json` are kept. */
  readonly dataFolder: string;
  readonly version: string;
  /** Instead of the configured port; 0 takes any free one. */
  readonly port?: number;
}
