import type { Clock } from '../../core/port/clock.js';
import { after, bucketStart, type Instant, minutes } from '../../core/time/instant.js';
import type { Faults } from './faults.js';
import { json, type Reply } from './reply.js';

/** Where the site's builds can be asked for, in the manner of GitHub's API. */
export const BUILDS_PATH = '/builds';
const REPOSITORY = `${BUILDS_PATH}/repos/albion/site`;
const RUNS = `${REPOSITORY}/actions/runs`;

const EVERY = minutes(5);
/** As many as one page of the list shows. */
const SHOWN = 10;

/** The workflow runs of the demo: one every five minutes, which fail while the fault is on. Undefined at any other address. */
export const createBuilds = (faults: Faults, clock: Clock): ((path: string) => Reply | undefined) => {
  const startedAt = bucketStart(clock.now(), EVERY);
  const failed = new Set<Instant>();
  return (path) => {
    if (path === REPOSITORY) return json({ full_name: 'albion/site', default_branch: 'main' });
    if (path !== RUNS) return undefined;
    const newest = bucketStart(clock.now(), EVERY);
    if (faults.isOn('build-fails')) failed.add(newest);
    const runs = Array.from({ length: SHOWN }, (_, back) => after(newest, -back * EVERY)).filter((at) => at >= startedAt);
    return json({ workflow_runs: runs.map((at) => runOf(at, failed.has(at))) });
  };
};

const runOf = (at: Instant, isFailed: boolean): object => ({
  id: at / EVERY,
  run_attempt: 1,
  name: 'deploy',
  head_branch: 'main',
  conclusion: isFailed ? 'failure' : 'success',
  updated_at: new Date(at).toISOString(),
});
