import type { Clock } from '../core/port/clock.js';
import { type Instant, seconds } from '../core/time/instant.js';
import type { World } from './world.js';

/** What was reckoned for one question is given again for so long, unless the configuration has changed. */
const FRESH = seconds(15);

interface Kept<Answer> {
  readonly question: number;
  readonly at: Instant;
  readonly config: object;
  readonly answer: Promise<Answer>;
}

/** Reads for whoever asks, and gives an answer that is less than 15 s old again: many may ask at once. */
export const keptFresh = <Answer>(
  { world, clock }: { readonly world: World; readonly clock: Clock },
  read: (question: number, now: Instant) => Promise<Answer>,
): ((question: number) => Promise<Answer>) => {
  let last: Kept<Answer> | null = null;
  return (question) => {
    const now = clock.now();
    const isFresh = last?.question === question && last.config === world.config && now >= last.at && now - last.at < FRESH;
    if (last !== null && isFresh) return last.answer;
    const answer = read(question, now);
    last = { question, at: now, config: world.config, answer };
    // What failed must be tried again by whoever asks next.
    answer.catch(() => {
      last = null;
    });
    return answer;
  };
};
