import type { Deploy } from '../../core/model/performance.js';
import type { History } from '../../core/port/history.js';
import type { Instant } from '../../core/time/instant.js';

/** Of more, the newest are told. */
const MOST_DEPLOYS = 50;

/** What went live within `[from, to)`, oldest first. */
export const readDeploys = async (history: History, from: Instant, to: Instant): Promise<readonly Deploy[]> => {
  const deploys: Deploy[] = [];
  for (const { id, series } of await history.list({ name: 'deploy' }))
    for (const { at } of await history.raw(id, from, to)) deploys.push({ at, project: series.labels.project ?? '' });
  return deploys.sort((a, b) => a.at - b.at).slice(-MOST_DEPLOYS);
};
