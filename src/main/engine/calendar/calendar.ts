import { calendarRows, countOf } from '../../core/calendar/due.js';
import { CALENDAR_TASKS } from '../../core/calendar/tasks.js';
import type { Action } from '../../core/model/action.js';
import type { Actor } from '../../core/model/actor.js';
import type { CalendarCount, CalendarDone, CalendarKept, CalendarRow } from '../../core/model/calendar.js';
import type { Config } from '../../core/model/config.js';
import { fail, type Refusal } from '../../core/model/result.js';
import type { Remembered } from '../../core/port/journal.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { type Acted, done } from '../acted.js';
import type { World } from '../world.js';

/** So many times of each task are kept: a quarter of the weekly ones, for reports of the past. */
const KEPT = 13;
const MARK = 'calendar';
const NOTHING: CalendarKept = { done: {}, changedAt: null };

/** How every task stands at an instant; none where the calendar is off. */
export const calendarAt = (world: World, now: Instant): readonly CalendarRow[] => {
  const { calendar, site } = world.config;
  if (calendar === 'off') return [];
  return calendarRows({ tasks: CALENDAR_TASKS, done: world.calendar.done, bornAt: world.bornAt, now, zone: site.timeZone });
};

/** The same out of what a desk kept, while it does not run; null where none ever ran. */
export const calendarOf = ({ marks }: Remembered, { calendar, site }: Config, now: Instant): readonly CalendarRow[] | null => {
  const bornAt = marks.bornAt ?? marks.aliveAt;
  if (typeof bornAt !== 'number') return null;
  if (calendar === 'off') return [];
  const { done } = (marks[MARK] as CalendarKept | undefined) ?? NOTHING;
  return calendarRows({ tasks: CALENDAR_TASKS, done, bornAt: instant(bornAt), now, zone: site.timeZone });
};

/** How many are due and overdue; null where the calendar is off. */
export const calendarCount = (world: World, now: Instant): CalendarCount | null =>
  world.config.calendar === 'off' ? null : countOf(calendarAt(world, now), world.calendar.changedAt);

/** Notes that somebody did a task, whenever it was due. */
export const doTask = (
  world: World,
  { task, note }: Action & { readonly kind: 'do-task' },
  actor: Actor,
  now: Instant,
): Acted => {
  const refused = whyNot(world, task);
  if (refused !== null) return fail(refused);
  keep(world, task, [{ at: now, by: actor.name, note }, ...(world.calendar.done[task] ?? [])], now);
  return done(null);
};

/** Takes back what was noted at an instant, as long as nothing was noted since: then it stands as before. */
export const undoTask = (world: World, { task, at }: Action & { readonly kind: 'undo-task' }, now: Instant): Acted => {
  const refused = whyNot(world, task);
  if (refused !== null) return fail(refused);
  const [newest, ...before] = world.calendar.done[task] ?? [];
  if (newest?.at !== at) {
    return fail({ code: 'conflict', message: 'This is not what was noted last of the task: it stays.', field: 'at' });
  }
  keep(world, task, before, now);
  return done(null);
};

const whyNot = ({ config }: World, task: string): Refusal | null => {
  if (config.calendar === 'off') return { code: 'conflict', message: 'The calendar is turned off in the settings.' };
  const isKnown = CALENDAR_TASKS.some(({ id }) => id === task);
  return isKnown ? null : { code: 'not-found', message: `The calendar has no task ${task}.`, field: 'task' };
};

const keep = (world: World, task: string, times: readonly CalendarDone[], now: Instant): void => {
  world.calendar = { done: { ...world.calendar.done, [task]: times.slice(0, KEPT) }, changedAt: now };
  world.draft().marks.set(MARK, world.calendar);
};

/** Puts back what was noted before the start, by whichever desk. */
export const recallCalendar = (world: World, { marks }: Remembered): void => {
  world.calendar = (marks[MARK] as CalendarKept | undefined) ?? world.calendar;
};
