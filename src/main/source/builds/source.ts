import { fail, ok } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { Feeds } from '../../core/port/feeds.js';
import type { Source } from '../../core/port/source.js';
import { eachOnce } from '../feed/series.js';
import { createFeedSource, type FeedParts } from '../feed/source.js';
import { createTold, type Told } from '../feed/told.js';
import { type BuildEvent, measuresOfEvent } from './event.js';
import { githubBuilds } from './github.js';
import { type BuildService, readBuilds } from './service.js';
import { vercelBuilds } from './vercel.js';

/** Reads what became of builds and deployments: the target `github` of workflow runs, `vercel` of deployments. */
export const createBuildsSource = (parts: FeedParts): Source<FeedTarget> => {
  const known = new Map<string, Told<BuildEvent>>();
  return createFeedSource('builds', parts, async ({ id }, { feeds, open, now }) => {
    const service = serviceOf(id, feeds);
    if (service === null) return fail(`sources.builds.${id} is not configured any more.`);
    const ask = await open(service.server);
    if (!ask.ok) return ask;
    const told = known.get(service.project) ?? createTold<BuildEvent>();
    known.set(service.project, told);
    const events = await readBuilds(service, ask.value, told, now);
    return events.ok ? ok({ measures: eachOnce(events.value.flatMap(measuresOfEvent)) }) : events;
  });
};

const serviceOf = (id: string, { github, vercel }: Feeds): BuildService | null => {
  if (id === 'github') return github === null ? null : githubBuilds(github);
  return vercel === null ? null : vercelBuilds(vercel);
};
