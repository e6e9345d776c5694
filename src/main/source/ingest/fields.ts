import type { Labels } from '../../core/model/labels.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Naming } from './naming.js';
import { remembered } from './where.js';

/** What a line holds, before anybody has looked at it. */
export type Fields = Readonly<Record<string, unknown>>;

/** The kinds of visitor that may be told apart. Anything else that a line holds is dropped, not kept. */
const WHERE = ['device', 'country', 'connection', 'variant', 'part'] as const;

/** Where something happened: the page by its path, and of what kind the visitor is. */
export const whereOf = (fields: Fields, naming: Naming): Result<Labels, string> => {
  const page = typeof fields.page === 'string' ? naming.page(fields.page.slice(0, 2_000)) : '';
  const kept: string[] = [page];
  for (const key of WHERE) {
    const given = fields[key];
    const label = given === undefined || given === null || given === '' ? '' : labelIn(key, given, naming);
    if (label === undefined) return fail(`"${key}" must be a short name`);
    kept.push(label);
  }
  return ok(remembered(kept.join('\n'), () => labelsOf(kept)));
};

const labelIn = (key: string, given: unknown, naming: Naming): string | undefined =>
  typeof given === 'string' ? naming.label(key, given) : undefined;

/** The page and the kinds of `WHERE`, in this order; an empty one says nothing. */
const labelsOf = (kept: readonly string[]): Labels =>
  Object.fromEntries(['page', ...WHERE].map((key, i) => [key, kept[i] as string]).filter(([, label]) => label !== ''));

/** A name that the line must have. */
export const nameIn = (fields: Fields, key: string, naming: Naming): Result<string, string> => {
  const kept = labelIn(key, fields[key], naming);
  return kept === undefined ? fail(`"${key}" must be a short name`) : ok(kept);
};

/** The same where it may be left out. */
export const nameIfThere = (fields: Fields, key: string, naming: Naming): Result<string | null, string> =>
  fields[key] === undefined || fields[key] === null ? ok(null) : nameIn(fields, key, naming);

/** A number that the line must have, from 0 to what there can be at most: a single one beyond all sense would falsify every mean. */
export const amountIn = (fields: Fields, key: string, most: number): Result<number, string> => {
  const given = fields[key];
  return typeof given === 'number' && given >= 0 && given <= most
    ? ok(given)
    : fail(`"${key}" must be a number from 0 to ${most}`);
};

/** One of a few words. */
export const wordIn = <Word extends string>(fields: Fields, key: string, words: readonly Word[]): Result<Word, string> => {
  const found = words.find((word) => word === fields[key]);
  return found === undefined ? fail(`"${key}" must be one of ${words.join(', ')}`) : ok(found);
};
