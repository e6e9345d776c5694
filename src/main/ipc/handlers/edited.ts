import type { ConfigEdit } from '../../core/model/config.js';

/** Longest text that the record keeps of it, in characters. */
const MOST = 300;

/** Which parts of the document some edits are about, never what they say: `targets home, book; site url`. */
export const sayEdited = (edits: readonly ConfigEdit[]): string => {
  const parts = new Map<string, Set<string>>();
  for (const { path } of edits) {
    const [part = 'all', ...rest] = path.map((step) => (typeof step === 'object' ? step.id : String(step)));
    const names = parts.get(part) ?? new Set();
    if (rest.length > 0) names.add(rest.slice(0, 2).join('.'));
    parts.set(part, names);
  }
  const text = [...parts].map(([part, names]) => [part, [...names].join(', ')].join(' ').trim()).join('; ');
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
};
