import type { CertificateFacts, PhaseFacts, Problem } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { type Duration, duration } from '../../core/time/instant.js';
import type { Failure } from '../net/failure.js';
import { addPhases } from '../net/stopwatch.js';
import { type Answer, exchange, type Wire } from './exchange.js';
import { GET, type Question } from './question.js';
import { isWeb, shownAddress } from './web-address.js';

/** The final answer and the way there. Times are of the whole way, as a visitor waits for it. */
export interface Trail {
  readonly answer: Answer;
  readonly url: URL;
  readonly redirects: number;
  readonly phases: PhaseFacts;
  readonly took: Duration;
  /** The one on the way that ends first; null where no step was https. */
  readonly certificate: CertificateFacts | null;
  /** Set where the last answer sends visitors nowhere. */
  readonly problem: Problem | null;
}

/** Most redirects that are followed. */
const MAX_REDIRECTS = 10;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export const isRedirect = (status: number): boolean => REDIRECTS.has(status);

interface Way {
  readonly first: URL;
  /** What is asked at this step; of another origin less is told. */
  readonly question: Question;
  readonly visited: readonly string[];
  readonly phases: PhaseFacts;
  readonly took: Duration;
  readonly certificate: CertificateFacts | null;
}

/** Asks an address, following redirects by hand. Credentials of the first address, and all that a request says, go to its own origin only. */
export const follow = (first: URL, wire: Wire, follows: boolean, question: Question = GET): Promise<Result<Trail, Failure>> =>
  step(first, { first, question, visited: [], phases: {}, took: duration(0), certificate: null }, wire, follows);

const step = async (url: URL, way: Way, wire: Wire, follows: boolean): Promise<Result<Trail, Failure>> => {
  const got = await exchange(url, withCookies(questionFor(url, way), url, wire), wire);
  if (!got.ok) return got;
  const answer = got.value;
  wire.cookies?.take(url, answer.headers['set-cookie'] ?? []);
  const phases = addPhases(way.phases, answer.phases);
  const took = duration(way.took + answer.took);
  const certificate = endsFirst(way.certificate, answer.certificate);
  const trail = { answer, url, redirects: way.visited.length, phases, took, certificate };
  const location = answer.headers.location;
  if (!follows || !isRedirect(answer.status) || location === undefined) return ok({ ...trail, problem: null });
  const next = nextAddress(location, url);
  if (next === null) return ok({ ...trail, problem: NOWHERE });
  const visited = [...way.visited, url.href];
  if (visited.includes(next.href)) return fail(loop(`redirects in a circle: ${circle(visited, next)}`));
  if (visited.length > MAX_REDIRECTS) return fail(loop(`redirects more than ${MAX_REDIRECTS} times`));
  const question = questionAfter(answer.status, way.question);
  return step(next, { ...way, question, visited, phases, took, certificate }, wire, follows);
};

/** Elsewhere a body is not repeated either: it may say as much as a login. */
const questionFor = (url: URL, { first, question }: Way): Question => {
  if (url.origin !== first.origin)
    return { ...GET, ip: question.ip, version: question.version, method: question.method === 'HEAD' ? 'HEAD' : 'GET' };
  const authorization = authorizationFor(first);
  return authorization === null ? question : { ...question, headers: { authorization, ...question.headers } };
};

const withCookies = (question: Question, url: URL, { cookies }: Wire): Question => {
  const cookie = [question.headers.cookie ?? '', cookies?.saidTo(url) ?? ''].filter((part) => part !== '').join('; ');
  return cookie === '' ? question : { ...question, headers: { ...question.headers, cookie } };
};

/** As browsers do: what was sent is sent again only where the answer says so (307, 308); else the new address is fetched. */
const questionAfter = (status: number, question: Question): Question =>
  status === 307 || status === 308 || question.method === 'HEAD' ? question : { ...question, method: 'GET', body: null };

const endsFirst = (a: CertificateFacts | null, b: CertificateFacts | null): CertificateFacts | null => {
  if (a === null || b === null) return a ?? b;
  return a.validTo <= b.validTo ? a : b;
};

const NOWHERE: Problem = { code: 'redirects', text: 'redirects to something that is not a web address' };

const nextAddress = (location: string, from: URL): URL | null => {
  if (!URL.canParse(location, from.href)) return null;
  const next = new URL(location, from);
  next.hash = '';
  // What a Location says about credentials is not ours to use.
  next.username = '';
  next.password = '';
  return isWeb(next) ? next : null;
};

const authorizationFor = (first: URL): string | null => {
  if (first.username === '') return null;
  const pair = `${unescapePart(first.username)}:${unescapePart(first.password)}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
};

const unescapePart = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A bare per cent sign is meant as it stands.
  }
};

const circle = (visited: readonly string[], next: URL): string =>
  [...visited.slice(visited.indexOf(next.href)), next.href].map((href) => shownAddress(new URL(href))).join(' to ');

const loop = (text: string): Failure => ({ kind: 'target', code: 'redirect-loop', text });
