import { labelOf, pageOf } from '../../core/privacy/scrub.js';

/** Names that are known to say nothing of anybody. So many are remembered; beyond that all are looked at anew. */
const MOST = 5_000;

/**
 * Looks at a text once, and remembers it where nothing had to be cut out of it: thousands of lines a second bear the same few names.
 * A text that held more than its name is never remembered.
 */
const remembering = <Found>(find: (text: string) => Found, isClean: (text: string, found: Found) => boolean) => {
  const known = new Map<string, Found>();
  return (text: string): Found => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const found = find(text);
    if (!isClean(text, found)) return found;
    if (known.size >= MOST) known.clear();
    known.set(text, found);
    return found;
  };
};

/** @see labelOf */
export const keptLabel = remembering(labelOf, (text, label) => text === label);

/** @see pageOf */
export const keptPage = remembering(pageOf, (address, page) => address === `/${page}` || address === '/' || address === page);
