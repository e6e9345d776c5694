import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { medianRun, middleOf } from '../../core/lighthouse/run.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { whyDegraded } from '../../core/observe/strain.js';
import type { AuditRecord } from '../../core/port/audits.js';
import type { Look } from '../../core/port/source.js';
import { type Duration, days, type Instant, seconds } from '../../core/time/instant.js';
import { type WatchStrain, watchStrain } from '../host/strain.js';
import { startDeadline } from '../net/deadline.js';
import { auditOnce, type Report, type Tools, type Wish } from './run-once.js';
import { readLoad, strainOf } from './strain.js';

export interface AuditWish {
  readonly page: string;
  readonly url: string;
  readonly form: 'mobile' | 'desktop';
  readonly runs: number;
  /** How busy this machine is; another one for tests. */
  readonly load?: () => number;
  /** How hard pressed it is otherwise, as for page loads. */
  readonly watchStrain?: WatchStrain;
  /** Told after each run how many are done. */
  readonly progress?: (done: number) => void;
}

/** An audit, with the report of its median run. */
export interface Audit {
  readonly record: AuditRecord;
  readonly report: Report;
  /** Why some runs failed although most did not; null where none did. */
  readonly trouble: string | null;
}

/** Longer than that no run takes: the page may load for 30 s, and is loaded once. */
const LONGEST_RUN: Duration = seconds(90);

/**
 * Audits a page several times, one after another. At least half of the runs must succeed: of fewer none says what the page
 * is like. Rejects with the signal's reason where that ends it; no process and no file is left in any case.
 */
export const auditPage = async (tools: Tools, wish: AuditWish, look: Look): Promise<Result<Audit, string>> => {
  look.signal.throwIfAborted();
  const load = (wish.load ?? readLoad)();
  const strain = await (wish.watchStrain ?? watchStrain)({ clock: look.clock, signal: look.signal });
  const judge = once(() => whyDegraded(strain.end()));
  const begun = look.clock.now();
  await sweep(begun);
  const home = await mkdtemp(join(tmpdir(), HOME));
  try {
    const reports: Report[] = [];
    const failures: string[] = [];
    for (let done = 1; done <= wish.runs && failures.length <= wish.runs / 2; done += 1) {
      const report = await within(tools, { ...wish, home, now: look.clock.now }, look);
      if (report.ok) reports.push(report.value);
      else failures.push(report.error);
      wish.progress?.(done);
    }
    return auditOf(reports, failures, wish, begun, (benchmark) => reasonsOf(strainOf(load, benchmark), judge()));
  } finally {
    judge();
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
};

const once = <Found>(find: () => Found): (() => Found) => {
  let found: { readonly it: Found } | null = null;
  return () => {
    found ??= { it: find() };
    return found.it;
  };
};

const reasonsOf = (own: string | null, strain: string | null): string | null => {
  const reasons = [own, strain === null ? null : `this machine was not at rest: ${strain}`].filter((reason) => reason !== null);
  return reasons.length === 0 ? null : reasons.join('; ');
};

/** How the folders of audits under way begin. */
const HOME = 'watchroom-lighthouse-';

/** No audit takes so long. */
const LEFT_BEHIND = days(1);

/** Takes away what a desk left behind that was killed in the middle of an audit. */
const sweep = async (now: Instant): Promise<void> => {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(HOME));
  for (const path of names.map((name) => join(tmpdir(), name))) {
    const age = await stat(path).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => 0,
    );
    // Another account's stays.
    if (age > LEFT_BEHIND) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
};

const within = async (tools: Tools, wish: Omit<Wish, 'signal'>, look: Look): Promise<Result<Report, string>> => {
  const deadline = startDeadline(look.clock, LONGEST_RUN, [look.signal]);
  let late = `the browser ${tools.browser.program} did not start in time: this machine is too busy, or the browser does not work`;
  const started = (): void => {
    late = 'the audit was not done';
  };
  try {
    return await auditOnce(tools, { ...wish, signal: deadline.signal, started });
  } catch (error) {
    look.signal.throwIfAborted();
    if (!deadline.isPast()) throw error;
    return fail(`${late} (${LONGEST_RUN / seconds(1)} s)`);
  } finally {
    deadline.stop();
  }
};

const auditOf = (
  reports: readonly Report[],
  failures: readonly string[],
  { page, url, form }: AuditWish,
  at: AuditRecord['at'],
  why: (benchmark: number | null) => string | null,
): Result<Audit, string> => {
  const runs = reports.map(({ result }) => result.run);
  const median = medianRun(runs);
  const report = reports[median];
  const trouble = failures[0] ?? null;
  if (report === undefined || failures.length > reports.length) return fail(trouble ?? 'no run took place');
  const benchmark = middleOf(runs.flatMap((run) => run.benchmark ?? []))?.median ?? null;
  const record: AuditRecord = {
    id: new Date(at).toISOString().replaceAll(/[:.]/g, '-'),
    page,
    url,
    at,
    form,
    version: report.result.version,
    runs,
    median,
    failed: failures.length,
    degraded: why(benchmark),
  };
  return ok({ record, report, trouble });
};
