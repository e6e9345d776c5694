import type { Item } from '../../../query/edits.js';
import { endpointFields, nextNumber, numbersIn, numbersOf, type Proof, proofKey, proofOf, proven } from './endpoints.js';
import type { Draft, Field } from './field.js';
import { FIELDS, type Kind, shownFields } from './fields.js';

type Block = Readonly<Record<string, unknown>>;

const isBlock = (value: unknown): value is Block => typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (block: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((value, step) => (isBlock(value) ? value[step] : undefined), block);

const endpointsOf = ({ endpoints }: Item): readonly Item[] => (Array.isArray(endpoints) ? endpoints.filter(isBlock) : []);

/** The block as the form has it: a webhook's addresses by their numbers. */
const flattened = (kind: Kind, before: Item): Item => {
  if (kind !== 'webhook') return before;
  const { endpoints: _, ...rest } = before;
  const endpoints = endpointsOf(before);
  const numbers = numbersOf(endpoints);
  return { ...rest, endpoint: Object.fromEntries(endpoints.map((one, index) => [numbers[index], one])) };
};

export const draftOf = (kind: Kind, before: Item): Draft => {
  const block = flattened(kind, before);
  const provider = typeof before.provider === 'string' ? before.provider : 'twilio';
  const fixed = { enabled: before.enabled === false ? 'no' : 'yes', provider };
  const own = kind === 'webhook' ? endpointsDraft(before) : {};
  const fields = [...numbersIn(own).flatMap(endpointFields), ...FIELDS[kind]];
  return { ...Object.fromEntries(fields.flatMap((field) => entriesOf(field, at(block, field.key)))), ...fixed, ...own };
};

/** A webhook that has no address yet is asked for one. */
const endpointsDraft = (before: Item): Draft => {
  const endpoints = endpointsOf(before);
  if (endpoints.length === 0) return withEndpoint({ endpoints: '' });
  const numbers = numbersOf(endpoints);
  const proofs = endpoints.map((endpoint, index) => [proofKey(numbers[index] ?? ''), proofOf(endpoint)]);
  return { endpoints: numbers.join(','), ...Object.fromEntries(proofs) };
};

/** The draft with one more, empty address. */
export const withEndpoint = (draft: Draft): Draft => {
  const numbers = numbersIn(draft);
  const number = nextNumber([...numbers, ...seenNumbers(draft)]);
  const fields = endpointFields(number).flatMap((field) => entriesOf(field, undefined));
  return { ...draft, ...Object.fromEntries(fields), [proofKey(number)]: 'none', endpoints: [...numbers, number].join(',') };
};

export const withoutEndpoint = (draft: Draft, number: string): Draft => ({
  ...draft,
  endpoints: numbersIn(draft)
    .filter((one) => one !== number)
    .join(','),
});

/** A number is not given again while the form is open: what was typed for the one that is gone is not the next one's. */
const seenNumbers = (draft: Draft): readonly string[] =>
  Object.keys(draft).flatMap((key) => /^endpoint\.(\d+)\.proof$/.exec(key)?.[1] ?? []);

const entriesOf = ({ key, kind }: Field, value: unknown): readonly (readonly [string, string])[] => {
  if (kind === 'secret')
    return [
      [`${key}.place`, placeOf(value)],
      [`${key}.variable`, isBlock(value) && typeof value.env === 'string' ? value.env : ''],
      [`${key}.typed`, ''],
    ];
  return [[key, Array.isArray(value) ? value.join(', ') : (value ?? '').toString()]];
};

const placeOf = (value: unknown): string => {
  if (isBlock(value)) return typeof value.env === 'string' ? 'environment' : 'here';
  return value === undefined || value === null || value === '' ? 'nowhere' : 'document';
};

/** Under which name this desk keeps a secret: `email.smtp.password`. */
const secretName = (kind: Kind, key: string): string => `${kind}.${key}`;

/** The block that the draft stands for. What the form does not show stays as it was. */
export const blockOf = (kind: Kind, draft: Draft, before: Item): Item => {
  const flat = flattened(kind, before);
  const filled = shownFields(kind, draft).reduce<Item>(
    (block, field) => put(block, field.key.split('.'), writtenOf(kind, field, draft, flat)),
    flat,
  );
  const { endpoint, ...rest } = filled;
  const chosen = kind === 'sms' ? { ...rest, provider: draft.provider } : rest;
  // Named in the document, a channel is on: it is said only where it must be.
  const isSaid = draft.enabled === 'no' || before.enabled !== undefined;
  const whole = isSaid ? { ...chosen, enabled: draft.enabled === 'yes' } : chosen;
  return kind === 'webhook' ? { ...whole, endpoints: writtenEndpoints(draft, endpoint) } : whole;
};

const writtenEndpoints = (draft: Draft, filled: unknown): readonly Item[] =>
  numbersIn(draft).map((number) => {
    const endpoint = isBlock(filled) ? filled[number] : undefined;
    return proven(isBlock(endpoint) ? endpoint : {}, draft[proofKey(number)] as Proof);
  });

const put = (block: Item, [step = '', ...further]: readonly string[], value: unknown): Item => {
  const { [step]: old, ...rest } = block;
  const next = further.length === 0 ? value : put(isBlock(old) ? old : {}, further, value);
  const isEmpty = next === undefined || (isBlock(next) && Object.keys(next).length === 0);
  return isEmpty ? rest : { ...block, [step]: next };
};

const writtenOf = (kind: Kind, { key, kind: type }: Field, draft: Draft, before: Item): unknown => {
  if (type === 'secret') return referenceOf(kind, key, draft, before);
  const text = (draft[key] ?? '').trim();
  if (text === '') return undefined;
  if (type === 'list') return listOf(text);
  return type === 'number' && /^\d+$/.test(text) ? Number(text) : text;
};

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const referenceOf = (kind: Kind, key: string, draft: Draft, before: Item): unknown => {
  const old = at(before, key);
  const place = draft[`${key}.place`];
  if (place === 'environment') return { env: (draft[`${key}.variable`] ?? '').trim() };
  if (place === 'document') return old;
  if ((draft[`${key}.typed`] ?? '') !== '') return { stored: secretName(kind, key) };
  return place === 'here' && isBlock(old) && old.env === undefined ? old : undefined;
};

/** The secrets that were typed, to be kept before the document names them. */
export const typedSecrets = (kind: Kind, draft: Draft): readonly { readonly name: string; readonly value: string }[] =>
  shownFields(kind, draft).flatMap(({ key, kind: type }) => {
    const value = draft[`${key}.typed`] ?? '';
    const isKeptHere = type === 'secret' && value !== '' && ['here', 'nowhere'].includes(draft[`${key}.place`] ?? '');
    return isKeptHere ? [{ name: secretName(kind, key), value }] : [];
  });

const hasSecret = (draft: Draft, key: string): boolean =>
  draft[`${key}.place`] !== 'nowhere' || (draft[`${key}.typed`] ?? '') !== '';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What is missing or cannot be, by the field's key. The rest is judged by the configuration's own check. */
export const draftErrors = (kind: Kind, draft: Draft): Readonly<Record<string, string>> =>
  Object.fromEntries(
    shownFields(kind, draft).flatMap(({ key, kind: type, label, isRequired }): [string, string][] => {
      const text = (draft[key] ?? '').trim();
      if (type === 'number' && text !== '' && !/^\d+$/.test(text)) return [[key, `${label} is a whole number.`]];
      const isThere = type === 'secret' ? hasSecret(draft, key) : text !== '';
      if (isRequired === true && !isThere) return [[key, `${label}: nothing leaves without it.`]];
      const isNamed =
        type !== 'secret' || draft[`${key}.place`] !== 'environment' || VARIABLE.test(draft[`${key}.variable`] ?? '');
      return isNamed ? [] : [[key, 'Name the environment variable, such as SMTP_PASSWORD.']];
    }),
  );
