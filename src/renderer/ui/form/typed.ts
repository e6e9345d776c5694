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
  if (holds === 'numbers') return numbersOf(typed);
  return holds === 'number' ? numberOf(typed) : typed;
};

const numberOf = (typed: string): number | string => (/^\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed);

/** `a 90, b 10`: numbers by name; what has no number keeps its text, for the check to complain of. */
const numbersOf = (typed: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    listOf(typed).map((part) => {
      const [, name = part, number = ''] = /^(.*\S)\s+(\S+)$/.exec(part) ?? [];
      return [name, numberOf(number)];
    }),
  );

/** A value as it is typed; empty for what no text stands for. */
export const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(', ');
  if (isNumbers(value))
    return Object.entries(value)
      .map(([name, number]) => `${name} ${number}`)
      .join(', ');
  return typeof value === 'object' || value === undefined ? '' : String(value);
};

const isNumbers = (value: unknown): value is Readonly<Record<string, number>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'number');
