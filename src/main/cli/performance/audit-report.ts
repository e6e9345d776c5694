import { LIGHTHOUSE_RUNS } from '../../config/resolve/feeds.js';
import { NO_LIMITS, type SiteLimits } from '../../config/site-limits/site-limits.js';
import { LIGHTHOUSE_SERVER, nameOfPath } from '../../core/lighthouse/page.js';
import type { Config } from '../../core/model/config.js';
import type { Report } from '../monitoring-report.js';
import { printError, UsageError } from '../terminal/terminal.js';
import { type Audited, auditPages, isGood } from './audit.js';
import { auditText } from './audit-text.js';
import type { Given } from './options.js';
import { readSettings, type Settings } from './settings.js';
import { readSiteLimits } from './site-limits.js';

/** Audits now, and says how each score stands to its limit. */
export const auditReport = async (given: Given, signal: AbortSignal): Promise<Report> => {
  const settings = await readSettings(given.config, given.dataFolder);
  const audits = await auditNow(given, settings, await limitsOf(given), signal);
  return { body: { audits: audits.map(toAuditBody) }, text: auditText(audits), isHealthy: audits.every(isGood) };
};

export const limitsOf = async ({ limits }: Given): Promise<SiteLimits> =>
  limits === null ? NO_LIMITS : readSiteLimits(limits);

export const auditNow = (
  given: Given,
  settings: Settings,
  { scores }: SiteLimits,
  signal: AbortSignal,
): Promise<readonly Audited[]> =>
  auditPages({
    settings,
    dataFolder: given.dataFolder,
    pages: pagesOf(given.urls, settings.config),
    runs: given.runs ?? settings.lighthouse?.runs ?? LIGHTHOUSE_RUNS,
    form: given.form ?? settings.lighthouse?.form ?? 'mobile',
    limits: scores,
    reports: given.reports,
    allowUnsandboxed: given.allowUnsandboxed,
    progress: (text) => (process.stderr.isTTY === true ? printError(text) : undefined),
    signal,
  });

type Page = { readonly page: string; readonly url: string };

const pagesOf = (urls: readonly string[], { targets }: Config): readonly Page[] => {
  if (urls.length > 0) return urls.map((url) => ({ url, page: pageAt(url, targets) }));
  const configured = targets.flatMap((target) =>
    target.source === 'lighthouse' && target.url !== null && target.id !== LIGHTHOUSE_SERVER
      ? [{ url: target.url, page: target.labels.page ?? target.id }]
      : [],
  );
  if (configured.length > 0) return configured;
  throw new UsageError('No page is configured: name its address here, or list it in sources.lighthouse.urls.');
};

/** A page is called as the target with its address is. */
const pageAt = (url: string, targets: Config['targets']): string => {
  const same = targets.find((target) => 'url' in target && target.url !== null && new URL(target.url).href === url);
  return same?.labels.page ?? same?.id ?? nameOfPath(url);
};

/** An audit for machines. */
export const toAuditBody = (audited: Audited): object => {
  const { page, url, failure } = audited;
  if (audited.failure !== null) return { page, url, failure, isGood: false };
  const { at, form, version, runs, failed, degraded } = audited.record;
  const facts = { at: new Date(at).toISOString(), form, version, runs: runs.length, failed, degraded };
  return { page, url, failure, isGood: isGood(audited), ...facts, judged: audited.judged, weights: audited.weights };
};
