import { setTimeout as wait } from 'node:timers/promises';
import type { EpisodeId } from '../../../src/main/core/model/alert.js';
import type { SeriesId } from '../../../src/main/core/model/sample.js';
import type { Console } from '../../support/process.js';
import type { Act } from './operator.js';

/** What must hold after a kill. Where an act was not answered, both of its outcomes are right; once seen, that one must stay. */
export interface Beliefs {
  /** Takes in acts in their order. */
  learn(acts: readonly Act[]): void;
  /** Compares with what the console shows; the differences, in words. */
  compare(console: Console): Promise<string[]>;
}

const NOBODY = '';

export const createBeliefs = (): Beliefs => {
  const notes = new Map<EpisodeId, Set<string>>();
  const reasons = new Map<EpisodeId, Set<string>>();
  const running = new Map<string, { readonly subject: string; states: Set<boolean> }>();

  const learnOne = ({ kind, alert, subject, text, answer }: Act): void => {
    if (answer === 'refused') return;
    const isSure = answer === 'done';
    if (kind === 'acknowledge') believe(notes, alert, text, isSure);
    if (kind === 'unacknowledge') believe(notes, alert, NOBODY, isSure);
    if (kind === 'resolve') believe(reasons, alert, text, isSure);
    if (kind === 'reopen') reasons.delete(alert);
    if (kind === 'suppress') running.set(text, { subject, states: new Set(isSure ? [true] : [true, false]) });
    if (kind !== 'unsuppress') return;
    for (const suppression of running.values()) {
      if (suppression.subject === subject) suppression.states = new Set(isSure ? [false] : [...suppression.states, false]);
    }
  };

  return {
    learn: (acts) => acts.forEach(learnOne),
    compare: async (console) => {
      const { view } = await console.read('view.read', {});
      const wrong: string[] = [];
      for (const alert of new Set([...notes.keys(), ...reasons.keys()])) {
        // An alert that had just fired, and on which no act was ever answered, may be gone: then nothing was done to it.
        const row = view.alerts[alert];
        wrong.push(...settle(notes, alert, row?.acknowledged?.note ?? NOBODY, 'is acknowledged with'));
        wrong.push(...settle(reasons, alert, row?.resolution?.reason ?? NOBODY, 'is resolved with'));
      }
      const shown = new Set(Object.values(view.suppressions).map(({ why }) => why));
      for (const [why, suppression] of running) {
        const isRunning = shown.has(why);
        if (!suppression.states.has(isRunning)) wrong.push(`suppression ${why} ${isRunning ? 'runs again' : 'is gone'}`);
        suppression.states = new Set([isRunning]);
      }
      return wrong;
    },
  };
};

const believe = (known: Map<EpisodeId, Set<string>>, alert: EpisodeId, value: string, isSure: boolean): void => {
  const before = known.get(alert);
  // Before the first of its acts nobody had it, and no hand had ended it.
  known.set(alert, new Set(isSure ? [value] : [...(before ?? [NOBODY]), value]));
};

const settle = (known: Map<EpisodeId, Set<string>>, alert: EpisodeId, seen: string, words: string): string[] => {
  const believed = known.get(alert);
  if (believed === undefined) return [];
  // An alert that no hand has ended may have ended by itself, with a reason of the engine's.
  const ours = isOurs(seen) ? seen : NOBODY;
  known.set(alert, new Set([ours]));
  return believed.has(ours)
    ? []
    : [`${alert} ${words} “${seen}”, not with ${[...believed].map((text) => `“${text}”`).join(' or ')}`];
};

const isOurs = (text: string): boolean => text.startsWith('text-');

/** The samples that the console has shown as history. */
export interface Shown {
  readonly samples: ReadonlyMap<SeriesId, ReadonlyMap<number, number>>;
  /** Asks for the last minute again and again until the console no longer answers. */
  look(console: Console): Promise<void>;
}

export const createShown = (series: readonly SeriesId[]): Shown => {
  const samples = new Map<SeriesId, Map<number, number>>(series.map((id) => [id, new Map()]));
  const lookOnce = async (console: Console): Promise<void> => {
    const to = Date.now() + 1_000;
    const { ranges } = await console.read('history.range', { series: [...series], from: to - 60_000, to, maxPoints: 600 });
    for (const { id, points } of ranges) for (const [at, , mean] of points) samples.get(id)?.set(at, mean);
  };
  return {
    samples,
    look: async (console) => {
      for (;;) {
        const isOver = await lookOnce(console).then(
          () => false,
          () => true,
        );
        if (isOver) return;
        await wait(50);
      }
    },
  };
};
