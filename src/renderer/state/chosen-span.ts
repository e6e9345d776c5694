import { useMemo } from 'react';
import { putInQuery, usePlaceQuery } from './place.js';

/** A stretch of time that was chosen in a chart, in milliseconds. */
export interface ChosenSpan {
  readonly from: number;
  readonly to: number;
}

const KEY = 'span';
/** Charts show no less than this. */
const SHORTEST = 60_000;

const minute = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** `2026-11-27T10:02:15Z_2026-11-27T11:00:00Z`, as the address says it; null where it says nothing that is one. */
const readSpan = (text: string | null): ChosenSpan | null => {
  const [from = Number.NaN, to = Number.NaN] = (text ?? '').split('_').map((one) => Date.parse(one));
  return to - from >= SHORTEST ? { from, to } : null;
};

/** What was chosen in a chart of this page, for all its charts; null: the time range of the console. */
export const useChosenSpan = (): ChosenSpan | null => {
  const text = new URLSearchParams(usePlaceQuery()).get(KEY);
  return useMemo(() => readSpan(text), [text]);
};

/** Shows a stretch in all charts of this page, and puts it into the address; null: the whole time range again. */
export const chooseSpan = (span: ChosenSpan | null): void => {
  const isNone = !new RegExp(`[?&]${KEY}=`).test(window.location.hash);
  if (span === null && isNone) return;
  putInQuery(KEY, span === null ? null : written(span));
};

const written = ({ from, to }: ChosenSpan): string => {
  const start = Math.floor(Math.min(from, to - SHORTEST) / 1_000) * 1_000;
  return `${minute(start)}_${minute(Math.max(to, start + SHORTEST))}`;
};
