import type { Stop } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { Log } from '../../core/port/log.js';
import type { Team } from '../../core/port/team.js';

export interface ShowParts {
  readonly desk: Pick<Desk, 'view' | 'subscribe'>;
  readonly team: Pick<Team, 'show'>;
  readonly log: Log;
  /** Whether anybody is there to be shown anything. */
  readonly isWatched: () => boolean;
}

/** How often the other desks are given what has changed, and given it again where that failed; what has not changed is given anew after so long. */
const [EVERY, ANEW] = [500, 4_000];

/** Gives the other desks what this one shows, whenever it changes. */
export const showToOthers = ({ desk, team, log, isWatched }: ShowParts): Stop => {
  let shown = -1;
  let shownAt = 0;
  let isShowing = false;
  let wasFailing = false;
  // Somebody must look, or the view is not made before it is asked for.
  const unsubscribe = desk.subscribe(() => undefined);
  const look = async (): Promise<void> => {
    if (!isWatched()) return;
    const revised = desk.view();
    const now = performance.now();
    if (isShowing || (revised.revision === shown && now - shownAt < ANEW)) return;
    isShowing = true;
    try {
      await team.show(revised);
      shown = revised.revision;
      shownAt = now;
      wasFailing = false;
    } catch (error) {
      if (!wasFailing) log.warn('team.show-failed', { error: String(error) });
      wasFailing = true;
    } finally {
      isShowing = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), EVERY).unref();
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
};
