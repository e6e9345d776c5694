import { join } from 'node:path';
import { auditBefore } from '../../core/lighthouse/before.js';
import { LIGHTHOUSE_REPORTS, LIGHTHOUSE_SERVER } from '../../core/lighthouse/page.js';
import type { Reading, ReadingFacts, ReadingOutcome } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import { withoutSecrets } from '../../core/model/without-secrets.js';
import type { AuditRecord } from '../../core/port/audits.js';
import type { LighthouseFeed } from '../../core/port/feeds.js';
import type { Look, Source } from '../../core/port/source.js';
import { findBrowser } from '../../driver/chromium/find.js';
import type { Variables } from '../../driver/chromium/program.js';
import { createHeard } from '../feed/heard.js';
import { createFeedSource, type FeedParts } from '../feed/source.js';
import { createTurns, type Turns } from '../feed/turns.js';
import type { WatchStrain } from '../host/strain.js';
import { type Audit, auditPage } from './audit.js';
import { readReports } from './folder.js';
import { measuresOf, noteOf } from './measures.js';
import { findLighthouse, type LighthouseProgram } from './program.js';
import type { KeptReports } from './reports.js';
import type { Tools } from './run-once.js';
import { readServer } from './server.js';

export interface LighthouseParts {
  /** What others' audits are asked for by. */
  readonly asking: FeedParts;
  readonly dataFolder: string;
  readonly reports: KeptReports;
  readonly variables?: Variables;
  /** Instead of the one that is found. */
  readonly lighthouse?: LighthouseProgram;
  /** Instead of how busy this machine is. */
  readonly watchStrain?: WatchStrain;
  readonly load?: () => number;
  /** Shared with others who audit on this machine. */
  readonly turns?: Turns;
}

/** Audits pages with Lighthouse in processes of its own, one page at a time, since two at once would slow each other down. */
export const createLighthouseSource = (parts: LighthouseParts): Source<FeedTarget> => {
  const stopping = new AbortController();
  const turns = parts.turns ?? createTurns();
  const server = createFeedSource('lighthouse', parts.asking, readServer);
  const folder = createFeedSource('lighthouse', parts.asking, async (_, { feeds: { lighthouse }, now }) =>
    lighthouse?.reports == null ? fail(GONE) : readReports(lighthouse.reports, lighthouse.pages, now),
  );
  return {
    kind: 'lighthouse',
    read: (target, look) => {
      if (target.id === LIGHTHOUSE_SERVER) return server.read(target, look);
      if (target.id === LIGHTHOUSE_REPORTS) return folder.read(target, look);
      const signal = AbortSignal.any([look.signal, stopping.signal]);
      return turns.take(signal, () => readPage(target, { ...look, signal }, parts));
    },
    stop: async () => {
      stopping.abort(new Error('the lighthouse source was stopped'));
      await Promise.all([turns.end(), server.stop(), folder.stop()]);
    },
  };
};

const GONE = 'sources.lighthouse is not configured any more.';

const readPage = async (target: FeedTarget, look: Look, parts: LighthouseParts): Promise<Reading> => {
  const startedAt = look.clock.now();
  const outcome = await outcomeOf(target, look, parts);
  look.signal.throwIfAborted();
  return { source: 'lighthouse', target: target.id, startedAt, at: look.clock.now(), outcome };
};

const outcomeOf = async (target: FeedTarget, look: Look, parts: LighthouseParts): Promise<ReadingOutcome> => {
  const feed = parts.asking.feeds().lighthouse;
  if (feed === null || target.url === null) return failed(GONE);
  const tools = await findTools(feed, parts);
  if (!tools.ok) return failed(tools.error);
  const page = target.labels.page ?? target.id;
  const { runs, form } = feed;
  const strain = {
    ...(parts.load === undefined ? {} : { load: parts.load }),
    ...(parts.watchStrain === undefined ? {} : { watchStrain: parts.watchStrain }),
  };
  const audit = await auditPage(tools.value, { page, url: target.url, form, runs, ...strain }, look);
  const url = withoutSecrets(target.url);
  if (!audit.ok) return failed(`${url} was not audited: ${audit.error}`);
  const made = { ...audit.value, record: { ...audit.value.record, url } };
  const before = auditBefore(made.record, await parts.reports.of(page));
  const unkept = await parts.reports.keep(made).then(() => null, sayUnkept);
  const outcome = answered(made, before, unkept);
  return look.wantsAnswer === true ? { ...outcome, facts: { ...outcome.facts, ...laidOpen(made) } } : outcome;
};

/** What Lighthouse said of each run, for the person who tries it. */
const laidOpen = ({ record: { runs } }: Audit): Pick<ReadingFacts, 'raw'> => {
  const heard = createHeard();
  for (const [index, run] of runs.entries()) heard.say(`Run ${index + 1}`, JSON.stringify(run, null, 1));
  const raw = heard.raw([]);
  return raw === undefined ? {} : { raw };
};

const failed = (text: string): ReadingOutcome => ({ kind: 'source-failed', text });

/** A full disk takes the report, not the scores. */
const sayUnkept = (error: unknown): string =>
  `Its report could not be kept: ${error instanceof Error ? error.message : String(error)}.`;

const answered = (
  { record, report, trouble }: Audit,
  before: AuditRecord | undefined,
  unkept: string | null,
): Extract<ReadingOutcome, { kind: 'answered' }> => ({
  kind: 'answered',
  measures: measuresOf(record),
  problems: [],
  facts: { note: [noteOf(record, before, trouble, report.result.finalUrl), unkept ?? ''].join(' ').trimEnd() },
});

/** Where somebody allows pages to be audited without a sandbox. */
export const SANDBOX_SETTING = 'sources.lighthouse.allowUnsandboxed';

/** Where an audit's tools are; the failure says what to install. `setting`: what allows pages to be loaded without a sandbox. */
export const findTools = async (
  wanted: Pick<LighthouseFeed, 'browser' | 'allowUnsandboxed'>,
  { dataFolder, variables = process.env, lighthouse }: Pick<LighthouseParts, 'dataFolder' | 'variables' | 'lighthouse'>,
  setting = SANDBOX_SETTING,
): Promise<Result<Tools, string>> => {
  const browser = findBrowser({ configured: wanted.browser, setting: 'sources.lighthouse.browser', environment: variables });
  if (!browser.ok) return browser;
  const found = lighthouse === undefined ? await findLighthouse(join(dataFolder, 'tools'), variables) : ok(lighthouse);
  const rule = { program: browser.value, allowUnsandboxed: wanted.allowUnsandboxed, setting };
  return found.ok ? ok({ lighthouse: found.value, browser: rule, variables }) : found;
};
