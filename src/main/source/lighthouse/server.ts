import { pageOf } from '../../core/lighthouse/page.js';
import { CATEGORIES, VITALS } from '../../core/lighthouse/run.js';
import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { LighthouseFeed, LighthouseServer } from '../../core/port/feeds.js';
import { after, days, type Instant, instant } from '../../core/time/instant.js';
import { type Ask, strange } from '../feed/conversation.js';
import { type Fields, fieldsOf, listOf, numberOf, textOf } from '../feed/fields.js';
import { eachOnce } from '../feed/series.js';
import type { FeedServer } from '../feed/server.js';
import type { Found, ReadFeed } from '../feed/source.js';
import { VITAL_METRICS } from './measures.js';
import { AUDITS } from './result.js';

/** What lies before that nobody looks at any more. */
const OLDEST = days(14);

const serverOf = ({ url, token, allowInsecure }: LighthouseServer): FeedServer => ({
  name: 'Lighthouse CI',
  setting: 'sources.lighthouse.server',
  url,
  token,
  tokenSetting: 'token',
  allowInsecure,
  remedies: {
    401: 'Give it a valid token in sources.lighthouse.server.token.',
    403: 'The token of sources.lighthouse.server.token may not read: give it that right.',
    404: 'Check sources.lighthouse.server.project: it is the slug, the last part of the project’s address on the server.',
  },
});

/**
 * Reads the statistics of a project's last finished build from a Lighthouse CI server: the medians that it has computed over
 * the build's runs (its `/v1/projects/…/builds/…/statistics`).
 */
export const readServer: ReadFeed = async (_, { feeds: { lighthouse }, open, now }) => {
  if (lighthouse?.server == null) return fail('sources.lighthouse.server is not configured any more.');
  const server = serverOf(lighthouse.server);
  const ask = await open(server);
  return ask.ok ? readBuild(ask.value, server, lighthouse.server, lighthouse.pages, now) : ask;
};

const readBuild = async (
  ask: Ask,
  server: FeedServer,
  { project, branch }: LighthouseServer,
  pages: LighthouseFeed['pages'],
  now: Instant,
): Promise<Result<Found, string>> => {
  const found = await ask({ path: `/v1/projects/slug:${project}` });
  if (!found.ok) return fail(found.error.text);
  const id = textOf(fieldsOf(found.value.json).id);
  if (id === undefined) return fail(strange(server, 'the project has no id'));
  const asked = await ask({ path: `/v1/projects/${id}/builds`, query: { limit: '1', lifecycle: 'sealed', branch } });
  if (!asked.ok) return fail(asked.error.text);
  const builds = listOf(asked.value.json);
  if (builds === undefined) return fail(strange(server, 'it gives no list of builds'));
  if (builds.length === 0) return ok({ measures: [], note: `${project} has no finished build yet.` });
  const build = fieldsOf(builds[0]);
  const statistics = await ask({ path: `/v1/projects/${id}/builds/${textOf(build.id) ?? ''}/statistics` });
  if (!statistics.ok) return fail(statistics.error.text);
  const rows = listOf(statistics.value.json);
  return rows === undefined
    ? fail(strange(server, 'it gives no statistics'))
    : ok(foundOf(build, rows.map(fieldsOf), pages, now));
};

const foundOf = (build: Fields, rows: readonly Fields[], pages: LighthouseFeed['pages'], now: Instant): Found => {
  const ranAt = Date.parse(textOf(build.runAt) ?? textOf(build.createdAt) ?? '');
  const at = instant(Number.isFinite(ranAt) ? Math.min(ranAt, now) : now);
  const name = `the build ${(textOf(build.hash) ?? '').slice(0, 8)} of ${textOf(build.branch) ?? 'no branch'}`;
  if (at < after(now, -OLDEST)) return { measures: [], note: `${name} is older than two weeks.` };
  const measures = rows.flatMap((row) => measureOf(row, pages)).map((measure) => ({ ...measure, at }));
  return { measures: eachOnce(measures), note: `${name}, ${new Date(at).toISOString()}.` };
};

interface Statistic {
  readonly metric: string;
  readonly labels: Measure['labels'];
  /** How many of its units make one of ours, and the most it can be. */
  readonly per: number;
  readonly most: number;
}

/** Its name of a statistic -> what it is here. A score there goes from 0 to 1. */
const STATISTICS: ReadonlyMap<string, Statistic> = new Map([
  ...CATEGORIES.map((category): [string, Statistic] => [
    `category_${category}_median`,
    { metric: 'lighthouse_score', labels: { category }, per: 0.01, most: 1 },
  ]),
  ...VITALS.map((vital): [string, Statistic] => {
    const [audit, per] = AUDITS[vital];
    return [`audit_${audit}_median`, { metric: VITAL_METRICS[vital], labels: {}, per, most: Number.POSITIVE_INFINITY }];
  }),
]);

/** Where an audit failed the server writes -1. */
const measureOf = (row: Fields, pages: LighthouseFeed['pages']): readonly Measure[] => {
  const statistic = STATISTICS.get(textOf(row.name) ?? '');
  const [value, url] = [numberOf(row.value), textOf(row.url)];
  if (statistic === undefined || value === undefined || url === undefined || !URL.canParse(url)) return [];
  if (value < 0 || value > statistic.most) return [];
  const { metric, labels, per } = statistic;
  const scaled = metric === 'lighthouse_score' ? Math.round(value / per) : value / per;
  return [{ name: metric, labels: { ...labels, page: pageOf(new URL(url).href, pages) }, value: scaled }];
};
