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

const keyOf = ({ name, labels = {}, at }: Measure): string => `${name}{${labelsText(labels)}}@${at ?? ''}`;

/** Of measures of one series and instant the first. */
export const eachOnce = (measures: readonly Measure[]): readonly Measure[] =>
  [...new Map(measures.toReversed().map((measure) => [keyOf(measure), measure])).values()].toReversed();

/** Only measures that are the only one of their series: of others, alike once labels are left out, none says what is what. */
export const onlyDistinct = (measures: readonly Measure[]): readonly Measure[] => {
  const times = new Map<string, number>();
  for (const measure of measures) times.set(keyOf(measure), (times.get(keyOf(measure)) ?? 0) + 1);
  return measures.filter((measure) => times.get(keyOf(measure)) === 1);
};
