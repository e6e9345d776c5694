import { assertNever } from '../model/result.js';
import type { Judgement, ObjectiveAim, Rule, Severity, Subject, Test } from '../model/rule.js';
import { newestUpTo, totalsWithin } from '../sample/window-read.js';
import { type Duration, days, hours, minutes } from '../time/instant.js';
import { noData } from './measured.js';
import type { Case, Member } from './member.js';
import { riseOf } from './ratio.js';

/** A burn rate that breaches where both windows exceed it: the long one shows that it matters, the short one that it goes on. */
export interface BurnPair {
  readonly factor: number;
  readonly long: Duration;
  readonly short: Duration;
}

/** The SRE workbook's windows ("Alerting on SLOs", table 5-8): the first two page, the others make a ticket. */
const PAGE: readonly BurnPair[] = [
  { factor: 14.4, long: hours(1), short: minutes(5) },
  { factor: 6, long: hours(6), short: minutes(30) },
];
const TICKET: readonly BurnPair[] = [
  { factor: 3, long: days(1), short: hours(2) },
  { factor: 1, long: days(3), short: hours(6) },
];

/** The windows by which a rule of this severity judges. */
export const burnPairs = (severity: Severity): readonly BurnPair[] => (severity === 'critical' ? PAGE : TICKET);

/** The longest window that such a rule looks back. */
export const burnReach = (severity: Severity): Duration =>
  burnPairs(severity).reduce((longest, { long }) => (long > longest ? long : longest), hours(0));

/** How many times faster than allowed the error budget is used up: bad share ÷ (1 − objective). */
const burnRate = (badRatio: number, objective: number): number => badRatio / (1 - objective);

/** Fewer bad readings than this are no trend of any kind, however small the budget: a single failed look pages nobody. */
const LEAST_BAD = 3;

/** Unobserved time has no readings, so it is neither good nor bad and weighs nothing. */
export const judgeBurn = (test: Test & { readonly kind: 'burnRate' }, { rule, group, at }: Case): Judgement => {
  const members = group.filter((member) => !member.isEnded);
  const burns = burnPairs(rule.severity).map((pair) => burnOf(pair, test.objective, rule, members, at.now));
  const known = burns.filter((burn) => burn !== null);
  const [first] = known;
  if (first === undefined) return noData;
  const worst = known.reduce((a, b) => (excess(b) > excess(a) ? b : a), first);
  const isBreach = known.some((burn) => burn.isBreach);
  return {
    verdict: isBreach ? 'breach' : worst.n < LEAST_BAD ? 'too-few' : 'ok',
    value: worst.longRate,
    threshold: worst.pair.factor,
    n: worst.n,
    sampleAt: members.reduce((latest, { samples }) => Math.max(latest, newestUpTo(samples, at.now)?.at ?? 0), 0),
    clears: !isBreach && worst.n >= LEAST_BAD,
    basis: {
      kind: 'burn',
      long: worst.pair.long,
      short: worst.pair.short,
      longRate: worst.longRate,
      shortRate: worst.shortRate,
    },
  };
};

interface Burn {
  readonly pair: BurnPair;
  readonly longRate: number;
  readonly shortRate: number;
  readonly n: number;
  readonly isBreach: boolean;
}

/** How far past its factor a pair is; one that breaches comes before all that do not. */
const excess = ({ isBreach, pair, longRate, shortRate }: Burn): number =>
  Math.min(longRate, shortRate) / pair.factor + (isBreach ? 1_000_000 : 0);

const burnOf = (pair: BurnPair, objective: ObjectiveAim, rule: Rule, members: readonly Member[], now: number): Burn | null => {
  const long = eventsOf(objective, rule.when.subject, members, pair.long, now);
  const short = eventsOf(objective, rule.when.subject, members, pair.short, now);
  if (long.all <= 0 || short.all <= 0) return null;
  const longRate = burnRate(long.bad / long.all, objective.target);
  const shortRate = burnRate(short.bad / short.all, objective.target);
  const isBreach = long.bad >= LEAST_BAD && longRate > pair.factor && shortRate > pair.factor;
  return { pair, longRate, shortRate, n: long.all, isBreach };
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
