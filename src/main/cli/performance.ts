import { defaultDataFolder } from '../platform/files.js';
import type { Report } from './monitoring-report.js';
import { auditReport } from './performance/audit-report.js';
import { budgetReport } from './performance/budget-report.js';
import { ciReport } from './performance/ci-report.js';
import { monitorReport } from './performance/monitor-report.js';
import type { Given } from './performance/options.js';
import { readGiven } from './performance/options.js';
import { watch } from './performance/watch.js';
import { endBy } from './signals.js';
import { HEALTHY, print, UNHEALTHY, UsageError, wordOf } from './terminal/terminal.js';

const PERFORMANCE_HELP = `watchroom performance WHAT [URL...] [OPTIONS]

Needs no running console.

  audit    audits the URLs, or the pages of sources.lighthouse.urls, with Lighthouse, and compares each score with its limit
  budget   compares what pages weighed last with their budgets
  monitor  prints what was measured last: Web Vitals, response times, scores, budgets (--watch: again and again)
  ci       audit and budget in one, with a summary in Markdown that is fit for a pull request

  --runs N          runs an audit (1-15); else as configured, else 5
  --form FORM       mobile or desktop; else as configured, else mobile
  --limits FILE     least scores and budgets of a .lighthouserc.json, .lighthouserc.js or performance.config.ts instead of the rules'
  --reports DIR     keep the audits' reports there
  --summary FILE    ci: write the Markdown there as well; in GitHub Actions: "$GITHUB_STEP_SUMMARY"
  --timeframe H     monitor: hours that are looked at (default 24)
  --watch           monitor: print anew every 10 s until Ctrl+C
  --allow-unsandboxed  audit where Chromium has no sandbox, as for root: only pages of your own
  --config FILE     instead of the configuration in force
  --data DIR        the data folder
  --json            for machines

Exit code 0: all that could be judged is within its limits; 1: a limit is not met, an audit failed, or nothing is measured;
2: not a known command line, or Lighthouse or Chromium is missing.

Example: watchroom performance audit https://www.example.org/ --runs 5`;

type Make = (given: Given, signal: AbortSignal) => Promise<Report>;

const REPORTS: Readonly<Record<'audit' | 'budget' | 'monitor' | 'ci', Make>> = {
  audit: auditReport,
  budget: budgetReport,
  monitor: monitorReport,
  ci: ciReport,
};

export const performanceCommand = async (args: readonly string[]): Promise<number> => {
  const given = readGiven(args, defaultDataFolder());
  if (given === null) {
    print(PERFORMANCE_HELP);
    return HEALTHY;
  }
  const make = REPORTS[wordOf(given.what, ['audit', 'budget', 'monitor', 'ci'])];
  if (given.watch && given.what !== 'monitor') throw new UsageError('Only monitor can --watch.');
  const ending = new AbortController();
  const end = (signal: NodeJS.Signals): void => ending.abort(signal);
  // Whoever ends a job often tells each of its processes, and this one twice: the second is the same wish.
  process.on('SIGINT', end).on('SIGTERM', end);
  try {
    const again = () => make(given, ending.signal);
    // At once: a process that ends by itself takes its ears away first, and dies of a signal that is told again meanwhile.
    if (given.watch) process.exit(await watch(again, (report) => tell(report, given), ending.signal, given));
    return tell(await again(), given);
  } catch (error) {
    if (!ending.signal.aborted) throw error;
    return stopped(ending.signal.reason);
  } finally {
    if (!ending.signal.aborted) process.off('SIGINT', end).off('SIGTERM', end);
  }
};

/** Its browser is gone, and nothing is written; the shell learns why. */
const stopped = (signal: unknown): number => {
  endBy(signal === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
  return UNHEALTHY;
};

const tell = ({ body, text, isHealthy }: Report, { asJson }: Given): number => {
  print(asJson ? JSON.stringify(body) : text);
  return isHealthy ? HEALTHY : UNHEALTHY;
};
