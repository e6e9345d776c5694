import type { AuditReports } from '../../core/port/audits.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import type { OpenReport } from '../../core/port/open-report.js';
import type { OwnWindow } from '../../core/port/own-window.js';
import type { LoadHar, PageEvidence } from '../../core/port/page-evidence.js';
import type { Playbooks } from '../../core/port/playbooks.js';
import type { Previews } from '../../core/port/preview.js';
import type { Search } from '../../core/port/search.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { Settings } from '../../core/port/settings.js';
import type { LookAtSite } from '../../core/port/site-look.js';
import type { TrySource } from '../../core/port/source-trial.js';
import type { Updates } from '../../core/port/updates.js';
import { aboutHandlers, type Build } from './about.js';
import { alertHandlers } from './alerts.js';
import { configHandlers, type Mask, type ReadDocument } from './config.js';
import { drillHandlers } from './drills.js';
import { evidenceHandlers } from './evidence.js';
import { explainHandlers } from './explain.js';
import type { Handlers } from './handler.js';
import { historyHandlers } from './history.js';
import { pastHandlers } from './past.js';
import { reportHandlers } from './reports.js';
import { ruleHandlers } from './rules.js';
import { searchHandlers } from './search.js';
import { secretHandlers } from './secrets.js';
import { siteHandlers } from './site.js';
import { type IsGivenBy, sourceHandlers } from './sources.js';
import { standingHandlers } from './standing.js';
import { type ParseTarget, targetHandlers } from './targets.js';
import { templateHandlers } from './templates.js';
import { updateHandlers } from './updates.js';
import { windowHandlers } from './window.js';

export interface HandlerParts {
  readonly desk: Desk;
  readonly history: History;
  readonly journal: Journal;
  readonly search: Search;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly playbooks: Playbooks;
  readonly previews: Previews;
  readonly clock: Clock;
  readonly build: Build;
  readonly readDocument: ReadDocument;
  readonly mask: Mask;
  readonly parseTarget: ParseTarget;
  readonly trySource: TrySource;
  readonly lookAtSite: LookAtSite;
  readonly isGivenBy: IsGivenBy;
  readonly evidence: PageEvidence;
  readonly loadHar: LoadHar;
  readonly audits: AuditReports;
  readonly openReport: OpenReport | null;
  readonly ownWindow: OwnWindow | null;
  readonly updates: Updates | null;
}

/** Every call of the contract with its handler. */
export const createHandlers = (parts: HandlerParts): Handlers => ({
  ...aboutHandlers(parts.desk, parts.build),
  ...alertHandlers(parts.desk),
  ...drillHandlers(parts.desk),
  ...standingHandlers(parts.desk),
  ...targetHandlers(parts.desk, parts.parseTarget),
  ...siteHandlers(parts),
  ...sourceHandlers(parts),
  ...evidenceHandlers(parts),
  ...reportHandlers(parts.desk),
  ...windowHandlers(parts.ownWindow),
  ...updateHandlers(parts.updates, parts.desk),
  ...explainHandlers(parts.desk, parts.settings, parts.clock),
  ...pastHandlers(parts.desk, parts.settings, parts.clock),
  ...ruleHandlers(parts.desk, parts.settings, parts.playbooks),
  ...historyHandlers(parts),
  ...configHandlers(parts.settings, parts.desk, parts.readDocument, parts.mask),
  ...secretHandlers(parts.secrets, parts.desk),
  ...templateHandlers(parts.settings, parts.previews, parts.clock),
  ...searchHandlers(parts.search, parts.journal),
});
