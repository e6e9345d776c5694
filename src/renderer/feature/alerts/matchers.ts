import type { AlertRow, Matcher } from '../../../preload/contract/views.js';

/** What a line of words and matchers asks for, and what of it cannot be meant. */
export interface Asked {
  readonly words: readonly string[];
  readonly matchers: readonly Matcher[];
  readonly complaint: string | null;
}

const TOKEN = /(?:[^\s"]+|"[^"]*")+/g;
const MATCHER = /^([A-Za-z_][A-Za-z0-9_]*)(=~|!~|!=|=)(.*)$/s;

/** Reads `page=booking severity!=info "not found"`: what has the form of a matcher is one, the rest are words. */
export const readAsked = (text: string): Asked => {
  const words: string[] = [];
  const matchers: Matcher[] = [];
  for (const token of text.match(TOKEN) ?? []) {
    const [, label, operator, value] = MATCHER.exec(token) ?? [];
    if (label === undefined) words.push(unquoted(token).toLowerCase());
    else matchers.push({ label, operator: operator as Matcher['operator'], value: unquoted(value ?? '') });
  }
  const broken = matchers.find((matcher) => isPattern(matcher) && patternOf(matcher.value) === null);
  return { words, matchers, complaint: broken === undefined ? null : `“${broken.value}” is no regular expression.` };
};

const unquoted = (token: string): string => token.replaceAll('"', '');

const isPattern = ({ operator }: Matcher): boolean => operator === '=~' || operator === '!~';

const patternOf = (value: string): RegExp | null => {
  try {
    return new RegExp(`^(?:${value})$`);
  } catch {
    return null;
  }
};

/** What an alert can be asked for besides its own labels. */
const OWN = ['rule', 'severity', 'category', 'impact', 'target'] as const;

/** A label of an alert, or what it is by itself; an empty text where it has no such label, as matchers take it. */
export const labelOf = (row: AlertRow, label: string): string => {
  // An address may name anything, also what every object has.
  if (Object.hasOwn(row.labels, label)) return row.labels[label] ?? '';
  return isOwn(label) ? (row[label] ?? '') : '';
};

const isOwn = (label: string): label is (typeof OWN)[number] => OWN.some((own) => own === label);

/** A test of one matcher, made once for a whole list. A broken pattern matches nothing. */
export const testOf = ({ label, operator, value }: Matcher): ((row: AlertRow) => boolean) => {
  if (operator === '=') return (row) => labelOf(row, label) === value;
  if (operator === '!=') return (row) => labelOf(row, label) !== value;
  const pattern = patternOf(value);
  if (pattern === null) return () => false;
  return (row) => pattern.test(labelOf(row, label)) === (operator === '=~');
};

/** Every label that something here has: alerts, the targets that give theirs to alerts, and what all alerts are by themselves. */
export const labelsHere = (alerts: readonly AlertRow[], targets: readonly Labelled[]): ReadonlySet<string> =>
  new Set([...OWN, ...labelsOf(alerts), ...labelsOf(targets)]);

interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
}

/** Every label that one of these has. */
export const labelsOf = (rows: readonly Labelled[]): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { labels } of rows) for (const name in labels) names.add(name);
  return names;
};

/** A matcher as it is typed. */
export const sayMatcher = ({ label, operator, value }: Matcher): string =>
  `${label}${operator}${/\s/.test(value) ? `"${value}"` : value}`;

/** What comes of a matcher whose label nothing has. */
export const sayEffect = (matcher: Matcher): string => {
  const pattern = isPattern(matcher) ? patternOf(matcher.value) : null;
  const isMet = pattern === null ? matcher.value === '' : pattern.test('');
  const isAll = isMet === (matcher.operator === '=' || matcher.operator === '=~');
  return `${sayMatcher(matcher)} matches ${isAll ? 'every alert' : 'nothing'}`;
};
