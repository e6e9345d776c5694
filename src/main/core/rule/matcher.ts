import type { Labels } from '../model/labels.js';
import { fail, ok, type Result } from '../model/result.js';
import type { Matcher } from '../model/rule.js';
import { mayRunAway } from './patience.js';

const OPERATORS = ['=~', '!~', '!=', '='] as const;

/** Whether the labels meet every matcher. A matcher whose regular expression is invalid is met by nothing. */
export const matches = (matchers: readonly Matcher[], labels: Labels): boolean =>
  matchers.every((matcher) => meets(matcher, labels[matcher.label] ?? ''));

const meets = (matcher: Matcher, value: string): boolean => {
  switch (matcher.operator) {
    case '=':
      return value === matcher.value;
    case '!=':
      return value !== matcher.value;
    case '=~':
      return expressionOf(matcher)?.test(value) ?? false;
    case '!~':
      return expressionOf(matcher)?.test(value) === false;
  }
};

/** Compiled once per matcher object: a turn asks the same few matchers about thousands of series. */
const compiled = new WeakMap<Matcher, RegExp | null>();

const expressionOf = (matcher: Matcher): RegExp | null => {
  const known = compiled.get(matcher);
  if (known !== undefined) return known;
  const expression = anchored(matcher.value);
  compiled.set(matcher, expression);
  return expression;
};

const anchored = (pattern: string): RegExp | null => {
  try {
    // Compiled alone first: `a)(b` is only valid inside the anchoring group.
    new RegExp(pattern, 'u');
    return new RegExp(`^(?:${pattern})$`, 'su');
  } catch {
    return null;
  }
};

/** Reads `=x`, `!=x`, `=~re`, `!~re`, or a plain text that must be equal. The failure says what is wrong, in words. */
export const parseMatcher = (label: string, text: string): Result<Matcher, string> => {
  const operator = OPERATORS.find((candidate) => text.startsWith(candidate)) ?? '=';
  const value = text.startsWith(operator) ? text.slice(operator.length) : text;
  const matcher: Matcher = { label, operator, value };
  const isExpression = operator === '=~' || operator === '!~';
  if (isExpression && expressionOf(matcher) === null) return fail(`"${value}" is not a valid regular expression`);
  if (isExpression && mayRunAway(value)) return fail(`"${value}" ${RUNS_AWAY}`);
  return ok(matcher);
};

/** What is wrong with an expression that may take too long. */
const RUNS_AWAY = 'may take for ever: it repeats what itself repeats or offers a choice; write [ab]* for (a|b)*, a+ for (a+)+';

/** Reads a `match` block: label to matcher text. The failure names the label. */
export const parseMatchers = (match: Readonly<Record<string, string>>): Result<readonly Matcher[], string> => {
  const matchers: Matcher[] = [];
  for (const [label, text] of Object.entries(match)) {
    const parsed = parseMatcher(label, text);
    if (!parsed.ok) return fail(`${label}: ${parsed.error}`);
    matchers.push(parsed.value);
  }
  return ok(matchers);
};

/** The text that `parseMatcher` reads back as the same matcher. */
export const matcherText = (matcher: Matcher): string => `${matcher.operator}${matcher.value}`;
