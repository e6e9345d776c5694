import { scrub } from '../../core/privacy/scrub.js';

/** What becomes of a build. */
export type BuildStatus = 'passed' | 'failed' | 'cancelled';

/** GitHub's conclusions of a workflow run. */
export const STATUS_OF_CONCLUSION: Readonly<Record<string, BuildStatus>> = {
  success: 'passed',
  neutral: 'passed',
  skipped: 'passed',
  failure: 'failed',
  timed_out: 'failed',
  startup_failure: 'failed',
  action_required: 'failed',
  cancelled: 'cancelled',
  stale: 'cancelled',
};

/** A name as a label can hold it: what stands between its words becomes a dash. Nothing of one that could say who somebody is. */
export const slug = (name: unknown): string | undefined =>
  typeof name === 'string' && name !== '' && scrub(name) === name
    ? name
        .trim()
        .replaceAll(/[^A-Za-z0-9._/-]+/g, '-')
        .slice(0, 60)
    : undefined;
