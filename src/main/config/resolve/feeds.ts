import type { Feeds, LighthouseFeed, PageFeed, PrometheusFeed, SentryFeed } from '../../core/port/feeds.js';
import { knownPages } from '../pages.js';
import type { ConfigDocument } from '../schema/v1.js';
import { githubOf, vercelOf } from './builds.js';
import { ingestOf } from './ingest.js';
import { jsonOf } from './json.js';
import { mongodbOf } from './mongodb.js';

type SourcesDocument = NonNullable<ConfigDocument['sources']>;

/** The servers and secrets from which the sources of a document read. */
export const resolveFeeds = (document: ConfigDocument): Feeds => feedsOf(document.sources ?? {}, document);

const feedsOf = (sources: SourcesDocument, document: ConfigDocument): Feeds => ({
  sentry: sources.sentry === undefined ? null : sentryOf(sources.sentry),
  github: sources.builds?.github === undefined ? null : githubOf(sources.builds.github),
  vercel: sources.builds?.vercel === undefined ? null : vercelOf(sources.builds.vercel),
  prometheus: sources.prometheus === undefined ? null : prometheusOf(sources.prometheus),
  json: Object.entries(sources.json ?? {}).map(([id, entry]) => jsonOf(id, entry)),
  mongodb: sources.mongodb === undefined ? null : mongodbOf(sources.mongodb),
  page: sources.page === undefined ? null : pageOf(sources.page),
  lighthouse: sources.lighthouse === undefined ? null : lighthouseOf(sources.lighthouse, knownPages(document)),
  ingest: ingestOf(document),
});

/** A DSN alone lets nobody read: without organisation, project and token there is nothing to ask. */
const sentryOf = ({ org, project, token, url, environment }: NonNullable<SourcesDocument['sentry']>): SentryFeed | null =>
  org === undefined || project === undefined || token === undefined
    ? null
    : { org, project, token, url: url ?? SENTRY_URL, environment: environment ?? null };

const prometheusOf = ({ url, queries, bearer, allowInsecure }: NonNullable<SourcesDocument['prometheus']>): PrometheusFeed => ({
  url,
  queries,
  bearer: bearer ?? null,
  allowInsecure: allowInsecure ?? false,
});

type LighthouseDocument = NonNullable<SourcesDocument['lighthouse']>;

const lighthouseOf = (
  { runs, form, browser, allowUnsandboxed, server, reports }: LighthouseDocument,
  pages: LighthouseFeed['pages'],
): LighthouseFeed => ({
  runs: runs ?? LIGHTHOUSE_RUNS,
  form: form ?? 'mobile',
  browser: browser ?? null,
  allowUnsandboxed: allowUnsandboxed ?? false,
  server: server === undefined ? null : lighthouseServerOf(server),
  reports: reports ?? null,
  pages,
});

const lighthouseServerOf = ({ url, project, branch, token, allowInsecure }: NonNullable<LighthouseDocument['server']>) => ({
  url,
  project,
  branch: branch ?? null,
  token: token ?? null,
  allowInsecure: allowInsecure ?? false,
});

/** Of three runs each nobody could say whether two audits differ. */
export const LIGHTHOUSE_RUNS = 5;

const pageOf = ({ form, browser, hosts, allowUnsandboxed }: NonNullable<SourcesDocument['page']>): PageFeed => ({
  form: form ?? 'mobile',
  executable: browser ?? null,
  hosts: hosts ?? [],
  allowUnsandboxed: allowUnsandboxed ?? false,
});

export const SENTRY_URL = 'https://sentry.io';
