import { type Block, isBlock, valueAt, withValue } from './block.js';
import { type Draft, type Field, isShown } from './field.js';
import { doubledIn, rowsIn, rowsOf, rowsText, writtenRows } from './rows.js';
import { typedValue } from './typed.js';

/** What stands in the fields for a block of the document. */
export const draftOfBlock = (fields: readonly Field[], block: Block): Draft =>
  Object.fromEntries(fields.flatMap((field) => entriesOf(field, valueAt(block, field.key))));

/** What stands in one field for its value, by key. */
export const entriesOf = (field: Field, value: unknown): readonly (readonly [string, string])[] => {
  const { key } = field;
  switch (field.kind) {
    case 'secret':
      return [
        [`${key}.place`, placeOf(value)],
        [`${key}.variable`, isBlock(value) && typeof value.env === 'string' ? value.env : ''],
        [`${key}.typed`, ''],
      ];
    case 'check':
      return [[key, (value ?? field.startsOn ?? false) === true ? 'yes' : 'no']];
    case 'rows':
      return [[key, rowsText(rowsOf(field, value))]];
    default:
      return [[key, Array.isArray(value) ? value.join(', ') : (value ?? '').toString()]];
  }
};

const placeOf = (value: unknown): string => {
  if (isBlock(value)) return typeof value.env === 'string' ? 'environment' : 'here';
  return value === undefined || value === null || value === '' ? 'nowhere' : 'document';
};

/** Under which name a field's secret is kept. */
export type NameSecret = (key: string) => string;

/** `before` with what was changed in the shown fields. What they do not show, and what nobody touched, stays as it was. */
export const writtenBlock = (fields: readonly Field[], draft: Draft, before: Block, nameSecret: NameSecret): Block =>
  fields
    .filter((field) => isTouched(field, draft, before))
    .reduce<Block>(
      (block, field) => withValue(block, field.key.split('.'), writtenOf(field, draft, before, nameSecret)),
      before,
    );

const isTouched = (field: Field, draft: Draft, before: Block): boolean =>
  entriesOf(field, valueAt(before, field.key)).some(([key, text]) => draft[key] !== text);

const writtenOf = (field: Field, draft: Draft, before: Block, nameSecret: NameSecret): unknown => {
  const text = (draft[field.key] ?? '').trim();
  switch (field.kind) {
    case 'secret':
      return referenceOf(field.key, draft, before, nameSecret);
    case 'check':
      return saidOf(text === 'yes', field.startsOn ?? false, valueAt(before, field.key));
    case 'rows':
      return writtenRows(field, draft);
    case 'list':
      return typedValue(text, 'list');
    case 'number':
      return typedValue(text, 'number');
    default:
      return text === '' ? undefined : text;
  }
};

/** What is so by itself need not be said, unless it was. */
const saidOf = (isOn: boolean, isOnByItself: boolean, old: unknown): boolean | undefined =>
  isOn === isOnByItself && old === undefined ? undefined : isOn;

const referenceOf = (key: string, draft: Draft, before: Block, nameSecret: NameSecret): unknown => {
  const old = valueAt(before, key);
  const place = draft[`${key}.place`];
  if (place === 'environment') return { env: (draft[`${key}.variable`] ?? '').trim() };
  if (place === 'document') return old;
  if ((draft[`${key}.typed`] ?? '') !== '') return { stored: nameSecret(key) };
  // Nothing was typed: what is there stays, wherever it is.
  return place === 'here' ? old : undefined;
};

export interface TypedSecret {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** The secrets that were typed, to be kept before the document names them. */
export const secretsTyped = (fields: readonly Field[], draft: Draft, nameSecret: NameSecret): readonly TypedSecret[] =>
  fields.flatMap(({ key, kind }) => {
    const value = draft[`${key}.typed`] ?? '';
    const isKeptHere = kind === 'secret' && value !== '' && ['here', 'nowhere'].includes(draft[`${key}.place`] ?? '');
    return isKeptHere ? [{ key, name: nameSecret(key), value }] : [];
  });

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What is missing or cannot be, by the field's key. `without`: what does not happen while a required field is empty. */
export const complaintsOf = (
  fields: readonly Field[],
  draft: Draft,
  { without, variable }: { readonly without: string; readonly variable: string },
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    fields
      .filter((field) => isShown(field, draft))
      .flatMap((field): [string, string][] => {
        const { key, label } = field;
        if (field.kind === 'number' && !/^\s*(\d+(\.\d+)?)?\s*$/.test(draft[key] ?? ''))
          return [[key, `${label} is a number, such as 5 or 0.5.`]];
        const doubled = field.kind === 'rows' ? doubledIn(field, draft) : null;
        if (doubled !== null) return [[key, doubled]];
        if (field.isRequired === true && !isFilled(field, draft)) return [[key, `${label}: ${without}`]];
        const isUnnamed =
          field.kind === 'secret' && draft[`${key}.place`] === 'environment' && !VARIABLE.test(draft[`${key}.variable`] ?? '');
        return isUnnamed ? [[key, `Name the environment variable, such as ${variable}.`]] : [];
      }),
  );

const isFilled = (field: Field, draft: Draft): boolean => {
  if (field.kind === 'secret') return draft[`${field.key}.place`] !== 'nowhere' || (draft[`${field.key}.typed`] ?? '') !== '';
  if (field.kind === 'rows') return rowsIn(field, draft).length > 0;
  return (draft[field.key] ?? '').trim() !== '';
};
