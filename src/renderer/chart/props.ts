import type { HistoryAnswer, HistoryRange } from '../../preload/contract/views.js';

/** What a chart over time draws. */
export interface TimeChartProps {
  readonly metric: string;
  readonly ranges: readonly HistoryRange[];
  /** A word for each range, in their order. */
  readonly labels: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly unobserved: HistoryAnswer['unobserved'];
  readonly threshold?: { readonly value: number; readonly label: string };
  /** Instants worth a mark, with a word for each. */
  readonly moments?: readonly { readonly at: number; readonly word: string }[];
  readonly look: 'lines' | 'stack';
  readonly height: number;
}
