import type { Document } from 'mongodb';
import type { Labels } from '../../core/model/labels.js';
import type { MongodbMeasure } from '../../core/port/feeds.js';
import { labelOf, pageOf } from '../../core/privacy/scrub.js';

/** What stands in a label instead of somebody's own text, which is never kept. */
const UNKEPT = 'other';

/**
 * The labels of a measure for what the server answered of a document's dimensions. One that is not there gives no label; one
 * that could say who somebody is, `other`.
 */
export const labelsOf = ({ by, labels }: MongodbMeasure, dimensions: readonly string[], row: Document): Labels => {
  const found: Record<string, string> = {};
  for (const [label, field] of Object.entries(by)) {
    const kept = keptOf(label, row[`d${dimensions.indexOf(field)}`]);
    if (kept !== undefined) found[label] = kept;
  }
  return { ...found, ...labels };
};

const keptOf = (label: string, given: unknown): string | undefined => {
  if (given === undefined || given === null || given === '') return undefined;
  if (typeof given === 'boolean') return String(given);
  // A number may be an account or a telephone as well as a count: only a short one is a kind of something.
  if (typeof given === 'number') return Number.isInteger(given) && Math.abs(given) < 10_000 ? String(given) : UNKEPT;
  return typeof given === 'string' ? keptText(label === 'page' ? 'page' : 'word', given.slice(0, 2_000)) : UNKEPT;
};

/** The same few texts come again and again, thousands of times in one reading. */
const known: Record<'page' | 'word', Map<string, string>> = { page: new Map(), word: new Map() };
const MOST_KNOWN = 5_000;

const keptText = (kind: 'page' | 'word', text: string): string => {
  const before = known[kind].get(text);
  if (before !== undefined) return before;
  const kept = kind === 'page' ? pageOf(text) : (labelOf(text) ?? UNKEPT);
  if (known[kind].size >= MOST_KNOWN) known[kind].clear();
  known[kind].set(text, kept);
  return kept;
};
