import type { ServiceLevelQuestion, ServiceLevelReport } from '../core/model/service-level.js';
import type { ConsoleClient } from './console/client.js';
import type { Report } from './monitoring-report.js';
import { toHtml } from './report/html.js';
import { toMarkdown } from './report/markdown.js';
import { serviceLevelDocument } from './report/section/service-levels.js';
import { UsageError } from './terminal/terminal.js';
import { writeNamedFile } from './write-file.js';

/** What `--over` and `--ends` ask for; null without `--over`. A year as `2026` ends with its December; without an end: this month. */
export const serviceLevelQuestion = (over: string | undefined, ends: string | undefined): ServiceLevelQuestion | null => {
  if (over === undefined) {
    if (ends !== undefined) throw new UsageError('--ends needs --over month or --over year.');
    return null;
  }
  if (over !== 'month' && over !== 'year') throw new UsageError(`“${over}” is no length: month or year.`);
  if (ends === undefined) return { over, ends: null };
  return { over, ends: over === 'year' && /^\d{4}$/.test(ends) ? `${ends}-12` : ends };
};

/** A year of many targets that was not asked before is read for a while. */
const WITHIN = 120_000;

/** How the promises were kept: Markdown for the terminal, and as a page into `htmlFile` where one is named. Unhealthy: one was missed. */
export const serviceLevelReport =
  (question: ServiceLevelQuestion) =>
  async (console: ConsoleClient, _hours: string, htmlFile: string | null): Promise<Report> => {
    const report = (await console.call('serviceLevel.read', question, WITHIN)) as ServiceLevelReport;
    const document = serviceLevelDocument(report);
    if (htmlFile !== null) await writeNamedFile(htmlFile, toHtml(document));
    const isHealthy = report.promises.every(({ total }) => total.verdict !== 'missed');
    return { body: report, text: toMarkdown(document), isHealthy };
  };
