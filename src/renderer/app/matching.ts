import type { PaletteGroup, PaletteItem } from '../ui/palette.js';

const MOST = 6;
const MOST_RECENT = 5;

/** What fits every word of the query, at most six of a group; what was used lately comes first. */
export const matching = (
  groups: readonly PaletteGroup[],
  query: string,
  recent: readonly string[],
): readonly PaletteGroup[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = groups.map((group) => ({
    ...group,
    items: words.length === 0 ? group.items : group.items.filter((item) => fits(item, words)),
  }));
  const wanted = new Set(recent);
  const known = new Map(
    found.flatMap(({ items }) => items.filter(({ id }) => wanted.has(id)).map((item) => [item.id, item] as const)),
  );
  const lately = recent.flatMap((id) => known.get(id) ?? []).slice(0, MOST_RECENT);
  const shown = new Set(lately.map(({ id }) => id));
  const rest = found.map(({ items, ...group }) => ({
    ...group,
    items: items.filter(({ id }) => !shown.has(id)).slice(0, group.most ?? MOST),
  }));
  return [...first(rest), { title: 'Recent', items: lately }, ...rest.filter(({ isFirst }) => isFirst !== true)].filter(
    ({ items }) => items.length > 0,
  );
};

const first = (groups: readonly PaletteGroup[]): readonly PaletteGroup[] => groups.filter(({ isFirst }) => isFirst === true);

const fits = (item: PaletteItem, words: readonly string[]): boolean => {
  const text = `${item.text} ${item.note ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

/** The ids that were used lately, with one more. */
export const usedNow = (recent: readonly string[], id: string): readonly string[] =>
  [id, ...recent.filter((one) => one !== id)].slice(0, MOST_RECENT * 2);
