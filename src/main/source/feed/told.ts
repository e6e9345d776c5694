import { after, days, type Instant } from '../../core/time/instant.js';

/** Something that happened once, at an instant of its own. */
export interface Happening {
  readonly id: string;
  readonly at: Instant;
}

/** What was said already of the happenings of one project. */
export interface Told<Event extends Happening> {
  /** Whether anything was read before. */
  readonly isFirst: () => boolean;
  readonly knows: (event: Event) => boolean;
  /** Takes in what a look found, and gives what is to be said, the oldest first. */
  take(found: readonly Event[], now: Instant): readonly Event[];
  /** What marked the newest page, so that it is sent again only when it has changed. */
  mark: string | null;
}

/** Events that are known by their id: several times what a look can find. */
const MOST_KNOWN = 2_000;

/** Before that the readings of a desk do not reach. */
const OLDEST = days(14);

/**
 * Each event is said by the look that finds it and by the next one: a look that lasts through a sleep of this machine is
 * thrown away, and a failed build must not be lost with it. Said twice at its own instant it is the same one.
 */
export const createTold = <Event extends Happening>(): Told<Event> => {
  const known = new Set<string>();
  let last: readonly Event[] = [];
  let isFirst = true;
  const remember = (event: Event): void => {
    known.add(event.id);
    const [oldest] = known;
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  };
  return {
    isFirst: () => isFirst,
    knows: ({ id }) => known.has(id),
    take: (found, now) => {
      const fresh = found
        .filter(({ id, at }) => !known.has(id) && at >= after(now, -OLDEST))
        .map((event) => notAhead(event, now));
      const said = [...last, ...fresh].sort((one, other) => one.at - other.at);
      for (const event of fresh) remember(event);
      last = fresh;
      isFirst = false;
      return said;
    },
    mark: null,
  };
};

/** Their clock may be ahead of ours; what is yet to come would not be looked at. */
const notAhead = <Event extends Happening>(event: Event, now: Instant): Event =>
  event.at > now ? { ...event, at: now } : event;
