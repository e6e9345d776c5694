import type { AlertsBody } from '../../api/body/alert.js';
import type { DashboardBody } from '../../api/body/dashboard.js';
import type { HistoryBody } from '../../api/body/history.js';
import type { PerformanceBody } from '../../api/body/performance.js';
import type { SummaryBody } from '../../api/body/summary.js';
import type { SystemBody } from '../../api/body/system.js';
import type { CalendarRow } from '../../core/model/calendar.js';

/** Everything that a running console says of the last hours. */
export interface Told {
  readonly hours: number;
  readonly summary: SummaryBody;
  readonly alerts: AlertsBody;
  readonly dashboard: DashboardBody;
  readonly performance: PerformanceBody;
  readonly system: SystemBody;
  readonly history: HistoryBody;
  /** How the regular care of the watch stands; none where the calendar is off. */
  readonly calendar: readonly CalendarRow[];
}
