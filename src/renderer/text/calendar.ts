import type { CalendarInterval, CalendarRow } from '../../preload/contract/views.js';
import type { Saying } from './states.js';

/** The intervals in the order in which they are shown. */
export const INTERVALS: readonly { readonly interval: CalendarInterval; readonly name: string }[] = [
  { interval: 'weekly', name: 'Each week' },
  { interval: 'monthly', name: 'Each month' },
  { interval: 'quarterly', name: 'Each quarter' },
  { interval: 'yearly', name: 'Each year' },
];

/** A reminder is no alert: the most that it says is that something waits. */
export const CALENDAR_STATES: Readonly<Record<CalendarRow['state'], Saying>> = {
  rests: { tone: 'good', word: 'In order' },
  due: { tone: 'info', word: 'Due' },
  overdue: { tone: 'warning', word: 'Overdue' },
};
