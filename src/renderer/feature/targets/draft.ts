import { expectationOf, type Item, textOf, withText } from './document.js';
import { kinds } from './kinds.js';
import { type DraftErrors, EMPTY_DRAFT, type KindOfTarget, type TargetDraft } from './typed.js';

const kindOf = (item: Item): KindOfTarget => {
  const kind = textOf(item.kind);
  return Object.hasOwn(kinds, kind) ? (kind as KindOfTarget) : 'http';
};

/** The form's state for an item of the document's `targets`. */
export const draftOf = (item: Item): TargetDraft => {
  const kind = kindOf(item);
  return {
    ...EMPTY_DRAFT,
    kind,
    name: textOf(item.name ?? item.id),
    every: textOf(item.every) || EMPTY_DRAFT.every,
    within: textOf(expectationOf(item).within),
    ...kinds[kind].read(item),
  };
};

/** The item as it would stand in the configuration; what the form does not show is kept as it was. */
export const itemOf = (draft: TargetDraft, id: string, before: Item = {}): Item => {
  const { expect: _expect, ...kept } = before;
  const expect = { ...withText(expectationOf(before), 'within', draft.within), ...kinds[draft.kind].expect(draft, before) };
  const filled = said(expect);
  return said({
    ...kept,
    ...(draft.kind === 'http' ? {} : { kind: draft.kind }),
    id,
    name: draft.name.trim() || id,
    every: draft.every.trim(),
    ...kinds[draft.kind].write(draft, before),
    ...(Object.keys(filled).length === 0 ? {} : { expect: filled }),
  });
};

/** Without the keys that nothing is said for. */
const said = (item: Item): Item => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

const LENGTH = /^(\d+(\.\d+)?(ms|s|m|h|d))+$/;

/** What keeps the form from being sent, by field. */
export const draftErrors = (draft: TargetDraft): DraftErrors => ({
  ...(LENGTH.test(draft.every.trim()) ? {} : { every: 'Write a length such as 30s, 5m or 1h.' }),
  ...(draft.within.trim() === '' || LENGTH.test(draft.within.trim()) ? {} : { within: 'Write a length such as 500ms or 2s.' }),
  ...kinds[draft.kind].errors(draft),
});
