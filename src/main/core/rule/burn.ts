import { assertNever } from '../model/result.js';
import type { Judgement, ObjectiveAim, Rule, Subject, Test } from '../model/rule.js';
import { newestUpTo, totalsWithin } from '../sample/window-read.js';
import { type BurnPair, burnPairs, burnRate } from '../slo/burn-pairs.js';
import type { Duration } from '../time/instant.js';
import { noData } from './measured.js';
import type { Case, Member } from './member.js';
import { riseOf } from './ratio.js';
import { rolledUpWithin } from './rolled-up.js';

/** Fewer bad readings than this are no trend of any kind, however small the budget: a single failed look pages nobody. */
const LEAST_BAD = 3;

/** Unobserved time has no readings, so it is neither good nor bad and weighs nothing. */
export const judgeBurn = (test: Test & { readonly kind: 'burnRate' }, { rule, group, at }: Case): Judgement => {
  const members = group.filter((member) => !member.isEnded);
  const burns = burnPairs(rule.severity).map((pair) => burnOf(pair, test.objective, rule, members, at.now));
  const known = burns.filter((burn) => burn !== null);
  const [first] = known;
  if (first === undefined) return noData;
  const breach = known.find((burn) => burn.isBreach);
  const isBreach = breach !== undefined;
  const worst = breach ?? known.reduce((a, b) => (nearness(b) > nearness(a) ? b : a), first);
  return {
    verdict: isBreach ? 'breach' : known.some(isUnproven) || worst.n < LEAST_BAD ? 'too-few' : 'ok',
    value: worst.longRate,
    threshold: worst.pair.factor,
    n: worst.n,
    sampleAt: members.reduce((latest, { samples }) => Math.max(latest, newestUpTo(samples, at.now)?.at ?? 0), 0),
    clears: !isBreach && worst.n >= LEAST_BAD && !known.some(isUnproven),
    basis: {
      kind: 'burn',
      long: worst.pair.long,
      short: worst.pair.short,
      longRate: worst.longRate,
      shortRate: worst.shortRate,
      covered: worst.covered,
      rolledUpTo: rolledUpWithin(members, at.now - worst.pair.long),
    },
  };
};

interface Burn {
  readonly pair: BurnPair;
  readonly longRate: number;
  readonly shortRate: number;
  readonly n: number;
  readonly bad: number;
  /** Share of the long window that was seen, 0–1. */
  readonly covered: number;
  readonly isBreach: boolean;
}

/** How near a pair is to its factor: both of its windows have to pass it. */
const nearness = ({ pair, longRate, shortRate }: Burn): number => Math.min(longRate, shortRate) / pair.factor;

const burnOf = (pair: BurnPair, objective: ObjectiveAim, rule: Rule, members: readonly Member[], now: number): Burn | null => {
  const long = eventsOf(objective, rule.when.subject, members, pair.long, now);
  const short = eventsOf(objective, rule.when.subject, members, pair.short, now);
  if (long.all <= 0 || short.all <= 0) return null;
  const longRate = burnRate(long.bad / long.all, objective.target);
  const shortRate = burnRate(short.bad / short.all, objective.target);
  const covered = coveredOf(objective, rule.when.subject, members, pair.long, now);
  const burn = { pair, longRate, shortRate, n: long.all, bad: long.bad, covered };
  return { ...burn, isBreach: isBurning(burn) && isProven(burn) };
};

const isBurning = ({ pair, longRate, shortRate, bad }: Omit<Burn, 'isBreach'>): boolean =>
  bad >= LEAST_BAD && longRate > pair.factor && shortRate > pair.factor;

/**
 * A rate stands for a share of the budget only over its whole window: 14.4 over an hour is 2 % of it. Once half of the window
 * was seen, the rest is taken to be like it; before that the rest counts as good, so that a desk that has just begun fires no
 * sooner than one that saw nothing but good before. See docs/decisions/0007-burn-rates-of-a-young-desk.md.
 */
const isProven = ({ pair, longRate, covered }: Omit<Burn, 'isBreach'>): boolean =>
  covered >= ENOUGH || longRate * covered > pair.factor;

const ENOUGH = 0.5;

/** It burns as far as was seen, which is too little to tell: neither breach nor good. */
const isUnproven = (burn: Burn): boolean => isBurning(burn) && !burn.isBreach;

/** Share of a window that was seen, of the group's mean: by the number of readings where their interval is known, else since the first. */
const coveredOf = (
  objective: ObjectiveAim,
  subject: Subject,
  members: readonly Member[],
  window: Duration,
  now: number,
): number => {
  const counted =
    objective.kind === 'errors' && subject.kind === 'ratio'
      ? members.filter(({ series }) => series.name === subject.total)
      : members;
  if (counted.length === 0) return 0;
  return counted.reduce((sum, member) => sum + seenShare(member, objective, window, now), 0) / counted.length;
};

const seenShare = ({ samples, every }: Member, { kind }: ObjectiveAim, window: Duration, now: number): number => {
  if (kind !== 'errors' && every !== null) return Math.min(1, (totalsWithin(samples, now - window, now).n * every) / window);
  const first = samples.blocks[0]?.first ?? now;
  return Math.min(1, Math.max(0, now - first) / window);
};

interface Events {
  readonly bad: number;
  readonly all: number;
}

const eventsOf = (
  objective: ObjectiveAim,
  subject: Subject,
  members: readonly Member[],
  window: Duration,
  now: number,
): Events => {
  switch (objective.kind) {
    case 'availability':
      return readingsOf(members, window, now, (member) => member.samples, 'good');
    case 'latency':
      return readingsOf(members, window, now, (member) => member.marked.get(objective.slowerThan ?? 0), 'bad');
    case 'errors':
      return subject.kind === 'ratio' ? countersOf(subject, members, window, now) : { bad: 0, all: 0 };
    default:
      return assertNever(objective.kind);
  }
};

/** Readings that are 1 or 0, where 1 means good or bad. */
const readingsOf = (
  members: readonly Member[],
  window: Duration,
  now: number,
  windowOf: (member: Member) => Member['samples'] | undefined,
  one: 'good' | 'bad',
): Events => {
  let sum = 0;
  let all = 0;
  for (const member of members) {
    const samples = windowOf(member);
    if (samples === undefined) continue;
    const totals = totalsWithin(samples, now - window, now);
    sum += totals.sum;
    all += totals.n;
  }
  return { bad: one === 'bad' ? sum : all - sum, all };
};

const countersOf = (
  subject: Subject & { readonly kind: 'ratio' },
  members: readonly Member[],
  window: Duration,
  now: number,
): Events => {
  const named = (name: string): readonly Member[] => members.filter((member) => member.series.name === name);
  const all = riseOf(named(subject.total), window, now);
  return { bad: Math.min(all, riseOf(named(subject.bad), window, now)), all };
};
