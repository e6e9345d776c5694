/** A block of the document, as plain JSON. */
export type Block = Readonly<Record<string, unknown>>;

export const isBlock = (value: unknown): value is Block => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at `smtp.host`; undefined where there is none. */
export const valueAt = (block: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((value, step) => (isBlock(value) ? value[step] : undefined), block);

/** The block with another value there; what is emptied by that goes. Nothing is taken out of what is no block. */
export const withValue = (block: Block, [step = '', ...further]: readonly string[], value: unknown): Block => {
  const { [step]: old, ...rest } = block;
  if (value === undefined && further.length > 0 && old !== undefined && !isBlock(old)) return block;
  const next = further.length === 0 ? value : withValue(isBlock(old) ? old : {}, further, value);
  const isEmpty = next === undefined || (isBlock(next) && Object.keys(next).length === 0);
  return isEmpty ? rest : { ...block, [step]: next };
};
