import { runInNewContext } from 'node:vm';
import type { CertificateFacts, Problem } from '../../core/model/reading.js';
import type { BodyExpectation } from '../../core/model/target.js';
import { formatDuration } from '../../core/time/duration.js';
import { type Duration, days, type Instant } from '../../core/time/instant.js';
import { day } from './certificate.js';

/**
 * Problems that leave the target up: it serves its visitors, and saying otherwise would charge downtime that never was.
 * They are shown, and have series of their own for rules.
 */
const STILL_UP: ReadonlySet<Problem['code']> = new Set(['certificate', 'assets', 'limit']);

export const isUp = (problems: readonly Problem[]): boolean => problems.every(({ code }) => STILL_UP.has(code));

/** That an answer took longer than it may; null where it did not. */
export const withinProblem = (took: Duration, within: Duration | undefined): Problem | null =>
  within === undefined || took <= within
    ? null
    : { code: 'limit', text: `answered in ${formatDuration(took)}, expected within ${formatDuration(within)}` };

const DAY = days(1);

/** That a certificate ends too soon; null where it does not. */
export const certificateProblem = (certificate: CertificateFacts, leastDays: number, now: Instant): Problem | null => {
  const left = Math.floor((certificate.validTo - now) / DAY);
  if (left >= leastDays) return null;
  const text = `the certificate expires in ${left} ${left === 1 ? 'day' : 'days'} (${day(certificate.validTo)}), expected at least ${leastDays}`;
  return { code: 'certificate', text };
};

/** Longest that a pattern may take, in milliseconds: some patterns never end on some texts. */
const PATTERN_LIMIT = 250;

/** That a text does not say what it should; null where it does. `what` names the text; no problem quotes it, for it may hold personal data. */
export const textProblem = (text: string, expected: BodyExpectation, what: string): Problem | null => {
  if (expected.kind === 'contains') {
    const isMet = text.includes(expected.text) !== expected.negated;
    const verb = expected.negated ? 'contains' : 'does not contain';
    return isMet ? null : { code: 'body', text: `${what} ${verb} "${expected.text}"` };
  }
  const matches = matchesPattern(text, expected.pattern, what);
  if (typeof matches === 'string') return { code: 'body', text: matches };
  const verb = expected.negated ? 'matches' : 'does not match';
  return matches !== expected.negated ? null : { code: 'body', text: `${what} ${verb} /${expected.pattern}/` };
};

/** In a context of its own, because only there can a runaway pattern be stopped. A text says why there is no answer. */
const matchesPattern = (body: string, pattern: string, what: string): boolean | string => {
  try {
    return runInNewContext('new RegExp(pattern).test(body)', { body, pattern }, { timeout: PATTERN_LIMIT }) === true;
  } catch (error) {
    const isTimeout = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    return isTimeout
      ? `the pattern /${pattern}/ takes longer than ${PATTERN_LIMIT} ms on ${what.replace(/^the /, 'this ')}: simplify it`
      : `/${pattern}/ is not a regular expression`;
  }
};
