import type { RecordedPart } from '../../core/port/recording.js';
import { ANSWERS } from '../../core/view/recorded-answers.js';

/** What pages ask the desk without a question of their own, by its name. */
export type Questions = () => Readonly<Record<string, () => Promise<unknown>>>;

/** Asks what pages ask, and says what of it is another than a minute ago. */
export interface Answers {
  /** Null where there is nothing to ask. What cannot be answered is left out: that minute has no answer to it. */
  ask(breathe: () => Promise<void> | null): Promise<RecordedPart | null>;
  /** The next part is to be whole: nothing is known to be kept. */
  forget(): void;
}

export const createAnswers = (questions: Questions): Answers => {
  let kept = new Map<string, string>();
  return {
    ask: async (breathe) => {
      const now = new Map<string, string>();
      for (const [name, question] of Object.entries(questions())) {
        const text = await question().then(JSON.stringify, () => null);
        if (text !== null && text !== undefined) now.set(name, text);
        const pause = breathe();
        if (pause !== null) await pause;
      }
      const texts = [...now].map(([name, text]) => (kept.get(name) === text ? null : text));
      kept = now;
      return now.size === 0 ? null : { name: ANSWERS, keys: [...now.keys()], texts };
    },
    forget: () => {
      kept = new Map();
    },
  };
};
