import type { Measure, Reading } from '../core/model/reading.js';
import { fail, ok, type Refusal } from '../core/model/result.js';
import { placeOfSetting, type SourceSetting } from '../core/model/source-setting.js';
import type { FeedTarget, HostTarget, Target, TargetId } from '../core/model/target.js';
import type { Browser } from '../core/port/browser.js';
import type { Clock } from '../core/port/clock.js';
import type { Feeds } from '../core/port/feeds.js';
import type { Log } from '../core/port/log.js';
import type { Secrets } from '../core/port/secrets.js';
import type { Settings } from '../core/port/settings.js';
import type { Source } from '../core/port/source.js';
import type { TrySource } from '../core/port/source-trial.js';
import { createHooks } from '../source/builds/hooks.js';
import { createBuildsSource } from '../source/builds/source.js';
import type { Turns } from '../source/feed/turns.js';
import { createHostSource } from '../source/host/source.js';
import { createIngest } from '../source/ingest/source.js';
import { createJsonSource } from '../source/json/source.js';
import { createReports } from '../source/lighthouse/reports.js';
import { createLighthouseSource } from '../source/lighthouse/source.js';
import { createMongodbSource } from '../source/mongodb/source.js';
import { createPageSource } from '../source/page/source.js';
import { createPrometheusSource } from '../source/prometheus/source.js';
import { createSentrySource } from '../source/sentry/source.js';

export interface TrialParts {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  readonly dataFolder: string;
  readonly browser: Browser;
  /** Whose turn it is to load or audit a page: a trial waits for the watch's own looks, and they for it. */
  readonly pages: Turns;
  readonly audits: Turns;
}

/** Looks once at a source as it would be configured: by an adapter of its own, so that what the running one remembers stays as it is. */
export const createTrySource =
  (parts: TrialParts): TrySource =>
  async ({ setting, block, sent }) => {
    const proposed = parts.settings.propose([{ path: placeOfSetting(setting), value: block }]);
    if (!proposed.ok) return proposed;
    const { config, feeds } = proposed.value;
    if (setting === 'ingest') return ok(await tryIngest(feeds, sent ?? '', parts));
    const target = config.targets.find((one): one is FeedTarget | HostTarget => isOf(setting, one));
    return target === undefined ? fail(nothingThere(setting)) : ok(await lookOnce(target, feeds, parts));
  };

const isOf = (setting: SourceSetting, { source, id }: Target): boolean =>
  setting === 'github' || setting === 'vercel' ? source === 'builds' && id === setting : source === setting;

const nothingThere = (setting: SourceSetting): Refusal => ({
  code: 'bad-input',
  message:
    setting === 'sentry'
      ? 'There is nothing to ask yet: Sentry is read by organisation, project and token. A DSN alone lets nobody read.'
      : setting === 'mongodb'
        ? 'There is nothing to ask yet: give the address of the database.'
        : 'There is nothing to look at yet.',
});

const lookOnce = async (target: FeedTarget | HostTarget, feeds: Feeds, parts: TrialParts): Promise<Reading> => {
  const source = sourceOf(target.source, feeds, parts);
  try {
    return await source.read(target, { clock: parts.clock, signal: new AbortController().signal, wantsAnswer: true });
  } finally {
    await source.stop();
  }
};

/** The browser is the watch's own, and stays when the trial is over. */
const lent = ({ open }: Browser): Browser => ({ open, stop: async () => undefined });

const sourceOf = (kind: (FeedTarget | HostTarget)['source'], feeds: Feeds, parts: TrialParts): Source => {
  const { secrets, version, dataFolder } = parts;
  const feed = { feeds: () => feeds, secrets, version };
  switch (kind) {
    case 'host':
      return createHostSource({ dataFolder });
    case 'prometheus':
      return createPrometheusSource(feed);
    case 'builds':
      return createBuildsSource(feed, createHooks());
    case 'json':
      return createJsonSource(feed);
    case 'sentry':
      return createSentrySource(feed);
    case 'mongodb':
      return createMongodbSource({ feed: () => feeds.mongodb, secrets, lastRead: async () => null });
    case 'page':
      return createPageSource({ feed: () => feeds.page, browser: lent(parts.browser), version, turns: parts.pages });
    case 'lighthouse':
      return createLighthouseSource({
        asking: { ...feed, feeds: () => withOneRun(feeds) },
        dataFolder,
        reports: unkept(dataFolder),
        turns: parts.audits,
      });
  }
};

/** One run shows whether it works; the median of five takes minutes. */
const withOneRun = (feeds: Feeds): Feeds =>
  feeds.lighthouse === null ? feeds : { ...feeds, lighthouse: { ...feeds.lighthouse, runs: 1 } };

/** What was tried is no audit: its report is not kept, and no later one is compared with it. */
const unkept = (dataFolder: string): ReturnType<typeof createReports> => ({
  ...createReports(dataFolder),
  of: async () => [],
  keep: async () => undefined,
});

/** Takes what was typed as if somebody had sent it, into nothing. */
const tryIngest = async (feeds: Feeds, sent: string, { clock, log, secrets }: TrialParts): Promise<Reading> => {
  const startedAt = clock.now();
  const ingest = createIngest({ clock, log, feed: () => feeds.ingest, secrets, hooks: createHooks() });
  const measures: Measure[] = [];
  ingest.start(async (samples) => {
    measures.push(...samples.map(({ series: { name, labels }, value, at }) => ({ name, labels, value, at })));
  });
  const answer = await ingest.take(sent);
  await ingest.stop();
  const receipt = answer.ok ? answer.value : answer.error.receipt;
  const problems = answer.ok
    ? answer.value.faults.map(({ line, message }) => ({ code: 'json' as const, text: `Line ${line} ${message}.` }))
    : [{ code: 'json' as const, text: answer.error.message }];
  const raw = {
    headers: [],
    body: JSON.stringify(receipt ?? { error: answer.ok ? null : answer.error.message }, null, 1),
    isCut: false,
  };
  return {
    source: 'ingest',
    target: 'ingest' as TargetId,
    startedAt,
    at: clock.now(),
    outcome: { kind: 'answered', measures, problems, facts: { raw } },
  };
};
