import { LIGHTHOUSE_REPORTS, LIGHTHOUSE_SERVER, pageOf } from '../../core/lighthouse/page.js';
import type { FeedKind, FeedTarget, TargetId } from '../../core/model/target.js';
import { JSON_TARGET } from '../../core/port/feeds.js';
import { type Duration, hours, minutes, seconds } from '../../core/time/instant.js';
import { knownPages } from '../pages.js';
import type { ConfigDocument } from '../schema/v1.js';
import { GITHUB_URL, VERCEL_URL } from './builds.js';
import { LIGHTHOUSE_RUNS, SENTRY_URL } from './feeds.js';

/** Others audit now and then; what they found is current for three of these. */
const LOOK_FOR_AUDITS = minutes(30);

type SourcesDocument = NonNullable<ConfigDocument['sources']>;

/** What there is to look at besides the site itself: a target for each server that is asked, and for each page that is loaded. */
export const resolveFeedTargets = (document: ConfigDocument): readonly FeedTarget[] => {
  const { sentry, mongodb, builds, prometheus, json = {}, page, lighthouse } = document.sources ?? {};
  const { github, vercel } = builds ?? {};
  return [
    ...(isWhole(sentry) ? [server('sentry', 'Sentry', sentry?.url ?? SENTRY_URL, sentry?.every)] : []),
    ...(mongodb?.uri !== undefined ? [{ ...server('mongodb', 'MongoDB', '', mongodb.every), url: null }] : []),
    ...(github !== undefined ? [server('builds', 'GitHub builds', github.url ?? GITHUB_URL, github.every, 'github')] : []),
    ...(vercel !== undefined ? [server('builds', 'Vercel builds', vercel.url ?? VERCEL_URL, vercel.every, 'vercel')] : []),
    ...(prometheus !== undefined ? [server('prometheus', 'Prometheus', prometheus.url, prometheus.every)] : []),
    ...Object.entries(json).map(([id, { url, every }]) => server('json', id, url, every, `${JSON_TARGET}${id}`)),
    ...(page?.urls ?? []).map((url) => pageTarget('page', url, page?.every ?? minutes(30), document)),
    ...(lighthouse?.urls ?? []).map((url) => pageTarget('lighthouse', url, lighthouse?.every ?? hours(6), document)),
    ...(lighthouse?.server !== undefined
      ? [server('lighthouse', 'Lighthouse CI', lighthouse.server.url, LOOK_FOR_AUDITS, LIGHTHOUSE_SERVER)]
      : []),
    ...(lighthouse?.reports !== undefined
      ? [{ ...server('lighthouse', 'Lighthouse reports', '', LOOK_FOR_AUDITS, LIGHTHOUSE_REPORTS), url: null }]
      : []),
  ];
};

/** With a DSN alone there is nothing to read. */
export const isWhole = (sentry: SourcesDocument['sentry']): boolean =>
  sentry?.org !== undefined && sentry.project !== undefined && sentry.token !== undefined;

const server = (source: FeedKind, name: string, url: string, every: Duration | undefined, id: string = source): FeedTarget => ({
  source,
  id: id as TargetId,
  name,
  url,
  every: every ?? seconds(60),
  timeout: seconds(30),
  labels: {},
});

/** A page is called as the target with its address is labelled, or named, else by its path: `home` for the root. */
const pageTarget = (source: 'page' | 'lighthouse', url: string, every: Duration, document: ConfigDocument): FeedTarget => {
  const page = pageName(url, document);
  const name = source === 'page' ? `${page}, loaded in a browser` : `${page}, audited by Lighthouse`;
  const timeout = source === 'page' ? LONGEST_LOAD : longestAudit(document);
  return { source, id: `${source}-${page}` as TargetId, name, url, every, timeout, labels: { page } };
};

/** A minute and a half a run, when its turn has come. */
const longestAudit = ({ sources }: ConfigDocument): Duration => seconds(90 * (sources?.lighthouse?.runs ?? LIGHTHOUSE_RUNS));

const LONGEST_LOAD = seconds(60);

/** What a page that is loaded or audited is called. */
export const pageName = (url: string, document: ConfigDocument): string => pageOf(new URL(url).href, knownPages(document));
