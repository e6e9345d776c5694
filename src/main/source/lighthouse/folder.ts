import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pageOf } from '../../core/lighthouse/page.js';
import { middleOf } from '../../core/lighthouse/run.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { AuditRecord } from '../../core/port/audits.js';
import type { LighthouseFeed } from '../../core/port/feeds.js';
import { after, days, hours, type Instant, instant } from '../../core/time/instant.js';
import { eachOnce } from '../feed/series.js';
import type { Found } from '../feed/source.js';
import { measuresOf, noteOf } from './measures.js';
import { type LighthouseResult, resultOf } from './result.js';
import { strainOf } from './strain.js';

/** Files of one look, the newest; a build of Lighthouse CI writes some for each page. */
const MOST_FILES = 100;

/** Of one file. */
const MOST_BYTES = 16 * 1_048_576;

/** Runs of one page that lie so close are of one audit. */
const ONE_AUDIT = hours(1);

/** What lies before that nobody looks at any more. */
const OLDEST = days(14);

/** Reads the last audit of each page from a folder of results (`*.json`), as Lighthouse and Lighthouse CI write them. */
export const readReports = async (
  folder: string,
  pages: LighthouseFeed['pages'],
  now: Instant,
): Promise<Result<Found, string>> => {
  const files = await newestFiles(folder);
  if (files === null)
    return fail(`${folder} cannot be read. Check sources.lighthouse.reports, and whether Watchroom may read it.`);
  const results: LighthouseResult[] = [];
  const failures: string[] = [];
  for (const file of files) {
    const result = resultOf(await jsonOf(file), now);
    if (result.ok) results.push(result.value);
    else if (result.error !== NO_RESULT) failures.push(result.error);
  }
  if (results.length === 0)
    return fail(
      failures[0] === undefined ? nothing(folder) : `Every report in ${folder} is of a failed audit: ${failures[0]}.`,
    );
  return ok(foundOf(results, failures, pages, now));
};

/** Said of files that are something else: Lighthouse CI keeps its own beside the results. */
const NO_RESULT = 'what came is no result of Lighthouse.';

const nothing = (folder: string): string =>
  `No result of Lighthouse is in ${folder}. Let "lighthouse --output=json" or Lighthouse CI (upload.target: filesystem) write there.`;

const newestFiles = async (folder: string): Promise<readonly string[] | null> => {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return null;
  const files = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => factsOf(join(folder, name))));
  return files
    .flatMap((file) => (file === null || file.size > MOST_BYTES ? [] : [file]))
    .sort((one, other) => other.at - one.at)
    .slice(0, MOST_FILES)
    .map(({ path }) => path);
};

const factsOf = (path: string): Promise<{ readonly path: string; readonly at: number; readonly size: number } | null> =>
  stat(path).then(
    ({ mtimeMs, size }) => ({ path, at: mtimeMs, size }),
    () => null,
  );

const jsonOf = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
};

const foundOf = (
  results: readonly LighthouseResult[],
  failures: readonly string[],
  pages: LighthouseFeed['pages'],
  now: Instant,
): Found => {
  const records = [...groupsOf(results, pages)].map(([page, of]) => recordOf(page, of));
  const recent = records.filter(({ at }) => at > after(now, -OLDEST));
  const measures = recent.flatMap((record) =>
    measuresOf(record).map((measure) => ({
      ...measure,
      labels: { ...measure.labels, page: record.page },
      at: record.at > now ? now : record.at,
    })),
  );
  const notes = recent.map((record) => noteOf(record, undefined, null, null));
  const failed = failures[0] === undefined ? [] : [`${failures.length} reports are of audits that failed: ${failures[0]}.`];
  return { measures: eachOnce(measures), note: [...notes, ...failed].join(' ') };
};

const groupsOf = (
  results: readonly LighthouseResult[],
  pages: LighthouseFeed['pages'],
): ReadonlyMap<string, readonly LighthouseResult[]> => {
  const groups = new Map<string, LighthouseResult[]>();
  for (const result of results) {
    const url = result.requestedUrl ?? '';
    if (!URL.canParse(url)) continue;
    const page = pageOf(new URL(url).href, pages);
    groups.set(page, [...(groups.get(page) ?? []), result]);
  }
  return groups;
};

/** The newest audit among the runs of a page: those in the newest one's form that lie close to it. */
const recordOf = (page: string, results: readonly LighthouseResult[]): AuditRecord => {
  const sorted = [...results].sort((one, other) => other.run.at - one.run.at);
  const [newest] = sorted;
  const at = newest?.run.at ?? instant(0);
  const own = sorted.filter(({ run, form }) => form === newest?.form && run.at > at - ONE_AUDIT);
  const runs = own.map(({ run }) => run);
  const benchmark = middleOf(runs.flatMap((run) => run.benchmark ?? []))?.median ?? null;
  return {
    id: '',
    page,
    url: newest?.requestedUrl ?? '',
    at,
    form: newest?.form ?? 'mobile',
    version: newest?.version ?? '',
    runs,
    median: 0,
    failed: 0,
    degraded: strainOf(0, benchmark),
  };
};
