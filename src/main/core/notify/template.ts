import { fail, ok, type Result } from '../model/result.js';
import type { Template, TemplateFault, TemplatePiece, Variable } from '../model/template.js';
import { nearest } from '../text/nearest.js';

/** Every variable, and what it stands for. */
export const VARIABLES: Readonly<Record<Variable, string>> = {
  title: 'what has happened and to which rule: “Critical: Site down”',
  headline: 'what has happened, without the rule: “Critical”, “Recovered”, “Escalated to senior (level 1)”',
  message: 'the whole of the message’s own words, line by line',
  news: 'of those words what no other variable says: how long it has been firing, how late the message is',
  summary: 'what is wrong, in one sentence with its value and limit',
  firstStep: 'the first step of the playbook; empty where there is none, or it is over',
  meaning: 'the business impact as the rule words it; empty where it states none, or it is over',
  alertType: 'the rule’s name and category',
  name: 'the rule’s name',
  category: 'the rule’s category',
  severity: 'Critical, Warning or For information',
  impact: 'high, medium or low; empty where none is stated',
  metric: 'what is measured',
  currentValue: 'the newest value, with its unit',
  threshold: 'the limit and its side, with its unit',
  businessImpact: 'the business impact and how high it is, or “not stated”',
  where: 'the labels that tell this alert from the rule’s others',
  since: 'when it began, and how long ago',
  overSince: 'when it ended; empty while it fires',
  age: 'since when, or how long it lasted, as part of a sentence',
  lasting: 'the same in a few letters: “for 14 min”, “lasted 2 h”',
  acknowledged: 'by whom and when, or “by nobody yet”',
  inHand: 'who has acknowledged or suppressed it; empty where nobody has',
  escalatedTo: 'the teams that were told; empty where none was',
  nextEscalation: 'which team is told next and when; empty where none is',
  id: 'the alert’s short id',
  site: 'the site’s name',
};

const NAMES = Object.keys(VARIABLES) as readonly Variable[];

const isVariable = (name: string): name is Variable => Object.hasOwn(VARIABLES, name);

/** Reads a template: `{name}` is a variable, `{{` and `}}` are braces; everything else stands for itself. */
export const parseTemplate = (text: string): Result<Template, readonly TemplateFault[]> => {
  const faults: TemplateFault[] = [];
  const template = text
    .replace(/\n+$/, '')
    .split('\n')
    .map((line, index) => parseLine(line, (message, remedy) => faults.push({ line: index + 1, message, remedy })));
  return faults.length === 0 ? ok(template) : fail(faults);
};

/** Of a text that is known to be a template: one of ours, or one that was checked when it was saved. */
export const templateOf = (text: string): Template => {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(`no template: ${parsed.error[0]?.message}`);
  return parsed.value;
};

type Complain = (message: string, remedy: string) => void;

/** Braces in pairs, a name in braces, a brace that stands alone, or text without any. */
const TOKEN = /\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g;

const parseLine = (line: string, complain: Complain): readonly TemplatePiece[] =>
  [...line.matchAll(TOKEN)].map(([token]) => pieceOf(token, complain));

const pieceOf = (token: string, complain: Complain): TemplatePiece => {
  if (token === '{{' || token === '}}') return token.slice(1);
  if (token === '{' || token === '}') {
    complain(`has a brace “${token}” that stands alone`, `Write ${token}${token} for a brace, or {name} for a variable.`);
    return token;
  }
  if (!token.startsWith('{')) return token;
  const name = token.slice(1, -1).trim();
  if (isVariable(name)) return { variable: name };
  const meant = nearest(name, NAMES);
  complain(
    `has an unknown variable {${name}}`,
    meant === undefined ? `Known are: ${NAMES.join(', ')}.` : `Did you mean {${meant}}?`,
  );
  return token;
};

/** The words of each variable in one message. */
export type Values = Readonly<Record<Variable, string>>;

/** One line of a message that a template has made: a name in front of a colon, where the template wrote one, and the rest. */
export interface Line {
  readonly name: string;
  readonly text: string;
}

/** How words are written into their surroundings: somebody's words, and those of the template's author. */
export interface Writing {
  readonly value: (text: string) => string;
  readonly own: (text: string) => string;
}

const AS_IT_IS: Writing = { value: (text) => text, own: (text) => text };

const NAMED = /^([^:]{1,60}): /;

/** The lines that a template makes. One whose variables all have nothing to say is left out. */
export const linesOf = (template: Template, values: Values, writing: Writing = AS_IT_IS): readonly Line[] =>
  template.flatMap((line) => (isSilent(line, values) ? [] : written(line, values, writing)));

const isSilent = (line: readonly TemplatePiece[], values: Values): boolean => {
  const named = line.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.variable]));
  return named.length > 0 && named.every((variable) => values[variable] === '');
};

const written = (line: readonly TemplatePiece[], values: Values, { value, own }: Writing): readonly Line[] => {
  const [first] = line;
  const name = typeof first === 'string' ? (NAMED.exec(first)?.[1] ?? '') : '';
  const whole = line.map((piece) => (typeof piece === 'string' ? own(piece) : value(values[piece.variable]))).join('');
  const text = name === '' ? whole : whole.slice(own(`${name}: `).length);
  return text.split('\n').map((part, index) => ({ name: index === 0 ? name : '', text: part }));
};

/** What a template of one line says; its lines joined by spaces where it has more. */
export const sentenceOf = (template: Template, values: Values): string =>
  linesOf(template, values)
    .map(({ name, text }) => (name === '' ? text : `${name}: ${text}`))
    .join(' ')
    .trim();
