import type { AlertRow } from '../../preload/contract/views.js';
import { quantity } from './quantity.js';
import { type Saying, saySeverity } from './states.js';
import { roughly } from './time.js';

/** What has states instead of a limit that anybody would speak of. A test alert measures nothing. */
const WANTED: Readonly<Record<string, string>> = { up: 'should be up', build: 'should pass', '': 'nothing is wrong' };

/** `7.1 %` of a limit of `5 %`, in words for people. */
export const sayLimit = (row: Pick<AlertRow, 'threshold' | 'metric' | 'comparison'>): string =>
  WANTED[row.metric] ?? `${row.comparison === 'above' ? 'limit' : 'at least'} ${quantity(row.threshold, row.metric)}`;

export const sayValue = (row: Pick<AlertRow, 'value' | 'metric'>): string => {
  if (row.metric === '') return 'test';
  if (row.value === null) return 'no value';
  return row.metric === 'build' ? (row.value > 0 ? 'failed' : 'passed') : quantity(row.value, row.metric);
};

/** How it looks in a list: what is muted or over no longer shouts. */
export const sayAlert = (row: AlertRow): Saying => {
  if (row.state === 'resolved') return { tone: 'good', word: 'Resolved' };
  if (row.suppressed !== null) return { tone: 'muted', word: 'Suppressed' };
  return saySeverity(row.severity);
};

/** Another alert says why: it matters less than that one. */
const isExplained = (row: AlertRow): boolean => row.muted?.because === 'inhibited';

/** Who has it. */
export const sayHolder = (row: AlertRow, now: number): string => {
  if (row.suppressed !== null) return `suppressed, ${roughly(Math.max(0, row.suppressed.until - now))} left`;
  if (row.acknowledged !== null) return `${row.acknowledged.by} has it`;
  if (isExplained(row)) return `explained by ${row.muted?.by}`;
  return 'nobody has it yet';
};

/** What happens next if nobody does anything. */
export const sayNext = (row: AlertRow, now: number): string | null => {
  if (row.state === 'resolved') return row.resolution === null ? null : sayResolution(row.resolution);
  if (row.good !== null) return `recovering: ${row.good.readings} of ${row.good.needed} good readings`;
  const next = row.escalation.find((step) => !step.done);
  if (next === undefined) return null;
  if (next.channels.length === 0)
    return `${next.team} due in ${roughly(Math.max(0, next.at - now))}, but no channel reaches them`;
  return next.at > now ? `tells ${next.team} in ${roughly(next.at - now)}` : `is telling ${next.team}`;
};

/** How it ended, and by whom. */
export const sayResolution = (resolution: NonNullable<AlertRow['resolution']>): string => {
  switch (resolution.how) {
    case 'auto':
      return 'by itself';
    case 'hand':
      return `by ${resolution.by ?? 'someone'}${resolution.reason === '' ? '' : `: ${resolution.reason}`}`;
    case 'rule-removed':
      return 'its rule was removed';
  }
};

/** The same words where they begin a line. */
export const asBeginning = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `Availability, high impact`. */
export const sayConcern = ({ category, impact }: Pick<AlertRow, 'category' | 'impact'>): string =>
  `${asBeginning(category)}${impact === null ? '' : `, ${impact} impact`}`;

/** Labels as people read them: `page home, tier revenue`. The target is named elsewhere. */
export const sayLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .filter(([key]) => key !== 'target' && key !== 'source')
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');

const RANK = { critical: 0, warning: 1, info: 2 } as const;
const stage = (row: AlertRow): number =>
  row.state === 'resolved' ? 3 : row.suppressed !== null ? 2 : row.acknowledged !== null || isExplained(row) ? 1 : 0;

/** Open before held before over; within that the worse first, then the newer. */
export const byUrgency = (a: AlertRow, b: AlertRow): number =>
  stage(a) - stage(b) || RANK[a.severity] - RANK[b.severity] || b.firedAt - a.firedAt || (a.id < b.id ? -1 : 1);
