import type { Severity } from '../model/rule.js';
import { type Duration, days, hours, minutes } from '../time/instant.js';

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
export const burnRate = (badRatio: number, objective: number): number => badRatio / (1 - objective);
