import { useMemo } from 'react';
import type { CallInput, SaveAnswer } from '../../preload/contract/calls.js';
import type { ConfigProblem } from '../../preload/contract/views.js';
import { useCall, useView } from '../state/console.js';
import { useRefresh } from './reads.js';

/**
 * - `saved`: it holds now, with what is still to be said about it. `refused`: the document has errors; nothing changed.
 * - `conflict`: someone else saved first; what is shown was read again. `failed`: main would not or could not.
 */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'refused'; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'conflict'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

type Edits = CallInput<'config.edit'>['edits'];
type Item = Readonly<Record<string, unknown>>;

const outcomeOf = (answer: SaveAnswer): SaveOutcome => ({
  kind: answer.saved ? 'saved' : 'refused',
  problems: answer.problems,
});

/** Changes the configuration, based on the revision that the view shows, and reads it again afterwards. */
export const useEdit = (): ((edits: Edits) => Promise<SaveOutcome>) => {
  const call = useCall();
  const refresh = useRefresh();
  const revision = useView((view) => view.desk.configRevision);
  return useMemo(
    () => async (edits) => {
      const answer = await call('config.edit', { edits, revision });
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

/** A document's list of things with ids; empty where there is none. */
export const itemsOf = (document: unknown, key: 'targets' | 'rules'): readonly Readonly<Record<string, unknown>>[] => {
  const list = (document as Record<string, unknown> | null)?.[key];
  return Array.isArray(list)
    ? list.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null)
    : [];
};

/** What is wrong, with the path, for a form that cannot point at lines. */
export const sayProblems = (problems: readonly ConfigProblem[]): readonly string[] =>
  problems
    .filter((problem) => problem.severity === 'error')
    .map((problem) => `${problem.path}: ${problem.message} ${problem.remedy}`.trim());

/** Adds an item at the end of the list, or starts the list with it. */
export const additions = (list: 'targets' | 'rules', present: number, item: Item): Edits =>
  present === 0 ? [{ path: [list], value: [item] }] : [{ path: [list, present], value: item }];

/** Only what differs, key by key, so that comments and order of the rest stay. */
export const changes = (list: 'targets' | 'rules', id: string, before: Item, after: Item): Edits => {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({ path: [list, { id }, key], ...(after[key] === undefined ? {} : { value: after[key] }) }));
};

/** A short name for configuration and labels: `Booking form` is `booking-form`, made unlike the ones that are taken. */
export const idFor = (name: string, taken: readonly string[]): string => {
  const plain =
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'target';
  if (!taken.includes(plain)) return plain;
  let n = 2;
  while (taken.includes(`${plain}-${n}`)) n += 1;
  return `${plain}-${n}`;
};
