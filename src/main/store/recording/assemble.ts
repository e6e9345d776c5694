import type { RecordedMinute, RecordedPart } from '../../core/port/recording.js';
import { StoreError } from '../error.js';
import { isObject, type Json, type JsonObject, setKey } from './json.js';

/** The whole view of a minute, from the texts that are new and from the view before. Throws a `StoreError` where that is not known. */
export const assemble = (before: JsonObject | null, { parts }: RecordedMinute): JsonObject => {
  const view: Record<string, Json> = {};
  for (const part of parts) setKey(view, part.name, 'keys' in part ? rowsOf(before, part) : singleOf(before, part));
  return view;
};

const singleOf = (before: JsonObject | null, { name, text }: Extract<RecordedPart, { text: unknown }>): Json => {
  if (text !== null) return JSON.parse(text) as Json;
  return known(before !== null && Object.hasOwn(before, name) ? before[name] : undefined, name);
};

const rowsOf = (before: JsonObject | null, { name, keys, texts }: Extract<RecordedPart, { keys: unknown }>): JsonObject => {
  const last = before !== null && Object.hasOwn(before, name) ? before[name] : undefined;
  const old = isObject(last) ? last : {};
  const rows: Record<string, Json> = {};
  for (const [index, key] of keys.entries()) {
    const text = texts[index] ?? null;
    setKey(
      rows,
      key,
      text === null ? known(Object.hasOwn(old, key) ? old[key] : undefined, `${name} ${key}`) : (JSON.parse(text) as Json),
    );
  }
  return rows;
};

const known = (value: Json | undefined, what: string): Json => {
  if (value === undefined) throw new StoreError('invalid', `${what} is said to be as before, and nothing of it is known`);
  return value;
};
