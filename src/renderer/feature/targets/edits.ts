import { additions, changes, type Edits, type Item, removals } from '../../query/edits.js';
import { draftOf, itemOf } from './draft.js';
import type { TargetDraft } from './typed.js';

/** What adds a target to the document. */
export const addTarget = (draft: TargetDraft, id: string): Edits => additions('targets', id, itemOf(draft, id));

/** What changes a target of the document: only what was changed in the form, so that what it leaves to a default stays there. */
export const editTarget = (draft: TargetDraft, id: string, before: Item): Edits =>
  changes('targets', id, itemOf(draftOf(before), id, before), itemOf(draft, id, before));

/** What takes a target out of the document. */
export const removeTarget = (id: string): Edits => removals('targets', id);
