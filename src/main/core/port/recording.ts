import type { Instant } from '../time/instant.js';

/** A part of the view on its way into the recording: JSON texts, null for what is as it was in the minute recorded last. */
export type RecordedPart =
  | { readonly name: string; readonly text: string | null }
  /** Rows by key, in the view's order. */
  | { readonly name: string; readonly keys: readonly string[]; readonly texts: readonly (string | null)[] };

/** The pushed view of one minute. Its parts stand in the order in which they were pushed. */
export interface RecordedMinute {
  /** When it was taken. */
  readonly at: Instant;
  readonly parts: readonly RecordedPart[];
}

/** A view as it was recorded: its JSON is, byte for byte, what was handed over. */
export interface RecordedView {
  readonly at: Instant;
  readonly text: string;
}

export interface RecordingFigures {
  readonly first: Instant | null;
  readonly last: Instant | null;
  readonly minutes: number;
  readonly bytes: number;
}

/** What the desk pushed, a view a minute, so that the console can be shown as it was known then. */
export interface Recording {
  /**
   * Resolves once the minute is kept. Rejects where it is not, and also where something is said to be as before and nothing
   * is before: then the next minute is to be handed over whole.
   */
  record(minute: RecordedMinute): Promise<void>;
  /** The newest view taken at or before `at`; null where there is none. Of one instant it is what was recorded last. */
  at(at: Instant): Promise<RecordedView | null>;
  /** When views were taken in `[from, to)`, oldest first. */
  taken(from: Instant, to: Instant): Promise<readonly Instant[]>;
  /** When the first view after `at` was taken; null where none was. */
  next(at: Instant): Promise<Instant | null>;
  figures(): Promise<RecordingFigures>;
  /** Deletes what was taken before `before`; up to an hour of it stays while what comes after rests on it. Answers how many minutes went. */
  retain(before: Instant): Promise<number>;
  stop(): Promise<void>;
}
