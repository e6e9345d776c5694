import type { Breakdown, Cell, CountedSeries } from '../model/business.js';
import type { Spread } from '../model/figure.js';
import { bearing, risen, valuesOf } from './counted.js';
import { LEAST_OF_A_SHARE, shareOf } from './share.js';

/** Visits and completed forms, by the labels of visitors. */
export interface Converted {
  /** Visits that began: `funnel_step_total` of the step `visit`. */
  readonly visits: readonly CountedSeries[];
  readonly submissions: readonly CountedSeries[];
  readonly failures: readonly CountedSeries[];
}

/** Submissions that went through within the hours that begin in `[from, to)`. */
export const completedOf = ({ submissions, failures }: Omit<Converted, 'visits'>, from: number, to: number): number =>
  Math.max(0, risen(submissions, from, to) - risen(failures, from, to));

/** Of visits that began, the share that ended in a completed form. A form's own page may not say it, so it is counted, not followed. */
export const conversionOf = (converted: Converted, from: number, to: number, least?: number) => {
  const hasSource = converted.visits.length > 0 && converted.submissions.length > 0;
  return shareOf(completedOf(converted, from, to), risen(converted.visits, from, to), hasSource, least);
};

/** Those whose visitors bear a label's value. */
export const convertedBy = (converted: Converted, label: string, value: string): Converted => ({
  visits: bearing(converted.visits, { [label]: value }),
  submissions: bearing(converted.submissions, { [label]: value }),
  failures: bearing(converted.failures, { [label]: value }),
});

/** More are not shown: those with the most visits are. */
const MOST_CELLS = 40;

/** Conversion and Web Vitals for each value of a label (`country`, `device`), most visits first. `vitals`: by that value. */
export const breakdownOf = (
  label: string,
  converted: Converted,
  vitals: ReadonlyMap<string, readonly Spread[]>,
  from: number,
  to: number,
): Breakdown => {
  const names = [...new Set([...valuesOf(converted.visits, label), ...vitals.keys()])];
  const cells = names
    .map((name) => cellOf(name, convertedBy(converted, label, name), vitals.get(name) ?? [], from, to))
    .filter(({ conversion, vitals: own }) => conversion.n > 0 || own.length > 0)
    .sort((a, b) => b.conversion.n - a.conversion.n || readings(b) - readings(a) || a.name.localeCompare(b.name));
  if (cells.length > 0) return { state: 'known', cells: cells.slice(0, MOST_CELLS) };
  return { state: names.length === 0 ? 'no-source' : 'no-reading', cells };
};

const readings = ({ vitals }: Cell): number => Math.max(0, ...vitals.map(({ n }) => n));

const cellOf = (name: string, converted: Converted, vitals: readonly Spread[], from: number, to: number): Cell => {
  const conversion = conversionOf(converted, from, to);
  const cell = { name, conversion, vitals, isFew: false };
  return { ...cell, isFew: conversion.n < LEAST_OF_A_SHARE && readings(cell) < LEAST_OF_A_SHARE };
};
