import type { ConsoleClient } from './console/client.js';
import type { Report } from './monitoring-report.js';
import { comprehensive } from './report/comprehensive.js';
import { toHtml } from './report/html.js';
import { toMarkdown } from './report/markdown.js';
import { readAll } from './report/read.js';
import { writeNamedFile } from './write-file.js';

/** Everything in one document: Markdown for the terminal, and as a page into `htmlFile` where one is named. */
export const comprehensiveReport = async (console: ConsoleClient, hours: string, htmlFile: string | null): Promise<Report> => {
  const told = await readAll(console, Number(hours));
  const document = comprehensive(told);
  if (htmlFile !== null) await writeNamedFile(htmlFile, toHtml(document));
  const { status, active } = told.summary;
  return { body: told, text: toMarkdown(document), isHealthy: status !== 'blind' && active.critical === 0 };
};
