import type { AlertRow, DailyReport, ReportPage } from '../../preload/contract/views.js';
import { sayResolution } from './alert.js';
import { count, percent, plain, quantity } from './quantity.js';
import { spell } from './time.js';

/** One bar in words. */
export const sayBar = ({ kind, readings, good, seconds }: ReportPage['hours'][number]): string => {
  const mean = seconds === null ? '' : `, ${quantity(seconds, '_seconds')}`;
  switch (kind) {
    case 'failed':
      return `${plain(readings - good)} of ${count(readings, 'reading')} failed${mean}`;
    case 'unseen':
      return 'mostly not observed';
    case 'none':
      return 'no reading';
    case 'bar':
    case 'slow':
      return `${count(readings, 'reading')} good${mean}`;
  }
};

/** `99.93 % up over 1,440 readings · typically 184 ms, 19 of 20 within 400 ms` */
export const sayPage = ({ readings, good, typical, slow, isFew }: ReportPage): string => {
  if (readings === 0) return 'no reading';
  const up = isFew
    ? `${plain(good)} of ${count(readings, 'reading')} good: too few to judge`
    : `${percent(Math.floor((good / readings) * 1e4) / 1e4)} up over ${readings.toLocaleString('en-GB')} readings`;
  if (typical === null) return up;
  const spread = slow === null || isFew ? '' : `, 19 of 20 within ${quantity(slow, '_seconds')}`;
  return `${up} · typically ${quantity(typical, '_seconds')}${spread}`;
};

/** What became of an alert, and who took it. */
export const sayFate = ({ firedAt, resolvedAt, resolution, acknowledged }: AlertRow): string => {
  const fate =
    resolvedAt === null
      ? 'still firing'
      : `over after ${spell(resolvedAt - firedAt)}${resolution === null ? '' : `, ${sayResolution(resolution)}`}`;
  const hands =
    acknowledged === null
      ? 'acknowledged by nobody'
      : `acknowledged by ${acknowledged.by} after ${spell(Math.max(0, acknowledged.at - firedAt))}`;
  return `${fate} · ${hands}`;
};

/** How much of the time was seen. */
export const saySeen = ({ coverage }: DailyReport): string =>
  coverage >= 1 ? 'observed throughout' : `${percent(coverage, 1)} observed`;

/** Tallest mean of all bars, in seconds. */
export const tallest = (pages: readonly ReportPage[]): number =>
  Math.max(0.001, ...pages.flatMap(({ hours }) => hours.map(({ seconds }) => seconds ?? 0)));
