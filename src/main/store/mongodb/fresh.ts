import type { Sample } from '../../core/model/sample.js';
import type { Batch } from '../codec/batch.js';
import { addBatch, type Generation, newGeneration, readColumn } from '../fresh-memory.js';
import { overlay } from '../overlay.js';

/** Samples that are in commits and not yet in their hours. */
export interface Fresh {
  /** Of one series, in order of time; of two at one instant the later written. */
  read(series: number, from: number, to: number): readonly Sample[];
  /** The series that have any. */
  numbers(): ReadonlySet<number>;
}

/** What of several generations, the older ones first, a reader sees; it stays so while others are added or done with. */
export const freshOf = (generations: readonly Generation[]): Fresh => ({
  read: (series, from, to) =>
    generations.reduce<readonly Sample[]>((under, each) => overlay(under, readColumn(each, series, from, to)), []),
  numbers: () => new Set(generations.flatMap(({ columns }) => [...columns.keys()])),
});

/** The fresh samples of a writer: those that are on their way into their hours, and those that came since. */
export interface FreshWriter {
  now(): Fresh;
  /** Of a commit that is durable, and may not be carried over yet: it is read, and not taken. */
  add(commit: number, batch: Batch): void;
  /** All of this commit is carried over: once the earlier ones are too, it may be taken. */
  carriedOver(commit: number): void;
  /** How many samples there are. */
  size(): number;
  /** Parts what there is from what comes now, and gives it; what was taken before and not given back comes again. */
  take(): Generation | null;
  /** What was taken is in its hours. */
  done(): void;
}

export const createFresh = (): FreshWriter => {
  let taken: Generation | null = null;
  let coming = newGeneration();
  const durable = new Map<number, { readonly batch: Batch; isCarriedOver: boolean }>();
  const notCarriedOver = (): readonly Generation[] =>
    [...durable].map(([commit, { batch }]) => {
      const alone = newGeneration();
      addBatch(alone, commit, batch);
      return alone;
    });
  const all = (): readonly Generation[] => [...(taken === null ? [] : [taken]), coming, ...notCarriedOver()];
  return {
    now: () => freshOf(all()),
    add: (commit, batch) => {
      durable.set(commit, { batch, isCarriedOver: false });
    },
    carriedOver: (last) => {
      const known = durable.get(last);
      if (known !== undefined) known.isCarriedOver = true;
      for (const [commit, { batch, isCarriedOver }] of durable) {
        if (!isCarriedOver) return;
        addBatch(coming, commit, batch);
        durable.delete(commit);
      }
    },
    size: () => all().reduce((sum, { size }) => sum + size, 0),
    take: () => {
      if (taken === null && coming.lastRow > 0) {
        taken = coming;
        coming = newGeneration();
      }
      return taken;
    },
    done: () => {
      taken = null;
    },
  };
};
