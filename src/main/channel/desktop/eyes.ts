import type { DoNotDisturb } from '../../core/model/do-not-disturb.js';
import type { Clock } from '../../core/port/clock.js';
import type { AskDoNotDisturb } from '../../core/port/do-not-disturb.js';
import { seconds } from '../../core/time/instant.js';

/** Whether people can see what the desktop shows. */
export interface Eyes {
  /** Asks the system now. */
  ask(): Promise<DoNotDisturb>;
  /** What it said last; where that is old it is asked again, for the next who wants to know. Null before it has answered. */
  lately(): DoNotDisturb | null;
}

/** People switch it on and off a few times a day. */
const OLD = seconds(30);

export const createEyes = (asking: AskDoNotDisturb, clock: Clock): Eyes => {
  let known: DoNotDisturb | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  const ask = async (): Promise<DoNotDisturb> => {
    askedAt = clock.monotonic();
    known = await asking();
    return known;
  };
  return {
    ask,
    lately: () => {
      if (clock.monotonic() - askedAt >= OLD) void ask();
      return known;
    },
  };
};
