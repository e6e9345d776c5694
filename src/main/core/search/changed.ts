import type { AuditQuestion } from '../model/search.js';

/** So many characters of names are written out; the others are counted. */
const MOST = 300;

/** Which parts of the document were changed, each with what of it: `targets home, book.url; site url; rules a, b and 12 more`. */
export const writeChanged = (parts: ReadonlyMap<string, ReadonlySet<string>>): string => {
  let left = MOST;
  const said = [...parts].map(([part, names]) => {
    const written = [...names].filter((name) => {
      left -= name.length + 2;
      return left >= 0;
    });
    const more = names.size - written.length;
    if (more === 0) return [part, written.join(', ')].join(' ').trim();
    return written.length === 0 ? `${part} and ${more} more` : `${part} ${written.join(', ')} and ${more} more`;
  });
  return said.join('; ');
};

/** Whether a change that is written so was one of a thing, or may have been: of some parts only their number is written. */
export const mayHaveChanged = (changed: string, { list, id }: NonNullable<AuditQuestion['changed']>): boolean =>
  changed.split('; ').some((part) => part === 'all' || part.endsWith('…') || isOf(part, list, id));

const isOf = (part: string, list: string, id: string): boolean => {
  if (part === list) return true;
  if (!part.startsWith(`${list} `)) return false;
  const names = part.slice(list.length + 1);
  return COUNTED.test(names) || names.split(', ').some((name) => isNamed(name, id));
};

/** Some are counted, not named. */
const COUNTED = /(^| )and \d+ more$/;

/** By its id, alone or with one of its fields, which have no dots; or by its place in the list, where it may be any of them. */
const isNamed = (name: string, id: string): boolean =>
  name === id || (name.startsWith(`${id}.`) && !name.slice(id.length + 1).includes('.')) || /^\d+(\.|$)/.test(name);
