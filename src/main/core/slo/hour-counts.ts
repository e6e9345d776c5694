import type { EventStretch } from '../model/slo.js';
import { type Instant, instant } from '../time/instant.js';

const HOUR = 3_600_000;

/** Hours that are kept together: a year is a dozen of such spans. */
const HOURS = 768;
const SPAN = HOURS * HOUR;

/** Of each hour of a span how many events there were, −1 where it was not counted, and how many of them were bad. */
interface Span {
  readonly valid: number[];
  readonly bad: number[];
}

/** What was counted hour by hour of one question. An hour that was counted and held nothing is known, too. */
export interface HourCounts {
  /** What is known of the hours of `[from, to)`, oldest first; hours without an event are left out. */
  stretches(from: Instant, to: Instant): readonly EventStretch[];
  /** Hours of `[from, to)` that are not known, oldest first, those that follow each other together. */
  missing(from: Instant, to: Instant): readonly HourRun[];
  /** An hour was counted. */
  put(hour: Instant, events: { readonly valid: number; readonly good: number }): void;
  /** An hour is not known any longer; true: it was. */
  drop(hour: Instant): boolean;
  /** Drops all before this instant. */
  dropBefore(floor: Instant): void;
  /** The spans that have changed since they were taken the last time, as they are saved; null: nothing is left of one. */
  takeChanged(): ReadonlyMap<number, SavedSpan | null>;
}

/** Whole hours, `[from, to)`. */
export interface HourRun {
  readonly from: Instant;
  readonly to: Instant;
}

export interface SavedSpan {
  readonly valid: readonly number[];
  readonly bad: readonly number[];
}

/** Events by the start of their hour. */
export type HourSums = Map<number, { readonly valid: number; readonly good: number }>;

export const addToHours = (sums: HourSums, stretches: readonly EventStretch[]): void => {
  for (const { start, valid, good } of stretches) {
    const hour = floorOf(start);
    const sum = sums.get(hour);
    sums.set(hour, { valid: valid + (sum?.valid ?? 0), good: good + (sum?.good ?? 0) });
  }
};

/** Oldest first. */
export const stretchesOf = (sums: HourSums): readonly EventStretch[] =>
  [...sums].sort(([a], [b]) => a - b).map(([hour, events]) => ({ start: instant(hour), ...events }));

/** Nothing is known unless it was saved, by the numbers of the spans. */
export const createHourCounts = (saved: ReadonlyMap<number, SavedSpan> = new Map()): HourCounts => {
  const spans = new Map<number, Span>(
    [...saved].map(([number, { valid, bad }]) => [number, { valid: [...valid], bad: [...bad] }]),
  );
  const changed = new Set<number>();

  const validAt = (hour: number): number => spans.get(spanOf(hour))?.valid[placeOf(hour)] ?? -1;

  const set = (hour: number, valid: number, bad: number): void => {
    const number = spanOf(hour);
    const span = spans.get(number) ?? { valid: new Array<number>(HOURS).fill(-1), bad: new Array<number>(HOURS).fill(0) };
    spans.set(number, span);
    span.valid[placeOf(hour)] = valid;
    span.bad[placeOf(hour)] = bad;
    changed.add(number);
  };

  return {
    stretches: (from, to) => {
      const found: EventStretch[] = [];
      for (let hour = floorOf(from); hour < to; hour += HOUR) {
        const valid = validAt(hour);
        const bad = spans.get(spanOf(hour))?.bad[placeOf(hour)] ?? 0;
        if (valid > 0) found.push({ start: instant(hour), valid, good: valid - bad });
      }
      return found;
    },
    missing: (from, to) => {
      const runs: { from: Instant; to: Instant }[] = [];
      for (let hour = floorOf(from); hour < to; hour += HOUR) {
        if (validAt(hour) >= 0) continue;
        const open = runs.at(-1);
        if (open?.to === hour) open.to = instant(hour + HOUR);
        else runs.push({ from: instant(hour), to: instant(hour + HOUR) });
      }
      return runs;
    },
    put: (hour, { valid, good }) => set(hour, valid, valid - good),
    drop: (hour) => {
      const wasKnown = validAt(hour) >= 0;
      if (wasKnown) set(hour, -1, 0);
      return wasKnown;
    },
    dropBefore: (floor) => {
      for (const number of spans.keys()) {
        const end = Math.min(floorOf(floor), (number + 1) * SPAN);
        for (let hour = number * SPAN; hour < end; hour += HOUR) if (validAt(hour) >= 0) set(hour, -1, 0);
      }
    },
    takeChanged: () => {
      const taken = new Map([...changed].map((number) => [number, savedOf(spans.get(number))]));
      for (const [number, span] of taken) if (span === null) spans.delete(number);
      changed.clear();
      return taken;
    },
  };
};

/** The end of the hours that are kept together with this one. */
export const togetherUntil = (hour: Instant): Instant => instant((spanOf(hour) + 1) * SPAN);

const floorOf = (at: number): number => Math.floor(at / HOUR) * HOUR;
const spanOf = (hour: number): number => Math.floor(hour / SPAN);
const placeOf = (hour: number): number => (((hour / HOUR) % HOURS) + HOURS) % HOURS;

const savedOf = (span: Span | undefined): SavedSpan | null =>
  span === undefined || span.valid.every((valid) => valid < 0) ? null : { valid: [...span.valid], bad: [...span.bad] };

/** What was saved; null where it is none. */
export const readSavedSpan = (saved: unknown): SavedSpan | null => {
  if (typeof saved !== 'object' || saved === null || !('valid' in saved) || !('bad' in saved)) return null;
  const { valid, bad } = saved;
  return isHours(valid) && isHours(bad) ? { valid, bad } : null;
};

const isHours = (value: unknown): value is readonly number[] => Array.isArray(value) && value.length === HOURS;
