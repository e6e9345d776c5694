import { error, type Finding } from '../finding.js';

/** An error at every entry of a list whose id an earlier one has. */
export const duplicates = (list: string, entries: readonly { readonly id: string }[]): readonly Finding[] => {
  const first = new Map<string, number>();
  return entries.flatMap(({ id }, index) => {
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, index);
    return earlier === undefined
      ? []
      : [error([list, index, 'id'], `the id "${id}" is already used by ${list}[${earlier}]`, 'Give one of them another id.')];
  });
};
