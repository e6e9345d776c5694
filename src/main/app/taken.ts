import { alertPopupId } from '../channel/desktop/channel.js';
import type { EpisodeId } from '../core/model/alert.js';
import type { AlertRow } from '../core/model/alert-view.js';
import type { Stop } from '../core/port/clock.js';
import type { Desk } from '../core/port/desk.js';
import type { Popups } from '../core/port/popups.js';

/** Takes a pop-up down once someone has its alert, wherever they took it. What is told of it later is shown again. */
export const withdrawTaken = (desk: Desk, popups: Popups): Stop => {
  const taken = new Set<EpisodeId>();
  const look = (row: AlertRow): void => {
    if (!isTaken(row)) taken.delete(row.id);
    else if (!taken.has(row.id)) {
      taken.add(row.id);
      popups.withdraw(alertPopupId(row.id));
    }
  };
  return desk.subscribe(({ changes }) => {
    for (const change of changes) {
      if (change.part !== 'alerts') continue;
      if (change.value === null) taken.delete(change.key as EpisodeId);
      else look(change.value);
    }
  });
};

const isTaken = (row: AlertRow): boolean => row.state === 'firing' && (row.acknowledged !== null || row.suppressed !== null);
