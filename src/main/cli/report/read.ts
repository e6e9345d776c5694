import type { AlertsBody } from '../../api/body/alert.js';
import type { DashboardBody } from '../../api/body/dashboard.js';
import type { HistoryBody } from '../../api/body/history.js';
import type { PerformanceBody } from '../../api/body/performance.js';
import type { SummaryBody } from '../../api/body/summary.js';
import type { SystemBody } from '../../api/body/system.js';
import type { CalendarRow } from '../../core/model/calendar.js';
import type { ConsoleClient } from '../console/client.js';
import type { Told } from './told.js';

/** Pages whose course is drawn. */
const DRAWN = 3;

/** Asks a running console for everything that the report tells. */
export const readAll = async (console: ConsoleClient, hours: number): Promise<Told> => {
  const read = async <Body>(type: string, more = ''): Promise<Body> =>
    (await console.get(`/api/monitoring/dashboard?type=${type}&timeframe=${hours}${more}`)) as Body;
  const performance = await read<PerformanceBody>('performance');
  const slowest = [...performance.pages].sort((a, b) => (b.p75Seconds ?? 0) - (a.p75Seconds ?? 0)).slice(0, DRAWN);
  const history = await read<HistoryBody>('history', '&series=http_response_seconds');
  return {
    hours,
    summary: await read<SummaryBody>('summary'),
    alerts: await read<AlertsBody>('alerts'),
    dashboard: await read<DashboardBody>('dashboard'),
    performance,
    system: await read<SystemBody>('system'),
    history: {
      ...history,
      series: history.series.filter(({ labels }) => slowest.some(({ target }) => target === labels.target)),
    },
    calendar: (await console.call('calendar.list', {})) as readonly CalendarRow[],
  };
};
