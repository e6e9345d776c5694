import { defaultDataFolder } from '../platform/files.js';
import { type ConsoleClient, connect, NotRunningError } from './console-client.js';
import {
  alertsReport,
  dashboardReport,
  healthReport,
  type Report,
  statusReport,
  testAlertReport,
} from './monitoring-report.js';
import { HEALTHY, print, printError, readArguments, UNHEALTHY, UsageError } from './terminal.js';

const MONITORING_HELP = `watchroom monitoring WHAT [--json] [--data DIR] [--timeframe HOURS]

Asks the running console.

  enterprise     state of the watch, its targets, sources, store and channels
  dashboard      targets and open alerts
  alerts         alerts of the last HOURS (default 24) and how they were dealt with
  test-alert     makes a test alert, which goes out on every channel
  health-check   is the console up, its watch on and nothing critical open?

Exit code 0: healthy; 1: unhealthy, or no console runs; 2: not a known command line.

Example: watchroom monitoring alerts --timeframe 48 --json`;

const OPTIONS = {
  json: { type: 'boolean' },
  data: { type: 'string' },
  timeframe: { type: 'string', default: '24' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Read = (console: ConsoleClient, hours: string) => Promise<Report>;

const READS: Readonly<Record<string, Read>> = {
  enterprise: statusReport,
  dashboard: dashboardReport,
  alerts: alertsReport,
  'test-alert': testAlertReport,
  'health-check': healthReport,
};

export const monitoringCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(MONITORING_HELP);
    return HEALTHY;
  }
  const [what = ''] = positionals;
  const read = Object.hasOwn(READS, what) ? READS[what] : undefined;
  if (read === undefined) throw new UsageError(`Say one of: ${Object.keys(READS).join(', ')}.`);
  const asJson = values.json === true;
  try {
    const report = await read(await connect(values.data ?? defaultDataFolder()), values.timeframe);
    print(asJson ? JSON.stringify(report.body) : report.text);
    return report.isHealthy ? HEALTHY : UNHEALTHY;
  } catch (error) {
    if (!(error instanceof NotRunningError)) throw error;
    if (asJson) print(JSON.stringify({ error: { code: 'not-running', message: error.message } }));
    else printError(error.message);
    return UNHEALTHY;
  }
};
