import type { AssetFacts, CertificateFacts, Problem } from '../../core/model/reading.js';
import type { Expectation, JsonExpectation, StatusRange } from '../../core/model/target.js';
import { matcherText, matches } from '../../core/rule/matcher.js';
import type { Instant } from '../../core/time/instant.js';
import { certificateProblem, textProblem, withinProblem } from '../net/problem.js';
import type { Trail } from './follow.js';
import { isRedirect } from './follow.js';
import { isJson, meetsJson } from './json-path.js';

/** All that is not as expected of a final answer, worst first. No text quotes the body: it may hold personal data. */
export const findProblems = (trail: Trail, expected: Expectation, now: Instant): readonly Problem[] => {
  const { answer } = trail;
  const status = statusProblem(answer.status, expected.status);
  // An error page never says what the page itself should: naming that too would only hide the reason.
  const content = status === null ? [...contentProblems(answer.content, expected), headerProblem(trail, expected)] : [];
  const certificate = certificateExpectation(trail.certificate, expected.certificateDays, now);
  return [status, trail.problem, ...content, ...limitProblems(trail, expected), certificate].filter(
    (problem) => problem !== null,
  );
};

/** Names what is expected, never what the answer holds there: that may be a session or a token. */
const headerProblem = ({ answer }: Trail, { headers = [] }: Expectation): Problem | null => {
  const held = headers.filter(({ label }) => answer.headers[label] !== undefined);
  const labels = Object.fromEntries(held.map(({ label }) => [label, [answer.headers[label]].flat().join(', ')]));
  const wrong = headers.filter((matcher) => !matches([matcher], labels));
  if (wrong.length === 0) return null;
  const text = wrong.map((matcher) => `${matcher.label} ${matcherText(matcher)}`).join(', ');
  return { code: 'headers', text: `the headers are not as expected: ${text}` };
};

/** What it may cost its visitors at most. */
const limitProblems = (trail: Trail, { within, size, redirects }: Expectation): readonly (Problem | null)[] => {
  const over = (limit: number | undefined, value: number, text: string): Problem | null =>
    limit === undefined || value <= limit ? null : { code: 'limit', text };
  const bytes = trail.answer.bodyBytes;
  return [
    withinProblem(trail.took, within),
    over(size, bytes, `sent ${kilobytes(bytes)}, expected at most ${kilobytes(size ?? bytes)}`),
    over(redirects, trail.redirects, `redirected ${trail.redirects} times, expected at most ${redirects}`),
  ];
};

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toLocaleString('en-GB', { maximumFractionDigits: 1 })} KB`;

const contentProblems = (content: Buffer | null, { body, json }: Expectation): readonly (Problem | null)[] => {
  const text = (content ?? Buffer.alloc(0)).toString('utf8');
  return [body && textProblem(text, body, 'the body'), json && jsonProblem(text, json)];
};

/** What is wrong with a page's assets, in one line. The facts name each. */
export const assetProblems = ({ checked, failed }: AssetFacts): readonly Problem[] =>
  failed.length === 0 ? [] : [{ code: 'assets', text: `${failed.length} of ${checked} assets of the page fail` }];

/** Whether the expectation needs the body itself. */
export const needsBody = (expected: Expectation): boolean => expected.body !== null || expected.json !== null;

/** Redirects are followed unless they are exactly what is expected (`status: "301"`). */
export const followsRedirects = (expected: Expectation): boolean =>
  expected.status.length === 0 || !expected.status.every((range) => range.from >= 300 && range.to <= 399);

const statusProblem = (status: number, expected: readonly StatusRange[]): Problem | null => {
  const isServerError = status >= 500;
  if (expected.length === 0) return isServerError ? { code: 'server-error', text: `answered ${status}` } : null;
  if (expected.some(({ from, to }) => from <= status && status <= to)) return null;
  const note = isRedirect(status) ? ' (a redirect)' : '';
  const text = `answered ${status}${note}, expected ${expected.map(rangeText).join(' or ')}`;
  return { code: isServerError ? 'server-error' : 'status', text };
};

const rangeText = ({ from, to }: StatusRange): string => (from === to ? `${from}` : `${from}-${to}`);

const jsonProblem = (body: string, expected: JsonExpectation): Problem | null => {
  if (meetsJson(body, expected)) return null;
  return {
    code: 'json',
    text: isJson(body) ? `${expected.text} does not hold` : `the body is not JSON (${expected.text} was expected)`,
  };
};

const NO_CERTIFICATE: Problem = { code: 'certificate', text: 'there is no certificate: the address is not https' };

const certificateExpectation = (
  certificate: CertificateFacts | null,
  leastDays: number | null,
  now: Instant,
): Problem | null => {
  if (leastDays === null) return null;
  return certificate === null ? NO_CERTIFICATE : certificateProblem(certificate, leastDays, now);
};
