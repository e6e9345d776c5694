import type { Labels } from '../../core/model/labels.js';
import type { Measure } from '../../core/model/reading.js';
import { labelOf } from '../../core/privacy/scrub.js';
import { labelsText } from '../../core/sample/series.js';

const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What the engine itself says of a series; another system's labels of that name are kept beside, as Prometheus does with its own. */
const OURS: ReadonlySet<string> = new Set(['target', 'source']);

/** The labels that may be kept of another system's: kinds of thing, never who somebody is. Unfit ones are left out. */
export const keptLabels = (given: Readonly<Record<string, unknown>>): Labels => {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const text = typeof value === 'string' && NAME.test(name) && !name.startsWith('__') ? labelOf(value) : undefined;
    if (text !== undefined) kept[OURS.has(name) ? `exported_${name}` : name] = text;
  }
  return kept;
};

/** Of measures that became one series because labels were left out none can be told from another: the first stays. */
export const eachOnce = (measures: readonly Measure[]): readonly Measure[] => {
  const known = new Set<string>();
  return measures.filter(({ name, labels = {}, at }) => {
    const key = `${name}{${labelsText(labels)}}@${at ?? ''}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
};
