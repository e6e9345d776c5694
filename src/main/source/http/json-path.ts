import type { JsonComparison, JsonExpectation } from '../../core/model/target.js';

/** Whether a JSON document has the value that is expected of it. A text that is no JSON never does. */
export const meetsJson = (text: string, expectation: JsonExpectation): boolean => {
  const found = valueAt(parseJson(text), expectation.path);
  if (expectation.test === null) return found !== undefined;
  return compare(found, expectation.test.operator, expectation.test.literal);
};

/** The text, number or truth at a path, as text; undefined where there is none. */
export const textAt = (text: string, path: readonly (string | number)[]): string | undefined => {
  const found = valueAt(parseJson(text), path);
  return ['string', 'number', 'boolean'].includes(typeof found) ? String(found) : undefined;
};

export const isJson = (text: string): boolean => parseJson(text) !== undefined;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** What stands at a path; undefined where nothing does. */
export const valueAt = (value: unknown, path: readonly (string | number)[]): unknown => {
  let found = value;
  for (const step of path) {
    // Own properties only: `$.constructor` must not find what no document said.
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
};

type Literal = string | number | boolean | null;

const compare = (found: unknown, operator: JsonComparison, literal: Literal): boolean => {
  if (operator === '==') return found === literal;
  if (operator === '!=') return found !== undefined && found !== literal;
  return inOrder(found, operator, literal);
};

const inOrder = (found: unknown, operator: '<' | '<=' | '>' | '>=', literal: Literal): boolean => {
  const areNumbers = typeof found === 'number' && typeof literal === 'number';
  const areTexts = typeof found === 'string' && typeof literal === 'string';
  if (!areNumbers && !areTexts) return false;
  const [a, b] = [found as number, literal as number];
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator];
};
