import { fail, ok, type Result } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { Feeds, GithubFeed } from '../../core/port/feeds.js';
import type { Source } from '../../core/port/source.js';
import { after, days, type Instant } from '../../core/time/instant.js';
import type { Ask } from '../feed/conversation.js';
import { eachOnce } from '../feed/series.js';
import { createFeedSource, type FeedParts } from '../feed/source.js';
import { createTold, type Told } from '../feed/told.js';
import { type BuildEvent, measuresOfEvent } from './event.js';
import { branchOf, githubBuilds, githubServer } from './github.js';
import type { Hooks } from './hooks.js';
import { type BuildService, readBuilds } from './service.js';
import { vercelBuilds, vercelServer } from './vercel.js';

/** Reads what became of builds and deployments: the target `github` of workflow runs, `vercel` of deployments. */
export const createBuildsSource = (parts: FeedParts, hooks: Pick<Hooks, 'speaks'>): Source<FeedTarget> => {
  const known = new Map<string, Told<BuildEvent>>();
  const branches = createBranches();
  return createFeedSource('builds', parts, async ({ id }, { feeds, open, now }) => {
    const server = serverOf(id, feeds);
    if (server === null) return fail(`sources.builds.${id} is not configured any more.`);
    if (isTold(id, feeds, hooks, now)) return ok({ measures: [], note: `${server.name} ${SENDS}` });
    const ask = await open(server);
    if (!ask.ok) return ask;
    const opened = await serviceOf(id, feeds, (feed) => branches.find(feed, ask.value, now));
    if (!opened.ok) return opened;
    const service = opened.value;
    const told = known.get(service.project) ?? createTold<BuildEvent>();
    known.set(service.project, told);
    const events = await readBuilds(service, ask.value, told, now);
    return events.ok ? ok({ measures: eachOnce(events.value.flatMap(measuresOfEvent)) }) : events;
  });
};

const SENDS = 'sends its builds here by webhook, and is not asked for them.';

const isTold = (id: string, { github, vercel }: Feeds, hooks: Pick<Hooks, 'speaks'>, now: Instant): boolean => {
  if (id === 'github') return github !== null && hooks.speaks('github', `${github.owner}/${github.repository}`, now);
  return vercel !== null && hooks.speaks('vercel', vercel.project, now);
};

const serverOf = (id: string, { github, vercel }: Feeds): BuildService['server'] | null => {
  if (id === 'github') return github === null ? null : githubServer(github);
  return vercel === null ? null : vercelServer(vercel);
};

const serviceOf = async (
  id: string,
  { github, vercel }: Feeds,
  branch: (feed: GithubFeed) => Promise<Result<string | null, string>>,
): Promise<Result<BuildService, string>> => {
  if (id === 'vercel' && vercel !== null) return ok(vercelBuilds(vercel));
  if (github === null) return fail(`sources.builds.${id} is not configured any more.`);
  const found = await branch(github);
  return found.ok ? ok(githubBuilds(github, found.value)) : found;
};

/** A repository seldom gets another default branch: it is asked for once a day. */
const BRANCH_HOLDS = days(1);

const createBranches = () => {
  const known = new Map<string, { readonly branch: string | null; readonly until: Instant }>();
  return {
    find: async (feed: GithubFeed, ask: Ask, now: Instant): Promise<Result<string | null, string>> => {
      const key = JSON.stringify([feed.url, feed.owner, feed.repository, feed.branch]);
      const seen = known.get(key);
      if (seen !== undefined && now < seen.until) return ok(seen.branch);
      const found = await branchOf(feed, ask);
      if (found.ok) known.set(key, { branch: found.value, until: after(now, BRANCH_HOLDS) });
      return found;
    },
  };
};
