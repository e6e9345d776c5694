import type { VercelFeed } from '../../core/port/feeds.js';
import { instant } from '../../core/time/instant.js';
import type { Question, Said } from '../feed/conversation.js';
import { fieldsOf, listOf, numberOf, textOf } from '../feed/fields.js';
import type { BuildEvent } from './event.js';
import type { BuildService, Page } from './service.js';
import type { BuildStatus } from './status.js';

const PAGE = 50;

/** A deployment's `target`: where it goes. Previews have none. */
export const LIVE = 'production';

/** The deployments of a project to production, or all of them where that is asked for, as Vercel's REST API lists them (`List deployments`, version 6). */
export const vercelBuilds = (feed: VercelFeed): BuildService => ({
  server: vercelServer(feed),
  project: JSON.stringify(['vercel', feed.url, feed.project, feed.team, feed.deployments]),
  first: {
    path: '/v6/deployments',
    query: { projectId: feed.project, ...teamOf(feed), limit: String(PAGE), state: 'READY,ERROR,CANCELED', ...liveOf(feed) },
  },
  pageOf: (said, asked) => pageOf(said, asked, feed),
});

/** A team is written by its id or by the name in its addresses. */
const teamOf = ({ team }: VercelFeed): Readonly<Record<string, string>> => {
  if (team === null) return {};
  return team.startsWith('team_') ? { teamId: team } : { slug: team };
};

const liveOf = ({ deployments }: VercelFeed): Readonly<Record<string, string>> =>
  deployments === 'all' ? {} : { target: LIVE };

export const vercelServer = ({ url, token }: VercelFeed): BuildService['server'] => ({
  name: 'Vercel',
  setting: 'sources.builds.vercel',
  url,
  token,
  tokenSetting: 'token',
  allowInsecure: false,
  remedies: {
    401: 'The token of sources.builds.vercel.token has expired or was revoked: make a new one.',
    403: 'The token of sources.builds.vercel.token may not see this: make one whose scope is the team of the project, or set sources.builds.vercel.team.',
    404: 'Check project and team of sources.builds.vercel.',
  },
});

const pageOf = ({ json }: Said, asked: Question, { project, deployments: wanted }: VercelFeed): Page | undefined => {
  const { deployments, pagination } = fieldsOf(json);
  const all = listOf(deployments);
  if (all === undefined) return undefined;
  const older = numberOf(fieldsOf(pagination).next);
  const next = older === undefined ? null : { path: asked.path, query: { ...asked.query, until: String(older) } };
  const those = all.filter((deployment) => wanted === 'all' || fieldsOf(deployment).target === LIVE);
  return { events: those.flatMap((deployment) => eventOf(deployment, project)), next };
};

const STATUS_OF_STATE: Readonly<Record<string, BuildStatus>> = { READY: 'passed', ERROR: 'failed', CANCELED: 'cancelled' };

/** The instants of a deployment that failed are those of its beginning: Vercel's list does not say when it failed. */
const eventOf = (given: unknown, project: string): readonly BuildEvent[] => {
  const deployment = fieldsOf(given);
  const status = STATUS_OF_STATE[String(deployment.readyState ?? deployment.state)];
  const id = textOf(deployment.uid);
  const begun = numberOf(deployment.buildingAt) ?? numberOf(deployment.createdAt) ?? numberOf(deployment.created);
  const at = status === 'passed' ? (numberOf(deployment.ready) ?? begun) : begun;
  if (status === undefined || id === undefined || at === undefined) return [];
  const isLive = status === 'passed' && deployment.target === LIVE;
  const { githubCommitRef, gitlabCommitRef, bitbucketCommitRef } = fieldsOf(deployment.meta);
  return [
    {
      id,
      at: instant(at),
      status,
      project: deployment.name ?? project,
      branch: githubCommitRef ?? gitlabCommitRef ?? bitbucketCommitRef,
      environment: isLive ? LIVE : null,
    },
  ];
};
