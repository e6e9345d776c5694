import { count, plain } from './quantity.js';
import { clockTime, dayNear, roughly, shortly } from './time.js';

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
  /** When it was read; null: it is as it is now. */
  readonly asOf: number | null;
}

/** `90 days`. */
const sayKept = (length: number): string => (length < 2 * DAY ? roughly(length) : count(Math.round(length / DAY), 'day'));

/** `Wed, 18 Nov, 14:05`, with the year where another one could be meant. */
const dayAndTimeNear = (at: number, now: number, zone: string): string => `${dayNear(at, now, zone)}, ${clockTime(at, zone)}`;

/** How much is shown, of what, how far back that reaches, and as of when. */
export const sayFound = (facts: FoundFacts, now: number, zone: string): string =>
  `${sayShown(facts, now, zone)}${facts.asOf === null ? '' : `, as of ${shortly(facts.asOf, now, zone)}`}.`;

const sayShown = ({ shown, looked, since, isWhole, isNarrowed }: FoundFacts, now: number, zone: string): string => {
  if (isWhole && isNarrowed) return `All ${plain(shown)} that match, of ${plain(looked)} since ${dayNear(since, now, zone)}`;
  if (isWhole) return `All ${plain(shown)} since ${dayNear(since, now, zone)}`;
  const back = dayAndTimeNear(since, now, zone);
  if (isNarrowed) return `${plain(shown)} that match, of ${plain(looked)} looked through back to ${back}`;
  return `The newest ${plain(shown)}, back to ${back}`;
};

/** Of newer ones that are held back while somebody is at work among the rows. */
export const sayNewer = (n: number): string => `${plain(n)} newer ${n === 1 ? 'waits' : 'wait'} until you pause.`;

/** Why nothing is shown, of a list that is narrowed. */
export const sayNoneFound = (facts: FoundFacts, now: number, zone: string): string => {
  const { looked, since, keptFor, isWhole, asOf } = facts;
  const read = asOf === null ? '' : `, as of ${shortly(asOf, now, zone)}`;
  return isWhole
    ? `Nothing matches since ${dayNear(since, now, zone)}: ${plain(looked)} were looked through${read}. They are kept for ${sayKept(keptFor)}.`
    : `Nothing matches so far: ${plain(looked)} were looked through, back to ${dayAndTimeNear(since, now, zone)}${read}.`;
};
