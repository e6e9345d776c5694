import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConsoleView, PastView } from '../../preload/contract/views.js';
import { standStill } from '../text/now.js';
import type { Call } from './transport.js';

/** How many seconds of the past go by in one. */
export const SPEEDS = ['1×', '10×', '60×', '600×'] as const;
export type Speed = (typeof SPEEDS)[number];

/** The console as it was: what main answered, with the view read. */
export interface ShownPast extends Omit<PastView, 'view' | 'answers'> {
  readonly view: ConsoleView;
  /** What pages were answered then, by question; null where that was not recorded. */
  readonly answers: Readonly<Record<string, unknown>> | null;
}

/** Which minute of the past is shown. Written only here. */
export interface Past {
  /** Null: the console shows now. */
  readonly shown: ShownPast | null;
  readonly isAsking: boolean;
  /** Why the minute that was asked for last cannot be shown; null: it can. */
  readonly trouble: string | null;
  /** Null: it stands still. */
  readonly speed: Speed | null;
}

export interface PastStore extends Pick<StoreApi<Past>, 'getState' | 'subscribe' | 'getInitialState'> {
  /** Shows the console as it was. `at` as people say it: `03:12`, `2h ago`, a date and time. True where it can be shown. */
  look(at: string): Promise<boolean>;
  /** Moves by so many milliseconds, never beyond what is recorded. */
  step(length: number): Promise<boolean>;
  play(speed: Speed): void;
  pause(): void;
  /** Shows now again. */
  leave(): void;
}

const MINUTE = 60_000;
const NOW: Past = { shown: null, isAsking: false, trouble: null, speed: null };

/** What is shown next after how long: the recording has a view a minute. */
const PACES: Readonly<Record<Speed, { readonly step: number; readonly every: number }>> = {
  '1×': { step: MINUTE, every: MINUTE },
  '10×': { step: MINUTE, every: 6_000 },
  '60×': { step: MINUTE, every: 1_000 },
  '600×': { step: 5 * MINUTE, every: 500 },
};

const readPast = ({ view, answers, ...rest }: PastView): ShownPast => ({
  ...rest,
  view: JSON.parse(view) as ConsoleView,
  answers: answers === null ? null : (JSON.parse(answers) as ShownPast['answers']),
});

export const createPast = (call: Call): PastStore => {
  const store = createStore<Past>(() => NOW);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let questions = 0;

  const take = (change: Partial<Past>): void => {
    if (change.shown !== undefined) standStill(change.shown?.at ?? null);
    store.setState(change);
  };

  const look = async (at: string): Promise<boolean> => {
    questions += 1;
    const mine = questions;
    take({ isAsking: true });
    const answer = await call('past.read', { at });
    // Something else was asked for meanwhile, or the past was left.
    if (mine !== questions) return false;
    if (!answer.ok) {
      take({ isAsking: false, trouble: answer.error.message, speed: null });
      return false;
    }
    take({ shown: readPast(answer.value), isAsking: false, trouble: null });
    return true;
  };

  const step = async (length: number): Promise<boolean> => {
    const { shown } = store.getState();
    if (shown === null) return false;
    const to = Math.max(shown.first, Math.min(shown.last, shown.asked + length));
    return look(new Date(to).toISOString());
  };

  const pause = (): void => {
    clearTimeout(timer);
    take({ speed: null });
  };

  const follow = (speed: Speed): void => {
    const { step: length, every } = PACES[speed];
    timer = setTimeout(async () => {
      const before = store.getState().shown?.asked;
      await step(length);
      const { shown, speed: now } = store.getState();
      if (now !== speed || shown === null) return;
      if (shown.asked === before) pause();
      else follow(speed);
    }, every);
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    look,
    step,
    pause,
    play: (speed) => {
      clearTimeout(timer);
      take({ speed });
      follow(speed);
    },
    leave: () => {
      clearTimeout(timer);
      questions += 1;
      take(NOW);
    },
  };
};
