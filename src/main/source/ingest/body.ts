import { fail, ok, type Result } from '../../core/model/result.js';

/** One line of a sending: its number from 1, and what it holds, or why it cannot be read. */
export interface Numbered {
  readonly number: number;
  readonly value: Result<unknown, string>;
}

/** The lines of a body: one JSON object, a list of them, or one a line. */
export const linesOf = (text: string): readonly Numbered[] => {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const whole = trimmed.includes('\n') && trimmed.startsWith('{') ? undefined : parse(trimmed);
  if (whole?.ok === true) {
    const items: readonly unknown[] = Array.isArray(whole.value) ? whole.value : [whole.value];
    return items.map((value, index) => ({ number: index + 1, value: ok(value) }));
  }
  return eachLine(text);
};

const eachLine = (text: string): readonly Numbered[] => {
  const lines = text.split('\n');
  const numbered = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ number: index + 1, value: parse(line) }]));
  if (numbered.length === 1 || numbered.some(({ value }) => value.ok)) return numbered;
  // Not one line stands by itself: then it is one object, written over several lines, or no JSON at all.
  const whole = parse(text);
  return whole.ok ? [{ number: 1, value: whole }] : numbered;
};

const parse = (text: string): Result<unknown, string> => {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail('is no JSON');
  }
};
