import type { Stop } from '../../core/port/clock.js';
import type { TeamChange, TeamNews } from '../../core/port/team.js';

/** Milliseconds between two looks: while the store tells of no changes, and, as a safety net, while it does. */
export interface Pace {
  readonly often: number;
  readonly seldom: number;
}

export const paceOf = (news: TeamNews, { often, seldom }: Pace): number => (news.hearing().kind === 'told' ? seldom : often);

export interface Looking extends Pace {
  readonly news: TeamNews;
  /** Whether a change is worth a look. */
  readonly isFor: (change: TeamChange) => boolean;
  /** Never rejects. */
  readonly look: () => Promise<void>;
}

export interface Lookout {
  /** Looks now, or once more as soon as the look ends that is under way. */
  look(): void;
  stop: Stop;
}

/** Looks at once where the store tells of a change, and every so often in any case; never twice at the same time. */
export const lookOften = ({ news, isFor, look, ...pace }: Looking): Lookout => {
  let isLooking = false;
  let isDue = false;
  let isStopped = false;
  let lookedAt = performance.now();
  const run = async (): Promise<void> => {
    isLooking = true;
    do {
      isDue = false;
      lookedAt = performance.now();
      await look();
    } while (isDue && !isStopped);
    isLooking = false;
  };
  const lookNow = (): void => {
    isDue = true;
    if (!isLooking && !isStopped) void run();
  };
  const timer = setInterval(() => {
    if (!isLooking && performance.now() - lookedAt >= paceOf(news, pace) - EARLY) void run();
  }, pace.often).unref();
  const deafen = news.listen((change) => {
    if (change.kind === 'anything' || isFor(change)) lookNow();
  });
  return {
    look: lookNow,
    stop: () => {
      isStopped = true;
      clearInterval(timer);
      deafen();
    },
  };
};

/** A timer may come a little before its time by the steady clock. */
const EARLY = 50;
