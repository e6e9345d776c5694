import type { BarKind, ReportHour, ReportPage } from '../model/report.js';

/** Seconds of the promise of response, where the configuration has none: a bar of a slower mean says so. */
export const SLOW_SECONDS = 2;
/** With fewer readings a share says nothing: one more failure would change it by more than a percent. */
const FEWEST = 100;
/** Half of a bar's time and more without a look: what little was seen says nothing of it. */
const MOSTLY = 0.5;

/** What a bar says, worst first. */
export const barKindOf = ({ readings, good, seconds, unseen }: Omit<ReportHour, 'kind'>): BarKind => {
  if (readings > 0 && good < readings) return 'failed';
  if (unseen >= MOSTLY) return 'unseen';
  if (readings === 0 || seconds === null) return 'none';
  return seconds > SLOW_SECONDS ? 'slow' : 'bar';
};

/** Whether there are too few readings to judge by. */
export const isTooFew = ({ readings }: Pick<ReportPage, 'readings'>): boolean => readings < FEWEST;
