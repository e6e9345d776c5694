import type { HistoryRange } from '../../core/model/history.js';
import type { Sample } from '../../core/model/sample.js';
import type { RangeQuery } from '../../core/port/history.js';
import { answerRange, askedOf } from '../range/answer.js';
import type { Bucket } from '../range/bucket.js';
import { HOUR } from '../range/level.js';
import { type Stretch, stretchOf } from '../range/line.js';
import type { Learning, LineMemory } from '../range/line-memory.js';
import { type Asked, type BucketPlan, type Coverage, planRange } from '../range/plan.js';
import { within } from './collections.js';
import type { Coverages } from './coverage.js';
import { type BySeries, type Look, readBuckets, readSamples } from './samples.js';

/** What is remembered for the next question. */
export interface RangeMemory {
  readonly coverages: Coverages;
  readonly lines: LineMemory;
}

/** Several series' ranges: what their answers need is read for all of them together, and each is then answered as in every other store. */
export const readRanges = async (look: Look, memory: RangeMemory, query: RangeQuery): Promise<readonly HistoryRange[]> => {
  const asked = askedOf(query);
  const numbers = await look.numbersOf(query.series);
  const coverage = asked.from < asked.to ? await memory.coverages.of(look, [...numbers.values()]) : new Map<number, Coverage>();
  const raw = await readFew(look, memory.lines, asked, coverage);
  const buckets = await readPlanned(look, memory.lines, asked, coverage, raw);
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
const readFew = async (
  look: Look,
  lines: LineMemory,
  asked: Asked,
  coverage: BySeries<Coverage>,
): Promise<BySeries<readonly Sample[]>> => {
  const reaching = [...coverage]
    .filter(([series, each]) => asksForRaw(asked, each) && lines.atLeast(series, asked.from, asked.to) <= asked.maxPoints)
    .map(([series]) => series);
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

/** Series whose plans are of the same buckets, and of which the same is to be read. */
interface Group {
  readonly plan: BucketPlan;
  readonly stretch: Stretch;
  readonly numbers: number[];
}

const readPlanned = async (
  look: Look,
  lines: LineMemory,
  asked: Asked,
  coverage: BySeries<Coverage>,
  raw: BySeries<readonly Sample[]>,
): Promise<BySeries<readonly Bucket[]>> => {
  const found = new Map<number, readonly Bucket[]>();
  const groups = new Map<string, Group>();
  for (const [series, each] of coverage) {
    const plan = planRange(asked, each, () => raw.get(series)?.length ?? Number.POSITIVE_INFINITY);
    if (plan.kind === 'raw') continue;
    const stretch = lines.missing(series, plan);
    if (stretch === null) found.set(series, lines.read(series, plan));
    else addTo(groups, plan, stretch, series);
  }
  const learning = lines.begin();
  try {
    const read = [...groups.values()].map((group) => learnGroup(look, learning, group));
    for (const learnt of await Promise.all(read)) for (const [series, buckets] of learnt) found.set(series, buckets);
  } finally {
    learning.end();
  }
  return found;
};

const addTo = (groups: Map<string, Group>, plan: BucketPlan, stretch: Stretch, series: number): void => {
  const key = `${plan.level} ${plan.step} ${stretch.from}`;
  const group = groups.get(key) ?? { plan, stretch, numbers: [] };
  groups.set(key, group);
  group.numbers.push(series);
};

/** What has been cut meanwhile is read once more, as a whole. */
const learnGroup = async (look: Look, learning: Learning, group: Group): Promise<BySeries<readonly Bucket[]>> => {
  const found = await learnStretch(look, learning, group);
  const cut = group.numbers.filter((series) => !found.has(series));
  if (cut.length === 0) return found;
  const whole = await learnStretch(look, learning, { ...group, stretch: stretchOf(group.plan), numbers: cut });
  return new Map([...found, ...whole]);
};

const learnStretch = async (
  look: Look,
  learning: Learning,
  { plan, stretch, numbers }: Group,
): Promise<BySeries<readonly Bucket[]>> => {
  const read = await readBuckets(look, numbers, plan.level, stretch.from, stretch.to, 'plain');
  const found = new Map<number, readonly Bucket[]>();
  for (const series of numbers) {
    const { buckets = [], newest } = read.get(series) ?? {};
    const learnt = learning.put(series, plan, { ...stretch, buckets, newest });
    if (learnt !== null) found.set(series, learnt);
  }
  return found;
};
