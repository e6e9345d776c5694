import type { Matcher } from '../../../preload/contract/views.js';
import type { Item } from '../../query/edits.js';

/** What was typed as a list with commas. */
export const readNames = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const MATCHER = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*(.*?)\s*$/;

/** Whether a line is a matcher: a label, an operator, and what it is compared with. */
export const isMatcher = (line: string): boolean => MATCHER.test(line);

/** A matcher as a line. */
export const writeMatcher = ({ label, operator, value }: Matcher): string => `${label}${operator}${value}`;

/** Lines of matchers as they stand in the configuration. */
export const readMatch = (lines: string): Item =>
  Object.fromEntries(
    lines.split('\n').flatMap((line) => {
      const [, label, operator, value] = MATCHER.exec(line) ?? [];
      return label === undefined ? [] : [[label, `${operator === '=' && isPlain(value) ? '' : operator}${value}`]];
    }),
  );

/** Whether a value can stand for itself, without the sign that says "equals". */
const isPlain = (value = ''): boolean => !/^[=!]/.test(value);
