import { error, type Finding } from '../finding.js';
import { pageName } from '../resolve/feed-targets.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Pages that would bear one name, so that nobody could tell their readings apart. */
export const inspectPageNames = (document: ConfigDocument): readonly Finding[] =>
  (['page', 'lighthouse'] as const).flatMap((source) => sameNames(source, document.sources?.[source]?.urls ?? [], document));

const sameNames = (source: string, urls: readonly string[], document: ConfigDocument): readonly Finding[] => {
  const names = urls.map((url) => pageName(url, document));
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (first === index) return [];
    return [
      error(
        ['sources', source, 'urls', index],
        `is called "${name}", as urls[${first}] is`,
        'Add a target with this address and a label page of its own, or leave one of the two out.',
      ),
    ];
  });
};
