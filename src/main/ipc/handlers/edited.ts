import type { Config, ConfigEdit } from '../../core/model/config.js';
import { writeChanged } from '../../core/search/changed.js';

/** Which parts of the document some edits are about, never what they say: `targets home, book; site url`. */
export const sayEdited = (edits: readonly ConfigEdit[]): string => {
  const parts = new Map<string, Set<string>>();
  for (const { path } of edits) {
    const [part = 'all', ...rest] = path.map((step) => (typeof step === 'object' ? step.id : String(step)));
    const names = parts.get(part) ?? new Set();
    if (rest.length > 0) names.add(rest.slice(0, 2).join('.'));
    parts.set(part, names);
  }
  return writeChanged(parts);
};

/** The same of two configurations, where nobody says which parts were edited. */
export const sayDifferent = (before: Config, after: Config): string => sayEdited(differencesOf(before, after));

const differencesOf = (before: Config, after: Config): readonly ConfigEdit[] =>
  (Object.keys(after) as (keyof Config)[])
    .filter((part) => !isSame(before[part], after[part]))
    .flatMap((part) => {
      const items = changedItems(before[part], after[part]);
      return items.length === 0 ? [{ path: [part] }] : items.map((id) => ({ path: [part, { id }] }));
    });

/** Which of two lists' items are in one of them alone, or differ. */
const changedItems = (before: unknown, after: unknown): readonly string[] => {
  const [earlier, later] = [byId(before), byId(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])].filter((id) => !isSame(earlier.get(id), later.get(id)));
};

const byId = (list: unknown): ReadonlyMap<string, unknown> =>
  new Map(
    (Array.isArray(list) ? list : []).flatMap((item: { readonly id?: unknown }) =>
      typeof item?.id === 'string' ? [[item.id, item] as const] : [],
    ),
  );

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
