import { fail, ok, type Result } from '../../core/model/result.js';
import type { GithubFeed, IngestFeed, VercelFeed } from '../../core/port/feeds.js';
import { EVERY_BRANCH, isSameRepository, whyNotTheSites } from '../builds/github-run.js';
import { STATUS_OF_CONCLUSION, slug } from '../builds/status.js';
import { LIVE } from '../builds/vercel.js';
import type { Fields } from './fields.js';

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** What a message amounts to; where it is nothing, `note` says why. */
export interface Heard {
  readonly lines: readonly Fields[];
  readonly note: string | null;
}

const nothing = (note: string): Heard => ({ lines: [], note });

/**
 * The build that GitHub's `workflow_run` tells of; none where it has not ended, is none of those that GitHub is asked for, or the
 * message is of something else. The number of a delivery is not signed, so a run is known by its own id and attempt.
 */
const githubLines = (message: Fields, feed: GithubFeed): Heard => {
  const run = fieldsOf(message.workflow_run);
  const status = STATUS_OF_CONCLUSION[String(run.conclusion)];
  if (message.action !== 'completed' || status === undefined) return nothing('It tells of no run that has ended.');
  const repository = fieldsOf(message.repository);
  const name = `${feed.owner}/${feed.repository}`;
  if (!isSameRepository(textOf(repository.full_name), name)) return nothing(`It is not of ${name} (sources.builds.github).`);
  const why = whyNotTheSites(run, { ...feed, branch: branchOf(feed, repository) });
  if (why !== null) return nothing(`The run ${why}.`);
  // As it is asked for: the same series, whatever its capitals.
  const project = slug(name);
  const id = `github ${String(run.id)}.${String(run.run_attempt ?? 1)}`;
  const [branch, workflow] = [slug(run.head_branch), slug(run.name)];
  return { lines: [{ event: 'build', status, project, branch, workflow, at: run.updated_at, id }], note: null };
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The only branch that counts; null: every one. */
const branchOf = ({ branch }: GithubFeed, repository: Fields): string | null => {
  const wanted = branch ?? textOf(repository.default_branch) ?? 'main';
  return wanted === EVERY_BRANCH ? null : wanted;
};

const BY_TYPE: Readonly<Record<string, string>> = {
  'deployment.succeeded': 'passed',
  'deployment.ready': 'passed',
  'deployment.error': 'failed',
  'deployment.canceled': 'cancelled',
};

/** The build that Vercel's message tells of, and the deployment that went live with it; none of what Vercel is not asked for. */
const vercelLines = (message: Fields, feed: VercelFeed): Heard => {
  const status = BY_TYPE[String(message.type)];
  if (status === undefined) return nothing('It tells of no deployment that has ended.');
  const payload = fieldsOf(message.payload);
  const deployment = fieldsOf(payload.deployment);
  if (![deployment.name, payload.name, fieldsOf(payload.project).id].includes(feed.project))
    return nothing(`It is not of the project ${feed.project} (sources.builds.vercel.project).`);
  if (feed.deployments !== 'all' && payload.target !== LIVE)
    return nothing('The deployment is no production one (sources.builds.vercel.deployments).');
  const project = slug(deployment.name);
  const branch = slug(fieldsOf(deployment.meta).githubCommitRef);
  const [at, id] = [message.createdAt, `vercel ${String(message.id)}`];
  const build = { event: 'build', status, project, branch, at, id };
  const isLive = status === 'passed' && payload.target === LIVE;
  const deploy = { event: 'deploy', project, environment: LIVE, at, id };
  return { lines: isLive ? [build, deploy] : [build], note: null };
};

/** The lines that a message of another service amounts to. */
export const linesOfService = (
  from: 'github' | 'vercel',
  body: string,
  { github, vercel }: IngestFeed,
): Result<Heard, string> => {
  const message = parsed(body);
  if (message === undefined) return fail('is no JSON');
  if (from === 'github') return ok(github === null ? nothing(UNASKED) : githubLines(message, github));
  return ok(vercel === null ? nothing(UNASKED) : vercelLines(message, vercel));
};

const UNASKED = 'Builds of this service are not watched here (sources.builds).';

const parsed = (body: string): Fields | undefined => {
  try {
    return fieldsOf(JSON.parse(body));
  } catch {
    return undefined;
  }
};
