import type { AuditReports } from '../core/port/audits.js';
import type { Browser } from '../core/port/browser.js';
import type { Channel } from '../core/port/channel.js';
import type { Clock } from '../core/port/clock.js';
import type { Desk } from '../core/port/desk.js';
import type { Gate } from '../core/port/gate.js';
import type { History } from '../core/port/history.js';
import type { Ingest } from '../core/port/ingest.js';
import type { Journal } from '../core/port/journal.js';
import type { Log } from '../core/port/log.js';
import type { OpenReport } from '../core/port/open-report.js';
import type { OwnWindow } from '../core/port/own-window.js';
import type { PageEvidence } from '../core/port/page-evidence.js';
import type { Secrets } from '../core/port/secrets.js';
import type { Settings } from '../core/port/settings.js';
import type { DeskUpdates } from './updates/updates.js';

/** What a process gives to the engine: the world as it is there. */
export interface Shell {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  readonly dataFolder: string;
  /** The ways out that only this process has. */
  readonly channels: readonly Channel[];
  readonly secrets: Secrets;
  /** What pages are loaded with. */
  readonly browser: Browser;
  /** Whether the system says that this machine runs from its battery; absent where it cannot be asked. */
  readonly isOnBattery?: () => boolean;
  readonly version: string;
  readonly runtime: string;
  readonly demoPanel: string | null;
  readonly resourcesFolder: string;
  /** Shows a report outside the console's page; absent where the console itself is shown in a browser, which can open it. */
  readonly openReport?: OpenReport;
  /** The window that shows the console; absent where a browser shows it. */
  readonly ownWindow?: OwnWindow;
  /** Keeps the installed app up to date; absent where there is no app that could be replaced. */
  readonly updates?: DeskUpdates;
}

/** The composed product, without a shell around it. */
export interface Watchroom {
  readonly desk: Desk;
  readonly settings: Settings;
  readonly history: History;
  readonly journal: Journal;
  readonly gate: Gate;
  readonly ingest: Ingest;
  readonly evidence: PageEvidence;
  readonly audits: AuditReports;
  /** Something outside the engine changed that the view shows. */
  refresh(): void;
  stop(): Promise<void>;
}
