import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { changed, changesOf, type Leaf } from './change.js';
import { type Json, type JsonObject, setKey } from './json.js';
import { changedRows, type RowsChange, rowsChange } from './rows.js';

/** What leads from one minute's view to the next, part by part; parts that did not change are left out. */
interface ViewDifference {
  readonly singles: { readonly [part: string]: readonly Leaf[] };
  readonly rows: { readonly [part: string]: RowsChange };
}

/** A view packed by itself, or what leads to it from the one before. */
export interface Frame {
  readonly kind: 'whole' | 'change';
  readonly body: Uint8Array;
}

/** Packs a view by itself. */
export const wholeFrame = (view: JsonObject): Frame => ({ kind: 'whole', body: packed(JSON.stringify(view)) });

/** Packs what leads from one view to the next; the next by itself where that would not give it back to the letter. `rowParts`: the parts that are rows. */
export const frameOf = (before: JsonObject, after: JsonObject, rowParts: ReadonlySet<string>): Frame => {
  if (!hasSameParts(before, after)) return wholeFrame(after);
  const text = JSON.stringify(difference(before, after, rowParts));
  const isExact = JSON.stringify(changedView(before, JSON.parse(text) as ViewDifference)) === JSON.stringify(after);
  return isExact ? { kind: 'change', body: packed(text) } : wholeFrame(after);
};

/** The view of a frame. Throws a `SyntaxError`, a `RangeError` or a `TypeError` where it is damaged. */
export const viewOf = (before: JsonObject | null, { kind, body }: Frame): JsonObject => {
  const read = JSON.parse(unpacked(body)) as unknown;
  if (kind === 'whole') return read as JsonObject;
  if (before === null) throw new RangeError('a change of a view without the view');
  return changedView(before, read as ViewDifference);
};

const hasSameParts = (a: JsonObject, b: JsonObject): boolean =>
  JSON.stringify(Object.keys(a)) === JSON.stringify(Object.keys(b));

const difference = (before: JsonObject, after: JsonObject, rowParts: ReadonlySet<string>): ViewDifference => {
  const singles: Record<string, readonly Leaf[]> = {};
  const rows: Record<string, RowsChange> = {};
  for (const part of Object.keys(after)) {
    if (rowParts.has(part)) {
      const change = rowsChange(before[part] as JsonObject, after[part] as JsonObject);
      if (change !== null) rows[part] = change;
    } else {
      const leaves = changesOf(before[part] as Json, after[part] as Json);
      if (leaves.length > 0) singles[part] = leaves;
    }
  }
  return { singles, rows };
};

const changedView = (before: JsonObject, { singles, rows }: ViewDifference): JsonObject => {
  const next: Record<string, Json> = { ...before };
  for (const [part, leaves] of Object.entries(singles)) {
    setKey(
      next,
      part,
      leaves.reduce((value, { path, change }) => changed(value, path, change), before[part] as Json),
    );
  }
  for (const [part, change] of Object.entries(rows)) setKey(next, part, changedRows(before[part] as JsonObject, change));
  return next;
};

/** The better qualities save a tenth and take five times as long. */
const QUALITY = 5;

const packed = (text: string): Uint8Array =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
  });

/** A damaged body is no text: zlib's own error would not be taken for damage. */
const unpacked = (body: Uint8Array): string => {
  try {
    return brotliDecompressSync(body).toString('utf8');
  } catch (error) {
    throw new RangeError('a recorded view cannot be unpacked', { cause: error });
  }
};
