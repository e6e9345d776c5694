import type { BandPoint, HistoryAnswer, HistoryRange } from '../../preload/contract/views.js';

/** What lies beside the drawing: the axis on the left and the room on the right, in pixels. */
export const PLOT_LEFT = 64;
export const PLOT_RIGHT = 12;

/** What a chart over time draws. */
export interface TimeChartProps {
  readonly metric: string;
  readonly ranges: readonly HistoryRange[];
  /** A word for each range, in their order. */
  readonly labels: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly unobserved: HistoryAnswer['unobserved'];
  /** What was usual, by time: drawn behind the series. */
  readonly band?: readonly BandPoint[];
  readonly threshold?: { readonly value: number; readonly label: string };
  /** Further limits, each with its meaning. */
  readonly levels?: readonly { readonly value: number; readonly label: string; readonly tone: 'good' | 'critical' }[];
  /** Instants worth a mark, with a word for each. */
  readonly moments?: readonly { readonly at: number; readonly word: string }[];
  /** The greatest value that there can be, where the axis is to end. */
  readonly most?: number;
  readonly look: 'lines' | 'stack';
  readonly height: number;
}
