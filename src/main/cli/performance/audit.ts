import { join } from 'node:path';
import { auditBefore } from '../../core/lighthouse/before.js';
import { sayScore } from '../../core/lighthouse/note.js';
import {
  type AuditCategory,
  CATEGORIES,
  type LabVital,
  type Middle,
  middleOf,
  scoresOf,
  vitalsOf,
} from '../../core/lighthouse/run.js';
import type { AuditRecord } from '../../core/port/audits.js';
import { judgeLimits, type LimitRow } from '../../core/rule/limits.js';
import { systemClock } from '../../platform/clock.js';
import { auditPage } from '../../source/lighthouse/audit.js';
import { createReports } from '../../source/lighthouse/reports.js';
import { findTools, SANDBOX_SETTING } from '../../source/lighthouse/source.js';
import { UsageError } from '../terminal/terminal.js';
import type { Settings } from './settings.js';

export interface AuditPlan {
  readonly settings: Settings;
  readonly dataFolder: string;
  readonly pages: readonly { readonly page: string; readonly url: string }[];
  readonly runs: number;
  readonly form: 'mobile' | 'desktop';
  /** Least scores that hold instead of the rules'. */
  readonly limits: Readonly<Partial<Record<AuditCategory, number>>>;
  /** Where reports are written; null: nowhere. */
  readonly reports: string | null;
  /** Besides what the configuration says: pages may be loaded where the browser has no sandbox. */
  readonly allowUnsandboxed: boolean;
  readonly progress: (text: string) => void;
  readonly signal: AbortSignal;
}

/** One thing that is judged: a score against its limit, or a lab vital against the end of its good range. */
export interface Judged {
  readonly what: AuditCategory | LabVital;
  readonly middle: Middle | null;
  /** Null: nobody set one. */
  readonly limit: number | null;
  readonly verdict: 'met' | 'violated' | 'not-judged';
  /** The score in words; null of a vital. */
  readonly said: string | null;
}

/** What became of the audit of one page. */
export type Audited =
  | { readonly page: string; readonly url: string; readonly failure: string }
  | {
      readonly page: string;
      readonly url: string;
      readonly failure: null;
      readonly record: AuditRecord;
      readonly judged: readonly Judged[];
      readonly weights: Readonly<Record<string, number>>;
    };

/** The good ranges of the lab's vitals: web.dev's, and of blocking time, which stands for INP where nobody taps. */
const GOOD: Readonly<Partial<Record<LabVital, number>>> = { lcp: 2.5, tbt: 0.2, cls: 0.1 };

/** Audits the pages one after another. Rejects with a `UsageError` where the tools are missing: it says what to install. */
export const auditPages = async (plan: AuditPlan): Promise<readonly Audited[]> => {
  const { settings, dataFolder } = plan;
  const { browser = null, allowUnsandboxed = false } = settings.lighthouse ?? {};
  const wanted = { browser, allowUnsandboxed: allowUnsandboxed || plan.allowUnsandboxed };
  const tools = await findTools(wanted, { dataFolder }, `${SANDBOX_SETTING} (here also --allow-unsandboxed)`);
  if (!tools.ok) throw new UsageError(tools.error);
  const look = { clock: systemClock(), signal: plan.signal };
  const known = createReports(join(dataFolder, 'lighthouse'));
  const audited: Audited[] = [];
  for (const { page, url } of plan.pages) {
    const progress = (done: number): void => plan.progress(`${page}: run ${done} of ${plan.runs}`);
    plan.progress(`${page}: ${url}`);
    const audit = await auditPage(tools.value, { page, url, form: plan.form, runs: plan.runs, progress }, look);
    plan.signal.throwIfAborted();
    if (!audit.ok) {
      audited.push({ page, url, failure: audit.error });
      continue;
    }
    const { record } = audit.value;
    const before = auditBefore(record, await known.of(page));
    if (plan.reports !== null) await createReports(plan.reports).keep(audit.value);
    audited.push({
      page,
      url,
      failure: null,
      record,
      judged: judge(record, before, plan),
      weights: audit.value.report.result.weights,
    });
  }
  return audited;
};

const judge = (record: AuditRecord, before: AuditRecord | undefined, plan: AuditPlan): readonly Judged[] => {
  const limits = limitsOf(record, plan);
  const scores = CATEGORIES.map((category): Judged => {
    const middle = middleOf(scoresOf(record.runs, category)) ?? null;
    const limit = limits.get(category) ?? null;
    const counts = record.degraded === null || category !== 'performance';
    const verdict = middle === null || limit === null || !counts ? 'not-judged' : middle.median < limit ? 'violated' : 'met';
    return { what: category, middle, limit, verdict, said: sayScore(category, record.runs, before?.runs ?? []) };
  });
  return [...scores, ...judgeVitals(record)];
};

const judgeVitals = (record: AuditRecord): readonly Judged[] =>
  (Object.keys(GOOD) as LabVital[]).map((what) => {
    const middle = middleOf(vitalsOf(record.runs, what)) ?? null;
    const limit = GOOD[what] ?? null;
    const isOver = middle !== null && limit !== null && middle.median > limit;
    const verdict = middle === null || record.degraded !== null ? 'not-judged' : isOver ? 'violated' : 'met';
    return { what, middle, limit, verdict, said: null };
  });

/** The least score of each category for this page: what is given, else what the rules fire at. */
const limitsOf = ({ page, at }: AuditRecord, { settings, limits }: AuditPlan): ReadonlyMap<string, number> => {
  const latest = CATEGORIES.map((category) => ({
    series: { name: 'lighthouse_score', labels: { page, category, source: 'lighthouse' } },
    value: 0,
    at,
  }));
  const rows: readonly LimitRow[] = judgeLimits(settings.config.rules, 'lighthouse_score', latest);
  const ruled = rows
    .filter(({ limit, measured }) => limit.kind === 'below' && measured !== null)
    .map(({ labels, limit }) => [labels.category ?? '', limit.threshold] as const);
  // Of several rules over one score the strictest counts.
  const strictest = ruled.sort(([, one], [, other]) => one - other);
  return new Map([...strictest, ...Object.entries(limits)]);
};

export const isGood = (audited: Audited): boolean =>
  audited.failure === null && audited.judged.every(({ verdict }) => verdict !== 'violated');
