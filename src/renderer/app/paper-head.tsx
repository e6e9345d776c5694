import { useView } from '../state/console.js';
import { useNow } from '../text/now.js';
import { sayWatch } from '../text/states.js';
import { exactly } from '../text/time.js';
import { useZone } from '../text/zone.js';

/** What a printed page begins with: which site, when, by whom, and how the watch stood. Not on the screen. */
export const PaperHead = () => {
  const desk = useView((view) => view.desk);
  const watch = useView((view) => view.watch);
  const now = useNow();
  const zone = useZone();
  return (
    <p className="hidden border-b border-line-strong pb-2 text-small print:block">
      Watchroom · {desk.site.name} · printed {exactly(now, zone)} by {desk.operator.name} · {sayWatch(watch).word}
    </p>
  );
};
