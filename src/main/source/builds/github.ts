import { fail, ok, type Result } from '../../core/model/result.js';
import type { GithubFeed } from '../../core/port/feeds.js';
import { instant } from '../../core/time/instant.js';
import { type Ask, type Question, type Said, strange } from '../feed/conversation.js';
import { fieldsOf, listOf, numberOf, textOf } from '../feed/fields.js';
import type { BuildEvent } from './event.js';
import { EVERY_BRANCH, type WantedRuns, whyNotTheSites } from './github-run.js';
import type { BuildService, Page } from './service.js';
import { STATUS_OF_CONCLUSION } from './status.js';

/** Runs a page: one is some 15 KB. */
const PAGE = 50;

/**
 * The workflow runs of a repository, as GitHub's REST API lists them (`List workflow runs for a repository`, version 2022-11-28).
 * `branch`: the only one whose runs count; null: every one.
 */
export const githubBuilds = (feed: GithubFeed, branch: string | null): BuildService => {
  const { owner, repository, workflow } = feed;
  const runs = workflow === null ? 'runs' : `workflows/${encodeURIComponent(workflow)}/runs`;
  const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repository)}/actions/${runs}`;
  const project = `${owner}/${repository}`;
  return {
    server: githubServer(feed),
    project: JSON.stringify(['github', feed.url, project, workflow, branch]),
    first: { path, query: { status: 'completed', per_page: String(PAGE), branch, page: '1' } },
    pageOf: (said, asked) => pageOf(said, asked, { owner, repository, workflow: null, branch }),
  };
};

/** The branch whose runs are judged: the one that is written, else the repository's own default; null: every one. */
export const branchOf = async (feed: GithubFeed, ask: Ask): Promise<Result<string | null, string>> => {
  if (feed.branch !== null) return ok(feed.branch === EVERY_BRANCH ? null : feed.branch);
  const said = await ask({ path: `/repos/${encodeURIComponent(feed.owner)}/${encodeURIComponent(feed.repository)}` });
  if (!said.ok) return fail(said.error.text);
  const branch = textOf(fieldsOf(said.value.json).default_branch);
  return branch === undefined ? fail(strange(githubServer(feed), 'it names no default branch')) : ok(branch);
};

export const githubServer = ({ url, token }: GithubFeed): BuildService['server'] => ({
  name: 'GitHub',
  setting: 'sources.builds.github',
  url,
  token,
  tokenSetting: 'token',
  allowInsecure: false,
  headers: { 'x-github-api-version': '2022-11-28' },
  remedies: {
    401: 'The token of sources.builds.github.token has expired or was revoked: make a new one.',
    403: 'Give the token of sources.builds.github.token the permission "Actions: read" (a classic token: the scope repo).',
    404: 'Check owner, repository and workflow of sources.builds.github; of a private repository GitHub says so too where the token lacks the permission "Actions: read".',
  },
});

const pageOf = ({ json }: Said, asked: Question, wanted: WantedRuns): Page | undefined => {
  const runs = listOf(fieldsOf(json).workflow_runs);
  if (runs === undefined) return undefined;
  const page = Number(asked.query?.page ?? 1);
  const next: Question = { path: asked.path, query: { ...asked.query, page: String(page + 1) } };
  return {
    events: runs.flatMap((run) => (whyNotTheSites(run, wanted) === null ? eventOf(run, wanted) : [])),
    next: runs.length < PAGE ? null : next,
  };
};

const eventOf = (given: unknown, { owner, repository }: WantedRuns): readonly BuildEvent[] => {
  const run = fieldsOf(given);
  const [id, status] = [numberOf(run.id), STATUS_OF_CONCLUSION[String(run.conclusion)]];
  const at = Date.parse(textOf(run.updated_at) ?? '');
  if (id === undefined || status === undefined || !Number.isFinite(at)) return [];
  return [
    {
      id: `${id}.${numberOf(run.run_attempt) ?? 1}`,
      at: instant(at),
      status,
      project: `${owner}/${repository}`,
      branch: run.head_branch,
      workflow: run.name,
      environment: null,
    },
  ];
};
