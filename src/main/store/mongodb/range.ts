import type { HistoryRange } from '../../core/model/history.js';
import type { Sample } from '../../core/model/sample.js';
import type { RangeQuery } from '../../core/port/history.js';
import { answerRange, askedOf } from '../range/answer.js';
import type { Bucket } from '../range/bucket.js';
import { HOUR } from '../range/level.js';
import { type Asked, type Coverage, planRange, type RangePlan } from '../range/plan.js';
import { within } from './collections.js';
import type { Coverages } from './coverage.js';
import { type BySeries, type Look, readBuckets, readSamples } from './samples.js';

type BucketPlan = Extract<RangePlan, { kind: 'buckets' }>;

/** Several series' ranges: what their answers need is read for all of them together, and each is then answered as in every other store. */
export const readRanges = async (look: Look, coverages: Coverages, query: RangeQuery): Promise<readonly HistoryRange[]> => {
  const asked = askedOf(query);
  const numbers = await look.numbersOf(query.series);
  const coverage = asked.from < asked.to ? await coverages.of(look, [...numbers.values()]) : new Map<number, Coverage>();
  const raw = await readFew(look, asked, coverage);
  const buckets = await readPlanned(look, asked, coverage, raw);
  return query.series.map((id) => {
    const series = numbers.get(id) ?? -1;
    const known = coverage.get(series);
    if (known === undefined) return answerRange(id, null, asked);
    const samples = raw.get(series);
    return answerRange(
      id,
      {
        coverage: known,
        countRaw: (_from, _to, most) => samples?.length ?? most + 1,
        raw: () => samples ?? [],
        buckets: () => buckets.get(series) ?? [],
      },
      asked,
    );
  });
};

/** The samples of those series that have few enough of them to be drawn as they are. */
const readFew = async (look: Look, asked: Asked, coverage: BySeries<Coverage>): Promise<BySeries<readonly Sample[]>> => {
  const reaching = [...coverage].filter(([, each]) => asksForRaw(asked, each)).map(([series]) => series);
  const counts = await countUpTo(look, reaching, asked);
  return readSamples(
    look,
    reaching.filter((series) => (counts.get(series) ?? 0) <= asked.maxPoints),
    asked.from,
    asked.to,
  );
};

/** Where is looked first, in milliseconds. */
const LAST_HOURS = 6 * HOUR;

/** Exact up to the most that is drawn; of most series a few hours show already that there are more. */
const countUpTo = async (look: Look, numbers: readonly number[], asked: Asked): Promise<BySeries<number>> => {
  const from = Math.max(asked.from, asked.to - LAST_HOURS);
  const last = await countWhole(look, numbers, { ...asked, from });
  const rest = numbers.filter((series) => (last.get(series) ?? 0) <= asked.maxPoints);
  if (from === asked.from || rest.length === 0) return last;
  return new Map([...last, ...(await countWhole(look, rest, asked))]);
};

const asksForRaw = (asked: Asked, coverage: Coverage): boolean => {
  let isAsked = false;
  planRange(asked, coverage, () => {
    isAsked = true;
    return Number.POSITIVE_INFINITY;
  });
  return isAsked;
};

/** Samples of whole sealed hours, counted without being read: a long range has far too many to read them only to be counted. */
const countWhole = async (look: Look, numbers: readonly number[], { from, to }: Asked): Promise<BySeries<number>> => {
  const [first, end] = [Math.ceil(Math.max(from, look.floors.raw, 0) / HOUR), Math.floor(to / HOUR)];
  if (numbers.length === 0 || first >= end) return new Map();
  const found = await look.collections.samples
    .aggregate<{ _id: number; n: number }>([
      { $match: { ...within(numbers, { from: first, to: end }), open: { $exists: false } } },
      { $group: { _id: '$s', n: { $sum: '$n' } } },
    ])
    .toArray();
  return new Map(found.map(({ _id, n }) => [_id, n]));
};

const readPlanned = async (
  look: Look,
  asked: Asked,
  coverage: BySeries<Coverage>,
  raw: BySeries<readonly Sample[]>,
): Promise<BySeries<readonly Bucket[]>> => {
  const groups = new Map<string, { readonly plan: BucketPlan; readonly numbers: number[] }>();
  for (const [series, each] of coverage) {
    const plan = planRange(asked, each, () => raw.get(series)?.length ?? Number.POSITIVE_INFINITY);
    if (plan.kind === 'raw') continue;
    const key = `${plan.level} ${plan.step}`;
    const group = groups.get(key) ?? { plan, numbers: [] };
    groups.set(key, group);
    group.numbers.push(series);
  }
  const read = [...groups.values()].map(({ plan, numbers }) =>
    readBuckets(look, numbers, plan.level, plan.from, plan.to, 'plain'),
  );
  return new Map((await Promise.all(read)).flatMap((found) => [...found]));
};
