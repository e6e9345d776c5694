import type { GithubFeed, VercelFeed } from '../../core/port/feeds.js';
import type { ConfigDocument } from '../schema/v1.js';

type BuildsDocument = NonNullable<NonNullable<ConfigDocument['sources']>['builds']>;

export const GITHUB_URL = 'https://api.github.com';
export const VERCEL_URL = 'https://api.vercel.com';

export const githubOf = ({
  owner,
  repository,
  token,
  workflow,
  branch,
  url,
}: NonNullable<BuildsDocument['github']>): GithubFeed => ({
  owner,
  repository,
  token: token ?? null,
  workflow: workflow ?? null,
  branch: branch ?? null,
  url: url ?? GITHUB_URL,
});

export const vercelOf = ({ project, team, token, deployments, url }: NonNullable<BuildsDocument['vercel']>): VercelFeed => ({
  project,
  team: team ?? null,
  deployments: deployments ?? 'production',
  token,
  url: url ?? VERCEL_URL,
});
