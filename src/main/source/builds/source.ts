import { fail, ok } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { Feeds } from '../../core/port/feeds.js';
import type { Source } from '../../core/port/source.js';
import type { Instant } from '../../core/time/instant.js';
import { eachOnce } from '../feed/series.js';
import { createFeedSource, type FeedParts } from '../feed/source.js';
import { createTold, type Told } from '../feed/told.js';
import { type BuildEvent, measuresOfEvent } from './event.js';
import { githubBuilds } from './github.js';
import type { Hooks } from './hooks.js';
import { type BuildService, readBuilds } from './service.js';
import { vercelBuilds } from './vercel.js';

/** Reads what became of builds and deployments: the target `github` of workflow runs, `vercel` of deployments. */
export const createBuildsSource = (parts: FeedParts, hooks: Pick<Hooks, 'speaks'>): Source<FeedTarget> => {
  const known = new Map<string, Told<BuildEvent>>();
  return createFeedSource('builds', parts, async ({ id }, { feeds, open, now }) => {
    const service = serviceOf(id, feeds);
    if (service === null) return fail(`sources.builds.${id} is not configured any more.`);
    if (isTold(id, feeds, hooks, now)) return ok({ measures: [], note: `${service.server.name} ${SENDS}` });
    const ask = await open(service.server);
    if (!ask.ok) return ask;
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

const serviceOf = (id: string, { github, vercel }: Feeds): BuildService | null => {
  if (id === 'github') return github === null ? null : githubBuilds(github);
  return vercel === null ? null : vercelBuilds(vercel);
};
