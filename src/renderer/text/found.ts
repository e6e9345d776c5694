import { count, plain } from './quantity.js';
import { dayAndTime, dayNear, roughly } from './time.js';

const DAY = 86_400_000;

/** What is known of a list that was looked for; all instants in milliseconds. */
export interface FoundFacts {
  readonly shown: number;
  readonly looked: number;
  /** How far back was looked. */
  readonly since: number;
  readonly keptFor: number;
  /** All that is kept was looked through. */
  readonly isWhole: boolean;
  readonly isNarrowed: boolean;
}

/** `90 days`. */
const sayKept = (length: number): string => (length < 2 * DAY ? roughly(length) : count(Math.round(length / DAY), 'day'));

/** How much is shown, of what, and how far back that reaches. */
export const sayFound = (facts: FoundFacts, now: number, zone: string): string => {
  const { shown, looked, since, isWhole, isNarrowed } = facts;
  if (isWhole && isNarrowed) return `All ${plain(shown)} that match, of ${plain(looked)} since ${dayNear(since, now, zone)}.`;
  if (isWhole) return `All ${plain(shown)} since ${dayNear(since, now, zone)}.`;
  const back = dayAndTime(since, zone);
  if (isNarrowed) return `${plain(shown)} that match, of ${plain(looked)} looked through back to ${back}.`;
  return `The newest ${plain(shown)}, back to ${back}.`;
};

/** Why nothing is shown, of a list that is narrowed. */
export const sayNoneFound = ({ looked, since, keptFor, isWhole }: FoundFacts, now: number, zone: string): string =>
  isWhole
    ? `Nothing matches since ${dayNear(since, now, zone)}: ${plain(looked)} were looked through. They are kept for ${sayKept(keptFor)}.`
    : `Nothing matches so far: ${plain(looked)} were looked through, back to ${dayAndTime(since, zone)}.`;
