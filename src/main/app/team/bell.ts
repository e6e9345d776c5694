import type { Stop } from '../../core/port/clock.js';
import type { TeamNews } from '../../core/port/team.js';

/** Rings when a request may have been answered. */
export interface Bell {
  /** Until it has rung since it was last waited for, or so many milliseconds have passed. */
  wait(most: number): Promise<void>;
  stop: Stop;
}

export const hangBell = (news: TeamNews, request: string): Bell => {
  let hasRung = false;
  let wake = (): void => undefined;
  const stop = news.listen((change) => {
    if (change.kind !== 'anything' && (change.kind !== 'answered' || change.request !== request)) return;
    hasRung = true;
    wake();
  });
  return {
    wait: async (most) => {
      await new Promise<void>((resolve) => {
        if (hasRung) return resolve();
        const timer = setTimeout(resolve, most);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      hasRung = false;
    },
    stop,
  };
};
