import type { GithubFeed } from '../../core/port/feeds.js';
import { fieldsOf, textOf } from '../feed/fields.js';

/** In place of a branch's name: every one of them. */
export const EVERY_BRANCH = '*';

/** The runs that are builds of the site. `branch` null: whichever. */
export type WantedRuns = Pick<GithubFeed, 'owner' | 'repository' | 'workflow' | 'branch'>;

/**
 * Why a run of GitHub's says nothing of the site, as a sentence of the run; null where it does. A fork's pull request runs in the
 * repository itself, under the name that the branch has in the fork, which may well be `main`: only its head repository tells.
 */
export const whyNotTheSites = (given: unknown, wanted: WantedRuns): string | null => {
  const run = fieldsOf(given);
  const project = `${wanted.owner}/${wanted.repository}`;
  if (!isFromRepository(run, project)) return `is of a fork, not of ${project}`;
  if (wanted.workflow !== null && !isOfWorkflow(run, wanted.workflow))
    return `is not of the workflow ${wanted.workflow} (sources.builds.github.workflow)`;
  if (wanted.branch !== null && run.head_branch !== wanted.branch)
    return `is not of the branch ${wanted.branch} (sources.builds.github.branch)`;
  return null;
};

/** Whether two names of a repository mean the same one: GitHub does not tell capitals apart. */
export const isSameRepository = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** A fork that was deleted since has no name left; runs without a word of it are taken, but for pull requests. */
const isFromRepository = (run: ReturnType<typeof fieldsOf>, project: string): boolean => {
  const head = textOf(fieldsOf(run.head_repository).full_name);
  if (head !== undefined) return isSameRepository(head, project);
  return run.head_repository !== null && !/^pull_request/.test(textOf(run.event) ?? '');
};

/** A workflow is written by its number or the name of its file; `path` may have the branch behind an @. */
const isOfWorkflow = (run: ReturnType<typeof fieldsOf>, workflow: string): boolean => {
  const file = (textOf(run.path) ?? '').split('@')[0]?.split('/').at(-1);
  return file === workflow || String(run.workflow_id) === workflow;
};
