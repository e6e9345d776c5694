import type { Clock, Stop } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import { after, seconds } from '../../core/time/instant.js';
import { trayModel } from './model.js';
import type { QuickStatus } from './tray.js';

/** A storm of changes makes two pictures a second at most. */
const SHORTEST = seconds(0.5);
/** Without any change the menu still names the next morning rightly. */
const LONGEST = seconds(60);

/** Keeps the tray at what the desk knows. Returns its stop. */
export const followDesk = (desk: Desk, clock: Clock, tray: QuickStatus): Stop => {
  let cancel: Stop = () => undefined;
  let isSoon = false;
  const show = (): void => {
    isSoon = false;
    tray.show(trayModel(desk.view().view));
    cancel = clock.wakeAt(after(clock.now(), LONGEST), show);
  };
  const soon = (): void => {
    if (isSoon) return;
    isSoon = true;
    cancel();
    cancel = clock.wakeAt(after(clock.now(), SHORTEST), show);
  };
  const unsubscribe = desk.subscribe(soon);
  show();
  return () => {
    unsubscribe();
    cancel();
    tray.stop();
  };
};
