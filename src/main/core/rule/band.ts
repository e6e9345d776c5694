import { placeOf } from '../baseline/expectation.js';
import { assertNever } from '../model/result.js';
import type { Judgement, Test } from '../model/rule.js';
import { newestInstants, valueUpTo } from '../sample/window-read.js';
import type { Instant } from '../time/instant.js';
import { worstOf } from './against-usual.js';
import { measure } from './measure.js';
import { learning, type Measured, noData } from './measured.js';
import type { Case, Member } from './member.js';
import { type Usual, usualOf } from './usual.js';

type BandTest = Test & { readonly kind: 'outsideBand' };
type Known = Usual & { readonly kind: 'usual' };

/**
 * At least k of the newest n points outside the band that was usual at their time. One alone means nothing: a band of 95 % that is
 * judged each minute is left 72 times a day by chance.
 */
export const judgeBand = (test: BandTest, judged: Case): Judgement => worstOf(judged, (one) => judgeOne(test, one));

const judgeOne = (test: BandTest, judged: Case): Judgement => {
  const { now } = judged.at;
  const measured = measure(judged);
  if (measured === null) return noData;
  const usual = usualOf(judged, test.baseline, now);
  if (usual.kind === 'learning') return learning(usual.have, usual.need);
  const instants = pointsOf(judged, test.of);
  let outside = 0;
  for (const at of instants) if (isOutsideAt(test, judged, at as Instant)) outside += 1;
  return verdictOf(test, measured, usual, outside, instants.length);
};

/** The instants of the newest points of the group, at most `count`. */
const pointsOf = ({ group, at }: Case, count: number): readonly number[] => {
  const [only] = group;
  if (group.length === 1 && only !== undefined) return newestInstants(only.samples, at.now, count);
  const all = new Set(group.flatMap(({ samples }) => newestInstants(samples, at.now, count)));
  return [...all].sort((a, b) => b - a).slice(0, count);
};

const isOutsideAt = (test: BandTest, judged: Case, at: Instant): boolean => {
  const { subject } = judged.rule.when;
  const [only] = judged.group;
  // Mostly a point is a sample of one series: that is written out, because five are asked for in each judgement.
  if (subject.kind === 'metric' && subject.reduce === 'last' && only !== undefined && judged.group.length === 1)
    return isSampleOutside(test, only, judged.at.zone, at);
  const measured = measure(judged, at);
  const usual = usualOf(judged, test.baseline, at);
  return measured !== null && usual.kind === 'usual' && isOutside(test.side, measured.value, usual);
};

const isSampleOutside = (test: BandTest, { baseline, samples }: Member, zone: string, at: Instant): boolean => {
  const value = valueUpTo(samples, at);
  if (value === null || baseline === null) return false;
  const place = placeOf(value, baseline, at, test.baseline, zone);
  return place === 'above' ? test.side !== 'below' : place === 'below' && test.side !== 'above';
};

const isOutside = (side: BandTest['side'], value: number, { low, high }: Known): boolean => {
  switch (side) {
    case 'above':
      return value > high;
    case 'below':
      return value < low;
    case 'either':
      return value > high || value < low;
    default:
      return assertNever(side);
  }
};

const verdictOf = (test: BandTest, measured: Measured, usual: Known, outside: number, points: number): Judgement => {
  const isBreach = outside >= test.atLeast;
  const isEnough = isBreach || points >= test.of;
  const isHigh = test.side === 'above' || (test.side === 'either' && measured.value >= usual.expected);
  const { expected, low, high, used } = usual;
  return {
    verdict: isBreach ? 'breach' : isEnough ? 'ok' : 'too-few',
    value: measured.value,
    threshold: isHigh ? high : low,
    n: measured.n,
    sampleAt: measured.at,
    clears: isEnough && !isBreach,
    basis: { kind: 'band', expected, low, high, used, outside, of: test.of },
  };
};
