import { countOf } from '../../core/calendar/due.js';
import type { CalendarRow } from '../../core/model/calendar.js';
import type { ConsoleView } from '../../core/model/view.js';
import { instant } from '../../core/time/instant.js';
import { calendarOf } from '../../engine/calendar/calendar.js';
import { systemClock } from '../../platform/clock.js';
import { readConfigured } from '../backtest/configured.js';
import type { ConsoleClient } from '../console/client.js';
import { openStoredHistory } from '../open-store.js';

/** The calendar as a desk has it, and by whose clocks its days are; `rows` null: it is off. */
export interface Listed {
  readonly rows: readonly CalendarRow[] | null;
  readonly zone: string;
}

export const listFrom = async (console: ConsoleClient): Promise<Listed> => {
  const { view } = (await console.call('view.read', {})) as { readonly view: ConsoleView };
  const zone = view.desk.site.timeZone;
  if (view.system.calendar === null) return { rows: null, zone };
  return { rows: (await console.call('calendar.list', {})) as readonly CalendarRow[], zone };
};

/** Out of what was kept, while no console runs; null where no desk ever ran. */
export const listStored = async (dataFolder: string): Promise<Listed | null> => {
  const store = await openStoredHistory(dataFolder);
  if (store === null) return null;
  try {
    const { config } = await readConfigured(null, dataFolder);
    const now = systemClock().now();
    const kept = calendarOf(await store.journal.remembered(instant(0)), config, now);
    return kept === null ? null : { rows: config.calendar === 'off' ? null : kept, zone: config.site.timeZone };
  } finally {
    await store.stop();
  }
};

/** For machines; instants in ISO 8601. */
export const toBody = ({ rows }: Listed, isRunning: boolean) => ({
  isRunning,
  calendar: rows === null ? ('off' as const) : ('on' as const),
  due: countOf(rows ?? [], null).due,
  overdue: countOf(rows ?? [], null).overdue,
  tasks: (rows ?? []).map(toTask),
});

const iso = (at: number): string => new Date(at).toISOString();

const toTask = ({ dueAt, overdueAt, last, ...task }: CalendarRow) => ({
  ...task,
  dueAt: iso(dueAt),
  overdueAt: iso(overdueAt),
  last: last === null ? null : { ...last, at: iso(last.at) },
});
