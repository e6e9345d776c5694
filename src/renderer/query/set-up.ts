import { useState } from 'react';
import { useCall } from '../state/console.js';
import { differences, type Edits, type Item, type SaveOutcome, useEdit } from './edits.js';

/** What is to be saved of one block of the document. */
export interface SetUp {
  readonly block: Item;
  readonly secrets: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Saves one block, changed or new, based on `revision`. What was typed as a secret is kept first: a document that names a
 * secret which is not there could use nothing.
 */
export const useSetUp = (path: readonly string[], before: Item | undefined, revision: number) => {
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const call = useCall();
  const edit = useEdit();
  const send = async (edits: Edits): Promise<SaveOutcome> => {
    const result: SaveOutcome = edits.length === 0 ? { kind: 'saved', problems: [] } : await edit(edits, revision);
    setOutcome(result);
    return result;
  };
  const save = async ({ block, secrets }: SetUp): Promise<SaveOutcome> => {
    for (const secret of secrets) {
      const kept = await call('secret.keep', secret);
      if (kept.ok) continue;
      const failed: SaveOutcome = { kind: 'failed', why: kept.error.message };
      setOutcome(failed);
      return failed;
    }
    return send(before === undefined ? [{ path: [...path], value: block }] : differences([...path], before, block));
  };
  return { outcome, save, remove: () => send([{ path: [...path] }]) };
};
