import type { BaselineRow } from '../../preload/contract/views.js';
import { count, quantity } from './quantity.js';
import type { Saying } from './states.js';
import { shortly, spell } from './time.js';

/** `learning 41/100`, `ready`, `frozen since 10:42`, `reset after deploy 4711`. */
export const sayReadiness = ({ readiness }: BaselineRow, now: number, zone: string): Saying => {
  switch (readiness.kind) {
    case 'learning':
      return { tone: 'neutral', word: `Learning ${readiness.have}/${readiness.need}` };
    case 'ready':
      return { tone: 'good', word: 'Ready' };
    case 'frozen':
      return { tone: 'info', word: `Frozen since ${shortly(readiness.since, now, zone)}` };
    case 'reset':
      return { tone: 'muted', word: `Reset after ${readiness.why}` };
  }
};

/** What a state means for whoever waits for it. */
export const sayMeaning = ({ readiness, samples, band }: BaselineRow): string => {
  switch (readiness.kind) {
    case 'learning':
      return 'Until it has enough, its rules neither fire nor resolve.';
    case 'ready':
      return 'Its rules compare with it.';
    case 'frozen':
      return `A rule on it fires, or maintenance runs: nothing of that is learnt.${band === null ? '' : ' Its rules go on comparing.'}`;
    case 'reset':
      return `Learnt anew since then: ${count(samples, 'sample')} so far. Until it has enough, its rules neither fire nor resolve.`;
  }
};

const SEASONS: Readonly<Record<BaselineRow['season'], string>> = {
  none: 'none: a moving average of the hours',
  learning: 'not told yet: from three days on by the hour of day, from three weeks on by the hour of week',
  day: 'hour of day, weekdays apart from weekends',
  week: 'hour of week',
};

export const saySeason = ({ season }: BaselineRow): string => SEASONS[season];

/** A counter's figures are per hour. */
export const sayValue = (value: number, { metric, form }: Pick<BaselineRow, 'metric' | 'form'>): string =>
  `${quantity(value, metric)}${form === 'counter' ? ' an hour' : ''}`;

/** `0.12 s – 0.25 s`: what no metric can fall below is not shown below nothing. */
export const sayBand = (row: BaselineRow): string => {
  if (row.band === null) return 'not known yet';
  const { low, high, expected } = row.band;
  const least = expected >= 0 ? Math.max(0, low) : low;
  return `${sayValue(least, row)} to ${sayValue(high, row)}`;
};

/** What it was learnt from. */
export const sayLearnt = ({ samples, span }: BaselineRow): string =>
  samples === 0
    ? 'nothing yet'
    : `${count(samples, 'sample')} over ${spell(Math.max(1_000, Math.floor(span / 60_000) * 60_000))}`;

/** A word for a series among others of its metric: what its labels say. */
export const seriesName = ({ labels, series }: Pick<BaselineRow, 'labels' | 'series'>): string => {
  const words = Object.entries(labels).filter(([key]) => key !== 'source');
  return words.length === 0 ? series : words.map(([key, value]) => (key === 'target' ? value : `${key} ${value}`)).join(', ');
};
