import type { Column } from './field.js';

/** The parts of a text that commas separate. */
const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What a text stands for; undefined where nothing was typed. What is no number stays a text, for the check to complain of. */
export const typedValue = (text: string, holds: NonNullable<Column['holds']>): unknown => {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (holds === 'list') return listOf(typed);
  return holds === 'number' && /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
};

/** A value as it is typed; empty for what no text stands for. */
export const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' || value === undefined ? '' : String(value);
};
