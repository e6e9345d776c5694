import type { Labels } from '../../core/model/labels.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { keptLabel, keptPage } from './known-names.js';
import { remembered } from './where.js';

/** What a line holds, before anybody has looked at it. */
export type Fields = Readonly<Record<string, unknown>>;

/** The kinds of visitor that may be told apart. Anything else that a line holds is dropped, not kept. */
const WHERE = ['device', 'country', 'connection', 'variant', 'part'] as const;

/** Where something happened: the page by its path, and of what kind the visitor is. */
export const whereOf = (fields: Fields): Result<Labels, string> => {
  const page = typeof fields.page === 'string' ? keptPage(fields.page.slice(0, 2_000)) : '';
  const kept: string[] = [page];
  for (const key of WHERE) {
    const given = fields[key];
    const label = given === undefined || given === null || given === '' ? '' : labelIn(given);
    if (label === undefined) return fail(`"${key}" must be a short name`);
    kept.push(label);
  }
  return ok(remembered(kept.join('\n'), () => labelsOf(kept)));
};

const labelIn = (given: unknown): string | undefined => (typeof given === 'string' ? keptLabel(given) : undefined);

/** The page and the kinds of `WHERE`, in this order; an empty one says nothing. */
const labelsOf = (kept: readonly string[]): Labels =>
  Object.fromEntries(['page', ...WHERE].map((key, i) => [key, kept[i] as string]).filter(([, label]) => label !== ''));

/** A name that the line must have. */
export const nameIn = (fields: Fields, key: string): Result<string, string> => {
  const given = fields[key];
  const kept = typeof given === 'string' ? keptLabel(given) : undefined;
  return kept === undefined ? fail(`"${key}" must be a short name`) : ok(kept);
};

/** The same where it may be left out. */
export const nameIfThere = (fields: Fields, key: string): Result<string | null, string> =>
  fields[key] === undefined || fields[key] === null ? ok(null) : nameIn(fields, key);

/** A number from 0 that the line must have. */
export const amountIn = (fields: Fields, key: string): Result<number, string> => {
  const given = fields[key];
  return typeof given === 'number' && Number.isFinite(given) && given >= 0
    ? ok(given)
    : fail(`"${key}" must be a number from 0`);
};

/** One of a few words. */
export const wordIn = <Word extends string>(fields: Fields, key: string, words: readonly Word[]): Result<Word, string> => {
  const found = words.find((word) => word === fields[key]);
  return found === undefined ? fail(`"${key}" must be one of ${words.join(', ')}`) : ok(found);
};
