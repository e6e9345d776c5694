import { z } from 'zod';
import { nearest } from '../core/text/nearest.js';
import { error, type Finding, type Path } from './finding.js';
import { hear, say } from './wording.js';

export type Validated<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Parses with the schema; complaints come as findings in a person's words, an unknown key with the nearest known one. */
export const validate = <Value>(schema: z.ZodType<Value>, given: unknown): Validated<Value> => {
  const parsed = schema.safeParse(given, { error: (issue) => wordingOf(issue) });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, findings: parsed.error.issues.flatMap((issue) => findingsOf(issue, schema, given)) };
};

const KINDS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  string: ['must be a text', 'Put it in quotes.'],
  number: ['must be a number', 'Write it without quotes or unit.'],
  int: ['must be a whole number', 'Write it without quotes, unit or fraction.'],
  boolean: ['must be true or false', 'Write true or false, without quotes.'],
  array: ['must be a list', 'Write it as [a, b] or as lines that begin with a dash.'],
  object: ['must be a block of keys and values', 'Write its keys on lines of their own, indented.'],
  record: ['must be a block of keys and values', 'Write its keys on lines of their own, indented.'],
};

type RawIssue = z.core.$ZodRawIssue;

const wordingOf = (issue: RawIssue): string => {
  if (issue.input === undefined && issue.code !== 'custom') return say('is missing', 'Add it.');
  switch (issue.code) {
    case 'invalid_type':
      return say(...(KINDS[issue.expected] ?? (['has the wrong kind of value', 'See docs/configuration.md.'] as const)));
    case 'invalid_value':
      return choiceWording([...new Set(issue.values.map(String))], issue.input);
    case 'too_small':
      return limitWording('at least', issue.origin, issue.minimum);
    case 'too_big':
      return limitWording('at most', issue.origin, issue.maximum);
    case 'invalid_union':
      return unionWording(issue);
    case 'invalid_key':
      return keyWording(issue);
    default:
      return say('is not valid here', 'See docs/configuration.md for what this key takes.');
  }
};

/** What kind of key it must be is said by the key's own complaint. */
const keyWording = ({ issues }: RawIssue & { readonly code: 'invalid_key' }): string => {
  const { message, remedy } = hear(issues[0]?.message ?? '');
  return say(`has a key that ${message}`, remedy);
};

/** Of alternatives that one key tells apart, that key says which is meant. */
const unionWording = ({ discriminator, options, input }: RawIssue & { readonly code: 'invalid_union' }): string => {
  if (discriminator === undefined) return say('is not valid here', 'See docs/configuration.md for what this key takes.');
  const choices = (Array.isArray(options) ? (options as readonly unknown[]) : [])
    .filter((option) => option !== undefined)
    .map(String);
  return choiceWording(choices, (input as Readonly<Record<string, unknown>> | null)?.[discriminator]);
};

const choiceWording = (choices: readonly string[], given: unknown): string => {
  const meant = typeof given === 'string' ? nearest(given, choices) : undefined;
  const remedy =
    meant === undefined ? `Write ${choices.length === 1 ? '' : 'one of '}${choices.join(', ')}.` : `Did you mean ${meant}?`;
  return say(choices.length === 1 ? `must be ${choices[0]}` : `must be one of ${choices.join(', ')}`, remedy);
};

const limitWording = (word: string, origin: string, limit: number | bigint): string => {
  if (origin === 'string')
    return limit === 1 && word === 'at least'
      ? say('must not be empty', 'Write a text.')
      : say(`must have ${word} ${limit} characters`, 'Change its length.');
  if (origin === 'array')
    return say(`must have ${word} ${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}`, 'Change the number of entries.');
  return say(`must be ${word} ${limit}`, 'Choose a value within the limit.');
};

const findingsOf = (issue: z.core.$ZodIssue, schema: z.ZodType, given: unknown): readonly Finding[] => {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, knownKeys(schema, path, given)));
  if (issue.code === 'invalid_union') return unionFindings(issue, path, schema, given);
  const { message, remedy } = hear(issue.message);
  return [error(path, message, remedy, issue.code === 'invalid_key' ? 'key' : 'value')];
};

/** Of a union's alternatives, the one that got furthest says best what is wrong; where none got further, the union speaks. */
const unionFindings = (
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  schema: z.ZodType,
  given: unknown,
): readonly Finding[] => {
  const inside = issue.errors.find((issues) => issues.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'));
  if (inside === undefined) return [error(path, ...wordsOf(issue.message))];
  return inside.flatMap((one) => findingsOf({ ...one, path: [...issue.path, ...one.path] }, schema, given));
};

const wordsOf = (text: string): readonly [string, string] => {
  const { message, remedy } = hear(text);
  return [message, remedy];
};

const unknownKey = (path: Path, key: string, known: readonly string[]): Finding => {
  const meant = nearest(key, known);
  const choices = known.length === 0 || known.length > 30 ? '' : ` Known here: ${[...known].sort().join(', ')}.`;
  const remedy = meant === undefined ? `Remove it.${choices}` : `Did you mean "${meant}"?`;
  return error([...path, key], `unknown key "${key}"`, remedy, 'key');
};

interface SchemaNode {
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

const described = new WeakMap<z.ZodType, SchemaNode>();

const describe = (schema: z.ZodType): SchemaNode => {
  const known = described.get(schema);
  if (known !== undefined) return known;
  const node = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
  described.set(schema, node);
  return node;
};

/** The keys that the schema knows at a path, over all alternatives that what stands there can be. */
const knownKeys = (schema: z.ZodType, path: Path, given: unknown): readonly string[] => {
  let value = given;
  let nodes = fitting(describe(schema), value);
  for (const step of path) {
    value = (value as Readonly<Record<string | number, unknown>> | null | undefined)?.[step];
    nodes = nodes.flatMap((node) => below(node, step)).flatMap((node) => fitting(node, value));
  }
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
};

const fitting = (node: SchemaNode, value: unknown): readonly SchemaNode[] =>
  alternatives(node).filter((one) => fits(one, value));

/** Whether every key that can have one value only has that one, or is left out and may be. */
const fits = ({ properties = {}, required = [] }: SchemaNode, value: unknown): boolean =>
  Object.entries(properties).every(([key, { const: only }]) => {
    if (only === undefined) return true;
    const held = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
    return held === only || (held === undefined && !required.includes(key));
  });

const alternatives = (node: SchemaNode): readonly SchemaNode[] => [
  node,
  ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(alternatives),
];

const below = (node: SchemaNode, step: string | number): readonly SchemaNode[] => {
  if (typeof step === 'number') return node.items === undefined ? [] : [node.items];
  const property = Object.hasOwn(node.properties ?? {}, step) ? node.properties?.[step] : undefined;
  const rest = typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
  return property === undefined ? rest : [property, ...rest];
};
