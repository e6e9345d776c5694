import type { JsonBuilds, JsonFeed } from '../../core/port/feeds.js';
import { parseSeries } from '../../core/sample/series.js';
import type { JsonDocument } from '../schema/v1/json.js';

type AddressDocument = JsonDocument[string];
type BuildsDocument = NonNullable<AddressDocument['builds']>;

export const jsonOf = (id: string, { url, bearer, allowInsecure, values, builds }: AddressDocument): JsonFeed => ({
  id,
  url,
  bearer: bearer ?? null,
  allowInsecure: allowInsecure ?? false,
  values: values ?? [],
  builds: builds === undefined ? null : buildsOf(id, builds),
});

const buildsOf = (
  id: string,
  { statuses = {}, project, branch, workflow, environment, ...paths }: BuildsDocument,
): JsonBuilds => ({
  ...paths,
  statuses: {
    ...STATUSES,
    ...Object.fromEntries(Object.entries(statuses).map(([word, status]) => [word.toLowerCase(), status])),
  },
  project: project ?? id,
  branch: branch ?? null,
  workflow: workflow ?? null,
  environment: environment ?? null,
});

const meaning = (status: 'passed' | 'failed' | 'cancelled', ...words: readonly string[]) =>
  Object.fromEntries(words.map((word) => [word, status]));

/** Words that services use. What runs or waits is none of them. */
const STATUSES: JsonBuilds['statuses'] = {
  ...meaning('passed', 'passed', 'success', 'succeeded', 'successful', 'ok', 'ready', 'done', 'finished', 'live'),
  ...meaning('failed', 'failed', 'failure', 'error', 'errored', 'broken', 'timed_out', 'timedout', 'unstable'),
  ...meaning('cancelled', 'cancelled', 'canceled', 'aborted', 'stopped', 'skipped'),
};

/** Whether a metric comes of an address that is configured. */
export const givesByJson = (document: JsonDocument | undefined, metric: string): boolean => {
  const addresses = Object.values(document ?? {});
  if (metric === 'source_up') return addresses.length > 0;
  if (metric === 'build') return addresses.some(({ builds }) => builds !== undefined);
  if (metric === 'deploy') return addresses.some(({ builds }) => builds?.environment !== undefined);
  return addresses.some(({ values = [] }) => values.some(({ series }) => parseSeries(series)?.name === metric));
};
