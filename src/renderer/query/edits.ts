import { useMemo } from 'react';
import type { SaveAnswer } from '../../preload/contract/calls/config.js';
import type { CallInput } from '../../preload/contract/calls.js';
import type { ConfigProblem, Instant } from '../../preload/contract/views.js';
import { useCall, useView } from '../state/console.js';
import { useRefresh } from './read.js';

/**
 * - `saved`: it holds now, with what is still to be said about it. `refused`: the document has errors; nothing changed.
 * - `conflict`: someone else saved first; what is shown was read again. `failed`: main would not or could not.
 */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'refused'; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'conflict'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

export type Edits = CallInput<'config.edit'>['edits'];
type Steps = Edits[number]['path'];
/** A block of the document, as plain JSON. */
export type Item = Readonly<Record<string, unknown>>;
type List = 'targets' | 'rules';

const outcomeOf = (answer: SaveAnswer): SaveOutcome => ({
  kind: answer.saved ? 'saved' : 'refused',
  problems: answer.problems,
});

/**
 * Changes the configuration and reads it again afterwards. Based on the revision of the document that a form was filled from,
 * or on the one that the view shows.
 */
export const useEdit = (): ((edits: Edits, basedOn?: number) => Promise<SaveOutcome>) => {
  const call = useCall();
  const refresh = useRefresh();
  const revision = useView((view) => view.desk.configRevision);
  return useMemo(
    () => async (edits, basedOn) => {
      const answer = await call('config.edit', { edits, revision: basedOn ?? revision });
      await refresh('config.read');
      if (answer.ok) return outcomeOf(answer.value);
      return { kind: answer.error.code === 'conflict' ? 'conflict' : 'failed', why: answer.error.message };
    },
    [call, refresh, revision],
  );
};

/** Saves the whole document as text, based on the revision that the text was read at. */
export const useSaveText = (): ((text: string, revision: number) => Promise<SaveOutcome>) => {
  const call = useCall();
  const refresh = useRefresh();
  return useMemo(
    () => async (text, revision) => {
      const answer = await call('config.save', { text, revision });
      if (answer.ok) {
        if (answer.value.saved) await refresh('config.read');
        return outcomeOf(answer.value);
      }
      return { kind: answer.error.code === 'conflict' ? 'conflict' : 'failed', why: answer.error.message };
    },
    [call, refresh],
  );
};

/** Puts an earlier document back in place of the one that was read at `revision`. */
export const useRestore = (): ((replacedAt: Instant, revision: number) => Promise<SaveOutcome>) => {
  const call = useCall();
  const refresh = useRefresh();
  return useMemo(
    () => async (replacedAt, revision) => {
      const answer = await call('config.restore', { replacedAt, revision });
      await refresh('config.read');
      if (answer.ok) return outcomeOf(answer.value);
      return { kind: answer.error.code === 'conflict' ? 'conflict' : 'failed', why: answer.error.message };
    },
    [call, refresh],
  );
};

/** A document's list of things with ids; empty where there is none. */
export const itemsOf = (document: unknown, key: List): readonly Item[] => {
  const list = (document as Item | null)?.[key];
  return Array.isArray(list) ? list.filter(isBlock) : [];
};

const isBlock = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong, with the path, for a form that cannot point at lines. */
export const sayProblems = (problems: readonly ConfigProblem[]): readonly string[] =>
  problems
    .filter((problem) => problem.severity === 'error')
    .map(({ path, message, remedy }) => `${path === '' ? '' : `${path}: `}${message}. ${remedy}`.trim());

/** Adds an item at the end of the list, or starts the list with it. Named by its id: an index could be another's by now. */
export const additions = (list: List, id: string, item: Item): Edits => [{ path: [list, { id }], value: item }];

/** Takes an item out of the list. */
export const removals = (list: List, id: string): Edits => [{ path: [list, { id }] }];

/** Only what differs, key by key, so that comments, order and spelling of the rest stay. */
export const changes = (list: List, id: string, before: Item, after: Item): Edits => differences([list, { id }], before, after);

/** What differs between two blocks of the document, the one at `path` being the first of them. */
export const differences = (path: Steps, before: Item, after: Item): Edits =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): Edits => {
    const [old, next] = [before[key], after[key]];
    const at = [...path, key];
    if (JSON.stringify(old) === JSON.stringify(next)) return [];
    if (isBlock(old) && isBlock(next)) return differences(at, old, next);
    return [next === undefined ? { path: at } : { path: at, value: next }];
  });

/** Ids may have a hundred letters; some room is left for a number. */
const MOST_LETTERS = 80;

/** A short name for configuration and labels: `Booking form` is `booking-form`, made unlike the ones that are taken. */
export const idFor = (name: string, taken: readonly string[], otherwise: string): string => {
  const plain =
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, MOST_LETTERS)
      .replaceAll(/^-+|-+$/g, '') || otherwise;
  if (!taken.includes(plain)) return plain;
  let n = 2;
  while (taken.includes(`${plain}-${n}`)) n += 1;
  return `${plain}-${n}`;
};
