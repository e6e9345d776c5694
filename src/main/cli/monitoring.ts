import { defaultDataFolder } from '../platform/files.js';
import { comprehensiveReport } from './comprehensive-report.js';
import { type ConsoleClient, connect, NotRunningError } from './console/client.js';
import { healthReport } from './health-report.js';
import { alertsReport, dashboardReport, type Report, statusReport } from './monitoring-report.js';
import { serviceLevelQuestion, serviceLevelReport } from './service-level-report.js';
import { storedReport } from './stored-report.js';
import { HEALTHY, print, printError, readArguments, UNHEALTHY, UsageError, wordOf } from './terminal/terminal.js';
import { testAlertReport } from './test-alert-report.js';

const MONITORING_HELP = `watchroom monitoring WHAT [--json] [--data DIR] [--timeframe HOURS] [--html FILE]
                          [--over month|year [--ends 2026-10]]

Asks the running console. Where none runs, the first three tell what it kept, and exit with 1: nobody is watching.

  enterprise     state of the watch, its targets, sources, store and channels
  dashboard      targets and open alerts
  alerts         alerts of the last HOURS (default 24) and how they were dealt with
  test-alert     makes a test alert, which goes out on every channel, and says what came of each
  health-check   is every part of the watch whole, and nothing critical open? names what is not
  comprehensive  all of it as one report in Markdown; with --html FILE also as a page with charts;
                 with --over how each promise was kept over a calendar month, or the twelve that
                 end with it (--ends; without: this month), and 1 where one was missed

Exit code 0: healthy; 1: unhealthy, or no console runs; 2: not a known command line.

Example: watchroom monitoring alerts --timeframe 48 --json`;

const OPTIONS = {
  json: { type: 'boolean' },
  data: { type: 'string' },
  timeframe: { type: 'string', default: '24' },
  html: { type: 'string' },
  over: { type: 'string' },
  ends: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Read = (console: ConsoleClient, hours: string, htmlFile: string | null) => Promise<Report>;

const READS = {
  enterprise: statusReport,
  dashboard: dashboardReport,
  alerts: alertsReport,
  'test-alert': testAlertReport,
  'health-check': healthReport,
  comprehensive: comprehensiveReport,
} as const satisfies Readonly<Record<string, Read>>;

/** What can be told without a console, from what it kept. */
const READ_FROM_STORE: ReadonlySet<string> = new Set(['enterprise', 'dashboard', 'alerts']);

export const monitoringCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(MONITORING_HELP);
    return HEALTHY;
  }
  const what = wordOf(positionals[0], Object.keys(READS) as readonly (keyof typeof READS)[]);
  const known = READS[what];
  const question = serviceLevelQuestion(values.over, values.ends);
  if (question !== null && what !== 'comprehensive') throw new UsageError('--over belongs to comprehensive.');
  const read: Read = question === null ? known : serviceLevelReport(question);
  const timeframe = hoursOf(values.timeframe);
  const dataFolder = values.data ?? defaultDataFolder();
  const asJson = values.json === true;
  try {
    return tell(await read(await connect(dataFolder), String(timeframe), values.html ?? null), asJson);
  } catch (error) {
    if (!(error instanceof NotRunningError)) throw error;
    const stored = READ_FROM_STORE.has(what) ? await storedReport(dataFolder, timeframe) : null;
    return stored === null ? tellAbsence(error, asJson) : tell(stored, asJson);
  }
};

const hoursOf = (text: string): number => {
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= 8_760) return Number(text);
  throw new UsageError(`“${text}” is no timeframe: whole hours, 1–8760.`);
};

const tell = (report: Report, asJson: boolean): number => {
  print(asJson ? JSON.stringify(report.body) : report.text);
  return report.isHealthy ? HEALTHY : UNHEALTHY;
};

const tellAbsence = ({ message }: NotRunningError, asJson: boolean): number => {
  if (asJson) print(JSON.stringify({ error: { code: 'not-running', message } }));
  else printError(message);
  return UNHEALTHY;
};
