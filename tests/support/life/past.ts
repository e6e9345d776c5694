import type { SeriesSample } from '../../../src/main/core/model/sample.js';
import type { Store } from '../../../src/main/core/port/journal.js';
import { targetLabels } from '../../../src/main/core/sample/ingest.js';
import { seriesId } from '../../../src/main/core/sample/series.js';
import { days, instant, minutes } from '../../../src/main/core/time/instant.js';
import { commitOf, emptyDraft } from '../../../src/main/engine/draft.js';
import { NINE_O_CLOCK } from '../engine.js';
import { TARGETS } from './rules.js';

const LENGTH = days(4);
const STEP = minutes(30);
/** The process of that past ended this long before the life begins. */
const GAP = minutes(1);

const BORN = instant(NINE_O_CLOCK - GAP - LENGTH);
export const PAST_ENDS = instant(NINE_O_CLOCK - GAP);

/** A little up and down with the hour and from one reading to the next, without chance. */
const wave = (index: number): number => Math.sin((index * Math.PI) / 24) + ((index * 7) % 5) / 10;

const at = (index: number) => instant(BORN + index * STEP);

const sampleOf = (name: string, labels: Readonly<Record<string, string>>, index: number, value: number): SeriesSample => {
  const series = { name, labels };
  return { id: seriesId(series), series, at: at(index), value };
};

const ofForms = (labels: Readonly<Record<string, string>>, index: number): readonly SeriesSample[] =>
  ['inquiry', 'booking'].flatMap((form) => [
    sampleOf('form_submissions_total', { form, ...labels }, index, index * 30),
    sampleOf('form_failures_total', { form, ...labels }, index, index),
  ]);

const SAMPLES: readonly SeriesSample[] = Array.from({ length: LENGTH / STEP }, (_, index) =>
  TARGETS.map(targetLabels).flatMap((labels) => [
    sampleOf('up', labels, index, 1),
    sampleOf('http_response_seconds', labels, index, 0.3 + 0.05 * wave(index)),
    sampleOf('queue_items', labels, index, 20 + 2 * wave(index)),
    ...ofForms(labels, index),
  ]),
).flat();

/** How far the counters had come. */
export const COUNTED = { submissions: (LENGTH / STEP - 1) * 30, failures: LENGTH / STEP - 1 };

/** Writes into a store that a desk has watched for four days, that all was well, and that it has just stopped. */
export const givePast = (store: Store): Promise<void> =>
  store.journal.commit({
    ...commitOf(emptyDraft()),
    samples: SAMPLES,
    segments: [{ scope: 'desk', from: BORN, to: null, cause: 'observed' }],
    marks: { aliveAt: PAST_ENDS, observed: LENGTH, bornAt: BORN, summaryAt: PAST_ENDS },
  });
