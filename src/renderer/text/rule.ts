import type { RuleRow } from '../../preload/contract/views.js';
import { count } from './quantity.js';
import type { Saying } from './states.js';

/** A rule that compares one metric with a fixed number: a line in its chart. */
export type LimitRow = RuleRow & { readonly threshold: number; readonly comparison: 'above' | 'below' };

export const isLimit = (row: RuleRow): row is LimitRow =>
  row.subject === 'metric' && (row.condition === 'above' || row.condition === 'below');

/** Whether a rule works, in a word: a rule that cannot be judged must not look like one that is content. */
export const sayHealth = (row: Pick<RuleRow, 'enabled' | 'health' | 'firing' | 'pending' | 'severity'>): Saying => {
  if (!row.enabled) return { tone: 'muted', word: 'Off' };
  if (row.health.state === 'failed') return { tone: 'warning', word: 'Cannot be judged' };
  if (row.health.state === 'no-source') return { tone: 'muted', word: 'No source yet' };
  if (row.health.state === 'never') return { tone: 'unseen', word: 'Nothing seen yet' };
  if (row.firing > 0) return { tone: row.severity, word: count(row.firing, 'alert fires', 'alerts fire') };
  return row.pending > 0 ? { tone: 'info', word: `${row.pending} pending` } : { tone: 'good', word: 'Good' };
};
