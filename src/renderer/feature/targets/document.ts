/** An entry of the document, or a part of one. */
export type Item = Readonly<Record<string, unknown>>;

export const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

export const expectationOf = (item: Item): Item => (item.expect ?? {}) as Item;

/** The part with the key set to what was typed; undefined, which leaves it out, where nothing was. */
export const withText = <Value = string>(
  part: Item,
  key: string,
  typed: string,
  read: (text: string) => Value = (text) => text as Value,
): Item => ({ ...part, [key]: typed.trim() === '' ? undefined : read(typed.trim()) });

const CONTAINS = /^contains\("((?:[^"\\]|\\.)*)"\)$/;
const EXPRESSION = /^(not )?(contains|matches)\(/;

/** What an answer must contain, as it is typed: a plain text where the document only says that it contains it. */
export const typedBody = (value: unknown): string => {
  const inside = CONTAINS.exec(textOf(value))?.[1];
  return inside === undefined ? textOf(value) : (JSON.parse(`"${inside}"`) as string);
};

export const writtenBody = (text: string): string => (EXPRESSION.test(text) ? text : `contains(${JSON.stringify(text)})`);
