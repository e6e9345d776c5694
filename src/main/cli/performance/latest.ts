import type { History } from '../../core/port/history.js';
import type { Latest } from '../../core/rule/limits.js';
import { after, days, type Instant } from '../../core/time/instant.js';
import { openStoredHistory } from '../open-store.js';

/** So far back samples are kept one by one, unless the configuration says less. */
const BACK = days(14);

/** The last value of each series whose name begins so, in what a data folder keeps; none where it keeps nothing. A console may run meanwhile. */
export const readLatest = async (dataFolder: string, beginning: string, now: Instant): Promise<readonly Latest[]> => {
  const store = await openStoredHistory(dataFolder);
  if (store === null) return [];
  try {
    return await latestOf(store.history, beginning, now);
  } finally {
    await store.stop();
  }
};

const latestOf = async (history: History, beginning: string, now: Instant): Promise<readonly Latest[]> => {
  const known = (await history.list({})).filter(({ series }) => series.name.startsWith(beginning));
  const found: Latest[] = [];
  for (const { id, series } of known) {
    const last = (await history.raw(id, after(now, -BACK), after(now, 1))).at(-1);
    if (last !== undefined) found.push({ series, ...last });
  }
  return found;
};
