import type { Instant } from '../time/instant.js';

export type CalendarInterval = 'weekly' | 'monthly' | 'quarterly' | 'yearly';

/** Regular care of the watch itself: what nobody is woken for, and what goes wrong if nobody ever does it. */
export interface CalendarTask {
  /** It is kept under this name: never given to another task. */
  readonly id: string;
  readonly interval: CalendarInterval;
  readonly title: string;
  /** What is to be looked at or done. */
  readonly what: string;
  /** Where in the console; null: nowhere. */
  readonly place: CalendarPlace | null;
  /** By which command; null: by none. */
  readonly command: string | null;
}

export interface CalendarPlace {
  readonly name: string;
  /** Address of the page in the console, such as `/objectives`. */
  readonly path: string;
  /** The heading on that page under which it stands; null: the whole page. */
  readonly section: string | null;
}

/** Somebody said that a task is done. */
export interface CalendarDone {
  readonly at: Instant;
  readonly by: string;
  readonly note: string;
}

/** What was done of each task, the newest first, and when that changed last; null: it never did. */
export interface CalendarKept {
  readonly done: Readonly<Record<string, readonly CalendarDone[]>>;
  readonly changedAt: Instant | null;
}

/** `rests`: its time has not come. `due`: it has. `overdue`: so long ago that it counts as forgotten. */
export type CalendarState = 'rests' | 'due' | 'overdue';

export interface CalendarRow extends CalendarTask {
  readonly state: CalendarState;
  /** From when it is due. */
  readonly dueAt: Instant;
  /** From when it is overdue. */
  readonly overdueAt: Instant;
  /** Null: not since this watch began, as far as it is kept. */
  readonly last: CalendarDone | null;
}

/** What the console shows of it everywhere. */
export interface CalendarCount {
  readonly due: number;
  readonly overdue: number;
  /** Changes with everything that is done or taken back. */
  readonly changedAt: Instant | null;
}
