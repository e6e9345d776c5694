import type { SeriesSample } from '../../core/model/sample.js';
import type { Measure } from '../../core/model/slo.js';
import type { Marks } from '../../core/port/journal.js';
import { matches } from '../../core/rule/matcher.js';
import {
  createHourCounts,
  type HourCounts,
  type HourRun,
  type HourSums,
  readSavedSpan,
  type SavedSpan,
} from '../../core/slo/hour-counts.js';
import { metricsOfMeasure } from '../../core/slo/measures.js';
import { after, bucketStart, hours, type Instant, instant } from '../../core/time/instant.js';

/** What somebody is counting. What is written meanwhile may be missing in it, and is not kept. */
export interface CountsLearning {
  /** All hours of the run were counted, and this is all that they hold. */
  learn(run: HourRun, sums: HourSums): void;
  end(): void;
}

/**
 * Hours that are over, as they were counted of all series of a measure. They are kept as marks of the journal: what comes late for an hour has
 * it forgotten in the very commit that holds the sample, so that no crash leaves a count that lacks one.
 */
export interface KeptCounts {
  of(measure: Measure): Pick<HourCounts, 'stretches' | 'missing'>;
  begin(measure: Measure): CountsLearning;
  /** To be told of samples both before they are written and after; `marks` go with the commit that is written next. */
  written(samples: readonly SeriesSample[], marks: Map<string, unknown>): void;
  /** Nothing before this instant is kept any more. */
  deletedBefore(floor: Instant): void;
  /** Forgets what none of these measures asks. */
  keepOnly(measures: readonly Measure[]): void;
  /** Writes down what has changed. */
  save(marks: Map<string, unknown>): void;
}

const HOUR = hours(1);
/** What a counter rose by is reckoned from the point before, which may lie so long back: a late one changes all hours up to there. */
export const LEAD = hours(60);

const PREFIX = 'counted ';

interface Question {
  readonly measure: Measure;
  readonly counts: HourCounts;
  readonly learning: Set<Set<number>>;
  /** Spans that are saved. */
  readonly saved: Set<number>;
}

export const createKeptCounts = (marks: Marks = {}): KeptCounts => {
  const questions = new Map<string, Question>(recalled(marks));
  const byMetric = new Map<string, Question[]>();
  const gone = new Set<string>();

  const index = (question: Question): void => {
    for (const metric of metricsOfMeasure(question.measure)) byMetric.set(metric, [...(byMetric.get(metric) ?? []), question]);
  };
  for (const question of questions.values()) index(question);

  const questionOf = (measure: Measure): Question => {
    const key = keyOf(measure);
    const known = questions.get(key);
    if (known !== undefined) return known;
    const born: Question = { measure, counts: createHourCounts(), learning: new Set(), saved: new Set() };
    questions.set(key, born);
    index(born);
    return born;
  };

  const saveOne = (question: Question, marks: Map<string, unknown>): void => {
    for (const [span, saved] of question.counts.takeChanged()) {
      if (saved === null) question.saved.delete(span);
      else question.saved.add(span);
      gone.delete(nameOf(span, question.measure));
      marks.set(nameOf(span, question.measure), saved);
    }
  };

  return {
    of: (measure) => questionOf(measure).counts,
    begin: (measure) => {
      const { counts, learning } = questionOf(measure);
      const touched = new Set<number>();
      learning.add(touched);
      return {
        learn: (run, sums) => learn(counts, touched, run, sums),
        end: () => learning.delete(touched),
      };
    },
    written: (samples, marks) => {
      const changed = new Set<Question>();
      for (const { series, at } of samples)
        for (const question of byMetric.get(series.name) ?? [])
          if (matches(question.measure.match, series.labels) && touch(question, at)) changed.add(question);
      for (const question of changed) saveOne(question, marks);
    },
    deletedBefore: (floor) => {
      for (const { counts } of questions.values()) counts.dropBefore(floor);
    },
    keepOnly: (measures) => {
      const asked = new Set(measures.map(keyOf));
      for (const [key, { measure, saved }] of questions) {
        if (asked.has(key)) continue;
        questions.delete(key);
        for (const span of saved) gone.add(nameOf(span, measure));
      }
      byMetric.clear();
      for (const question of questions.values()) index(question);
    },
    save: (marks) => {
      for (const name of gone) marks.set(name, null);
      gone.clear();
      for (const question of questions.values()) saveOne(question, marks);
    },
  };
};

const learn = (counts: HourCounts, touched: ReadonlySet<number>, { from, to }: HourRun, sums: HourSums): void => {
  for (let hour = from; hour < to; hour = after(hour, HOUR))
    if (!touched.has(hour)) counts.put(hour, sums.get(hour) ?? { valid: 0, good: 0 });
};

/** True where something that was known is known no more. */
const touch = ({ measure, counts, learning }: Question, at: Instant): boolean => {
  const first = bucketStart(at, HOUR);
  const end = after(first, measure.kind === 'counters' ? LEAD + 2 * HOUR : HOUR);
  let wasKnown = false;
  for (let hour = first; hour < end; hour = after(hour, HOUR)) {
    for (const touched of learning) touched.add(hour);
    wasKnown = counts.drop(hour) || wasKnown;
  }
  return wasKnown;
};

/** What is asked: two promises of the same readings and limit ask the same. */
const keyOf = (measure: Measure): string =>
  JSON.stringify(
    measure.kind === 'readings'
      ? [measure.kind, measure.metric, measure.match, measure.good.side, measure.good.limit]
      : [measure.kind, measure.bad, measure.total, measure.match],
  );

const nameOf = (span: number, measure: Measure): string => `${PREFIX}${span} ${JSON.stringify(measure)}`;

const recalled = (marks: Marks): readonly (readonly [string, Question])[] => {
  const found = new Map<string, { readonly measure: Measure; readonly spans: Map<number, SavedSpan> }>();
  for (const [name, mark] of Object.entries(marks)) {
    const saved = name.startsWith(PREFIX) ? readSavedSpan(mark) : null;
    if (saved === null) continue;
    const [span = '', ...rest] = name.slice(PREFIX.length).split(' ');
    const measure = JSON.parse(rest.join(' ')) as Measure;
    const known = found.get(keyOf(measure)) ?? { measure, spans: new Map() };
    found.set(keyOf(measure), known);
    known.spans.set(Number(span), saved);
  }
  return [...found].map(([key, { measure, spans }]) => [
    key,
    { measure, counts: createHourCounts(spans), learning: new Set(), saved: new Set(spans.keys()) },
  ]);
};

/** So long after an hour's end its samples are usually there: what comes later has it counted again. */
const COOLED = 600_000;

/** The end of the last hour that is taken to be over. */
export const closedEnd = (now: Instant): Instant => bucketStart(instant(now - COOLED), HOUR);
