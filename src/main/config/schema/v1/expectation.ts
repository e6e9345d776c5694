import { z } from 'zod';
import type { Matcher } from '../../../core/model/rule.js';
import type { BodyExpectation, JsonComparison, JsonExpectation, StatusRange } from '../../../core/model/target.js';
import { parseMatcher } from '../../../core/rule/matcher.js';
import { mayRunAway } from '../../../core/rule/patience.js';
import { say } from '../../wording.js';
import { labelValue, textAs } from './scalar.js';

const readRange = (text: string): StatusRange | undefined => {
  const [, from, to] = /^([1-5]\d\d)(?:\s*-\s*([1-5]\d\d))?$/.exec(text.trim()) ?? [];
  if (from === undefined) return undefined;
  const range = { from: Number(from), to: Number(to ?? from) };
  return range.from <= range.to ? range : undefined;
};

/** `200-399` or `200,301-302`; undefined where one part is no range. */
const parseStatus = (text: string): readonly StatusRange[] | undefined => {
  const ranges = text.split(',').map(readRange);
  return ranges.includes(undefined) ? undefined : (ranges as StatusRange[]);
};

const BODY = /^(not\s+)?(contains|matches)\(\s*(["'])(.*)\3\s*\)$/s;

const withoutEscapes = (text: string): string => text.replaceAll(/\\(["'\\])/g, '$1');

/** Valid, and not one that a long page could keep busy for ever. */
const isExpression = (pattern: string): boolean => {
  try {
    new RegExp(pattern);
    return !mayRunAway(pattern);
  } catch {
    return false;
  }
};

/** `contains("…")`, `not contains("…")`, `matches("…")`, `not matches("…")`. In `matches` a backslash is the expression's own. */
const parseBody = (text: string): BodyExpectation | undefined => {
  const [, not, verb, , inside = ''] = BODY.exec(text.trim()) ?? [];
  if (verb === undefined || inside === '') return undefined;
  const negated = not !== undefined;
  if (verb === 'contains') return { kind: 'contains', text: withoutEscapes(inside), negated };
  return isExpression(inside) ? { kind: 'matches', pattern: inside, negated } : undefined;
};

/** The expression within `matches("…")`. */
export const readMatches = (text: string): string | undefined => {
  const body = parseBody(text);
  return body?.kind === 'matches' && !body.negated ? body.pattern : undefined;
};

const JSON_TEXT = /^\$((?:\.[A-Za-z_][\w-]*|\[\d+\]|\[(?:'[^']*'|"[^"]*")\])*)\s*(?:(==|!=|<=|>=|<|>)\s*(.+))?$/s;
const STEP = /\.([A-Za-z_][\w-]*)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/g;

const readSteps = (path: string): readonly (string | number)[] =>
  [...path.matchAll(STEP)].map(([, key, index, single, double]) =>
    index === undefined ? (key ?? single ?? double ?? '') : Number(index),
  );

const WORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

type Literal = string | number | boolean | null;

const readLiteral = (text: string): Literal | undefined => {
  const trimmed = text.trim();
  if (WORDS.has(trimmed)) return WORDS.get(trimmed) as boolean | null;
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed);
  const [, , quoted] = /^(["'])(.*)\1$/s.exec(trimmed) ?? [];
  return quoted === undefined ? undefined : withoutEscapes(quoted);
};

/** `$.a.b[0] == 'ok'`; without a comparison the path must exist. */
export const parseJson = (text: string): JsonExpectation | undefined => {
  const found = JSON_TEXT.exec(text.trim());
  if (found === null) return undefined;
  const [, path = '', operator, right] = found;
  if (operator === undefined) return { text, path: readSteps(path), test: null };
  const literal = readLiteral(right ?? '');
  if (literal === undefined) return undefined;
  return { text, path: readSteps(path), test: { operator: operator as JsonComparison, literal } };
};

export const status = textAs('a list of status codes or ranges from 100 to 599', '"200-399" or "200,301-302"', parseStatus);
export const body = textAs(
  'contains("…"), matches("…") with a valid regular expression that repeats nothing that itself repeats, or either after "not"',
  'contains("Book a lesson")',
  parseBody,
);
export const json = textAs('a JSON path, which may be compared with a value', '"$.status == \'ok\'"', parseJson);

/** Header to what it must hold: a plain value, or a matcher such as "=~text/html.*". */
export const headers = z.record(z.string().max(100), labelValue).transform((given, context): readonly Matcher[] => {
  const matchers: Matcher[] = [];
  for (const [header, text] of Object.entries(given)) {
    const matcher = parseMatcher(header.toLowerCase(), text);
    if (matcher.ok) matchers.push(matcher.value);
    else
      context.addIssue({ code: 'custom', path: [header], message: say(matcher.error, 'Write for example "=~text/html.*".') });
  }
  return matchers;
});
