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
  if (typeof given !== 'string') return UNKEPT;
  return label === 'page' ? pageOf(given.slice(0, 2_000)) : (labelOf(given.slice(0, 2_000)) ?? UNKEPT);
};
