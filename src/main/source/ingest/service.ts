import { fail, ok, type Result } from '../../core/model/result.js';
import { STATUS_OF_CONCLUSION, slug } from '../builds/status.js';
import type { Fields } from './fields.js';

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** The build that GitHub's `workflow_run` tells of; none where it has not ended, or the message is of something else. */
const githubLines = (message: Fields): readonly Fields[] => {
  const run = fieldsOf(message.workflow_run);
  const status = STATUS_OF_CONCLUSION[String(run.conclusion)];
  if (message.action !== 'completed' || status === undefined) return [];
  const project = slug(fieldsOf(message.repository).full_name);
  const id = `github ${String(run.id)}.${String(run.run_attempt ?? 1)}`;
  return [{ event: 'build', status, project, branch: slug(run.head_branch), workflow: slug(run.name), at: run.updated_at, id }];
};

const BY_TYPE: Readonly<Record<string, string>> = {
  'deployment.succeeded': 'passed',
  'deployment.ready': 'passed',
  'deployment.error': 'failed',
  'deployment.canceled': 'cancelled',
};

/** The build that Vercel's message tells of, and the deployment that went live with it. */
const vercelLines = (message: Fields): readonly Fields[] => {
  const status = BY_TYPE[String(message.type)];
  if (status === undefined) return [];
  const payload = fieldsOf(message.payload);
  const deployment = fieldsOf(payload.deployment);
  const project = slug(deployment.name);
  const branch = slug(fieldsOf(deployment.meta).githubCommitRef);
  const [at, id] = [message.createdAt, `vercel ${String(message.id)}`];
  const build = { event: 'build', status, project, branch, at, id };
  const isLive = status === 'passed' && payload.target === 'production';
  return isLive ? [build, { event: 'deploy', project, environment: 'production', at, id }] : [build];
};

/** The lines that a message of another service amounts to. */
export const linesOfService = (from: 'github' | 'vercel', body: string): Result<readonly Fields[], string> => {
  try {
    const message = fieldsOf(JSON.parse(body));
    return ok(from === 'github' ? githubLines(message) : vercelLines(message));
  } catch {
    return fail('is no JSON');
  }
};
