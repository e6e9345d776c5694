import type { UseQueryResult } from '@tanstack/react-query';
import type {
  CalendarRow,
  ConsoleView,
  DailyReport,
  Handover,
  ReportQuestion,
  ServiceLevelQuestion,
  ServiceLevelReport,
  ShiftHours,
} from '../../../preload/contract/views.js';
import { useView } from '../../state/console.js';
import { useRead } from '../read.js';

/** What the daily summary tells, of any time; what ends with a day that is over hardly changes any more. */
export const useReport = (question: ReportQuestion): UseQueryResult<DailyReport> =>
  useRead('summary.read', question, { every: question.ends === null ? 60_000 : 300_000 });

/** How the promises were kept over a month or a year; a year's history is not read again by itself more than hourly. */
export const useServiceLevels = (question: ServiceLevelQuestion): UseQueryResult<ServiceLevelReport> =>
  useRead('serviceLevel.read', question, { every: 3_600_000 });

/** What a shift of so many hours leaves to the next; read again whenever something fires, ends or changes hands. */
export const useHandover = (hours: ShiftHours): UseQueryResult<Handover> =>
  useRead('handover.read', { hours }, { every: 30_000, mark: useView(handsIn) });

/** How every task of the calendar stands; read again whenever one is done, by whomever, or falls due. */
export const useCalendar = (): UseQueryResult<readonly CalendarRow[]> =>
  useRead('calendar.list', {}, { every: 300_000, mark: useView(({ system }) => JSON.stringify(system.calendar ?? null)) });

/** Changes with what is open and in whose hands it is. */
const handsIn = ({ watch }: ConsoleView): string =>
  JSON.stringify([watch.firing, watch.acknowledged, watch.suppressed, watch.nextEscalation?.at]);
