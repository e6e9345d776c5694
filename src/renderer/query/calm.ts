import { useSources, useView } from '../state/console.js';
import { useIsStale } from '../text/now.js';
import { isAllRead, sayCalm } from '../text/states.js';

/** What this desk can say where no alert is open. */
export const useCalm = (): ReturnType<typeof sayCalm> => {
  const watch = useView((view) => view.watch);
  return sayCalm(watch, isAllRead(useSources(), useIsStale(watch.freshUntil)));
};
