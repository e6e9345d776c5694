import type { ReportBlock } from './document.js';

export const heading = (text: string): ReportBlock => ({ kind: 'heading', text });
export const text = (line: string): ReportBlock => ({ kind: 'text', text: line });
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): ReportBlock => ({
  kind: 'table',
  head,
  rows,
});

export const percent = (ratio: number | null): string => (ratio === null ? '–' : `${Number((ratio * 100).toFixed(2))} %`);
export const seconds = (value: number | null): string =>
  value === null ? '–' : value < 1 ? `${Math.round(value * 1_000)} ms` : `${Number(value.toFixed(2))} s`;
export const minutes = (value: number | null): string => (value === null ? '–' : `${Number((value / 60).toFixed(1))} min`);
