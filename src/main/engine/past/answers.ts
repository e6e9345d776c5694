import type { Clock, Stop } from '../../core/port/clock.js';
import type { RecordedPart } from '../../core/port/recording.js';
import { after, seconds } from '../../core/time/instant.js';
import { ANSWERS } from '../../core/view/recorded-answers.js';

/** What pages ask the desk without a question of their own, by its name. */
export type Questions = () => Readonly<Record<string, () => Promise<unknown>>>;

export interface Answered {
  /** Null where there is no answer at all. */
  readonly part: RecordedPart | null;
  /** What was not answered, and why, in words: that minute has no answer to it. */
  readonly missing: readonly string[];
}

/** Asks what pages ask, and says what of it is another than a minute ago. */
export interface Answers {
  ask(breathe: () => Promise<void> | null): Promise<Answered>;
  /** The next part is to be whole: nothing is known to be kept. */
  forget(): void;
  /** Waits for no answer any more. */
  stop(): void;
}

/**
 * What took long to answer is asked again only so many times as long after as all of that took together: recording takes half a
 * percent of the store's time at most, which commits wait for. Meanwhile the answer before stands, whose own times say of when it is.
 */
const REST = 200;
/** What is answered within so many milliseconds is asked each minute. */
const QUICK = 20;

/** A question is waited for no longer, so that the minute is recorded all the same. */
const PATIENCE = seconds(10);

interface Known {
  readonly text: string;
  /** By the clock that never jumps. */
  readonly restsUntil: number;
}

export const createAnswers = (clock: Clock, questions: Questions): Answers => {
  let kept = new Map<string, string>();
  let answered = new Map<string, Known>();
  const asker = createAsker(clock);
  return {
    ask: async (breathe) => {
      const now = new Map<string, Known>();
      const missing: string[] = [];
      const slow = new Map<string, number>();
      for (const [name, question] of Object.entries(questions())) {
        const known = answered.get(name);
        const begun = clock.monotonic();
        if (known !== undefined && begun < known.restsUntil) {
          now.set(name, known);
          continue;
        }
        const text = await asker.ask(name, question).catch((error: unknown) => {
          missing.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        });
        const took = clock.monotonic() - begun;
        if (text !== undefined) now.set(name, { text, restsUntil: 0 });
        if (took > QUICK) slow.set(name, took);
        const pause = breathe();
        if (pause !== null) await pause;
      }
      const texts = [...now].map(([name, { text }]) => (kept.get(name) === text ? null : text));
      answered = resting(now, slow, clock.monotonic());
      kept = new Map([...now].map(([name, { text }]) => [name, text]));
      return { part: now.size === 0 ? null : { name: ANSWERS, keys: [...now.keys()], texts }, missing };
    },
    forget: () => {
      kept = new Map();
    },
    stop: asker.stop,
  };
};

const resting = (now: ReadonlyMap<string, Known>, slow: ReadonlyMap<string, number>, ended: number): Map<string, Known> => {
  const together = [...slow.values()].reduce((sum, took) => sum + took, 0);
  return new Map(
    [...now].map(([name, known]) => [name, slow.has(name) ? { ...known, restsUntil: ended + REST * together } : known]),
  );
};

/** Asks one question after the other. One that has not ended is not asked again: what hangs must not pile up. */
const createAsker = (clock: Clock) => {
  const open = new Set<string>();
  let isStopped = false;
  let giveUp: (why: string) => void = () => undefined;

  const overdue = (): { readonly failed: Promise<never>; readonly cancel: Stop } => {
    let cancel: Stop = () => undefined;
    const failed = new Promise<never>((_, reject) => {
      giveUp = (why) => reject(new Error(why));
      cancel = clock.wakeAt(after(clock.now(), PATIENCE), () => giveUp(`no answer after ${PATIENCE / 1_000} s`));
    });
    return { failed, cancel };
  };

  const ask = async (name: string, question: () => Promise<unknown>): Promise<string | undefined> => {
    if (isStopped) throw new Error('nobody waits for it any more');
    if (open.has(name)) throw new Error('no answer yet to what was asked before');
    open.add(name);
    const close = (): void => {
      open.delete(name);
    };
    // Asked inside a promise: one that throws at once fails alone, too.
    const answer = Promise.resolve().then(question);
    answer.then(close, close);
    const { failed, cancel } = overdue();
    try {
      return JSON.stringify(await Promise.race([answer, failed]));
    } finally {
      cancel();
    }
  };

  const stop = (): void => {
    isStopped = true;
    giveUp('nobody waits for it any more');
  };
  return { ask, stop };
};
