import type { Reading, ReadingFacts, ReadingOutcome } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Expectation, HttpTarget } from '../../core/model/target.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { Look, Source } from '../../core/port/source.js';
import { noteOfTries, throwIfEnded, tryUntilSure } from '../net/confirm.js';
import { type Deadline, startDeadline } from '../net/deadline.js';
import { type Failure, timeoutFailure, withCertificate } from '../net/failure.js';
import { createLookup } from '../net/lookup.js';
import { failureOutcome } from '../net/outcome.js';
import { isUp } from '../net/problem.js';
import { trustIn } from '../net/trust.js';
import { createTurnstile, type Turnstile } from '../net/turnstile.js';
import { type AssetCheck, checkAssets } from './assets/check.js';
import { createKnownHosts, type KnownHosts } from './assets/hosts.js';
import { MOST_BODY_BYTES } from './body.js';
import { type Cookies, createCookies } from './cookies.js';
import type { Wire } from './exchange.js';
import { assetProblems, findProblems, followsRedirects, needsBody } from './expect.js';
import { follow, isRedirect, type Trail } from './follow.js';
import { type Journey, type JourneyParts, walk } from './journey.js';
import { factsOfAnswer, measuresOfAnswer, measuresOfAssets } from './measures.js';
import { type Question, questionOf } from './question.js';
import { rawOf } from './raw.js';
import { endpointOf, parseWebAddress } from './web-address.js';

export interface HttpSourceOptions {
  /** Where the secrets of requests are read. */
  readonly secrets: Secrets;
  /** Watchroom's own version, for the user agent. */
  readonly version?: string;
  /** PEM certificates of authorities that are trusted beside those built into the runtime (and in place of `NODE_EXTRA_CA_CERTS`). */
  readonly authorities?: readonly string[];
  /** Most bytes of one body, transferred or decoded; default 10 MiB. */
  readonly maxBodyBytes?: number;
}

interface Reader extends Pick<Wire, 'userAgent' | 'trust' | 'maxBytes' | 'lookup'> {
  readonly stopped: AbortSignal;
  readonly hosts: KnownHosts;
  readonly turnstile: Turnstile;
  readonly secrets: Secrets;
  readonly authorities: readonly string[];
}

/** Reads web pages and endpoints: is it there, how fast, and does it say what it should. */
export const createHttpSource = (options: HttpSourceOptions): Source<HttpTarget> => {
  const stopping = new AbortController();
  const { authorities = [] } = options;
  const reader: Reader = {
    userAgent: options.version === undefined ? 'Watchroom' : `Watchroom/${options.version}`,
    trust: trustIn(authorities),
    maxBytes: options.maxBodyBytes ?? MOST_BODY_BYTES,
    stopped: stopping.signal,
    lookup: createLookup(),
    hosts: createKnownHosts(),
    turnstile: createTurnstile(),
    secrets: options.secrets,
    authorities,
  };
  return {
    kind: 'http',
    read: (target, look) => read(reader, target, look),
    stop: async () => stopping.abort(new Error('the http source was stopped')),
  };
};

const read = async (reader: Reader, target: HttpTarget, look: Look): Promise<Reading> => {
  const startedAt = look.clock.now();
  const outcome = await readTarget(reader, target, look);
  return { source: 'http', target: target.id, startedAt, at: look.clock.now(), outcome };
};

const readTarget = async (reader: Reader, target: HttpTarget, look: Look): Promise<ReadingOutcome> => {
  const url = parseWebAddress(target.url);
  if (!url.ok) return { kind: 'source-failed', text: `the address of ${target.id} ${url.error}` };
  const question = await questionOf(target.request, reader);
  if (!question.ok) return { kind: 'source-failed', text: `${target.id} cannot be asked: ${question.error}` };
  return readUrl(reader, url.value, question.value, target, look);
};

const readUrl = async (
  reader: Reader,
  url: URL,
  question: Question,
  target: HttpTarget,
  look: Look,
): Promise<ReadingOutcome> => {
  const tried = await tryUntilSure(target.confirm, look, reader.stopped, () => visit(reader, url, question, target, look));
  const { got, tries } = tried;
  const now = look.clock.now();
  if (!got.ok) return failureOutcome(got.error, tries, target.confirm, now);
  const { page, cookies } = got.value;
  const found = findProblems(page, target.expect, now);
  const journey = isUp(found) ? await walkOn(reader, url, page, cookies, target, look) : ok(NOWHERE);
  if (!journey.ok) return { kind: 'source-failed', text: journey.error };
  const problems = [...found, ...journey.value.problems];
  const assets = target.assets && isUp(problems) ? await readAssets(reader, url, page, target, look) : null;
  const notes = [noteOfTries(tried), assets?.note ?? null];
  return {
    kind: 'answered',
    measures: [
      ...measuresOfAnswer(page, problems, now),
      ...journey.value.measures,
      ...(assets === null ? [] : measuresOfAssets(assets)),
    ],
    problems: [...problems, ...(assets === null ? [] : assetProblems(assets.facts))],
    facts: {
      ...factsOfAnswer(page),
      ...(look.wantsAnswer === true ? { raw: rawOf(page.answer) } : {}),
      ...(assets === null ? {} : { assets: assets.facts }),
      ...noteFact(notes),
    },
  };
};

const NOWHERE: Journey = { measures: [], problems: [] };

/** The rest of a target's journey, by the visitor who has seen its first page. */
const walkOn = async (
  reader: Reader,
  first: URL,
  page: Trail,
  cookies: Cookies,
  target: HttpTarget,
  look: Look,
): Promise<Result<Journey, string>> => {
  if (target.steps === undefined) return ok(NOWHERE);
  const ask: JourneyParts['ask'] = async (step, url, question) => {
    const got = await askOnce(
      reader,
      { url, question, expect: step.expect, keeps: step.keep.length > 0, cookies },
      target,
      look,
    );
    throwIfEnded(look, reader.stopped);
    return got;
  };
  return walk({ target, first, page, clock: look.clock, secrets: reader, ask });
};

const noteFact = (notes: readonly (string | null)[]): ReadingFacts => {
  const note = notes.filter((text) => text !== null).join('; ');
  return note === '' ? {} : { note };
};

/** Null where the answer is no page, and so has no assets. */
const readAssets = async (
  reader: Reader,
  first: URL,
  page: Trail,
  target: HttpTarget,
  look: Look,
): Promise<AssetCheck | null> => {
  if (!/^(text\/html|application\/xhtml\+xml)/i.test(page.answer.headers['content-type'] ?? '')) return null;
  const deadline = startDeadline(look.clock, target.timeout, [look.signal, reader.stopped]);
  try {
    const wire = wireFor(reader, target, look, deadline);
    const check = await checkAssets({ page, first, wire, turnstile: reader.turnstile, patience: target.timeout / 2 });
    throwIfEnded(look, reader.stopped);
    return { ...check, hosts: reader.hosts.settle(target.id, check.hosts) };
  } finally {
    deadline.stop();
  }
};

/** A page, and what the visitor who saw it was given. */
interface Visited {
  readonly page: Trail;
  readonly cookies: Cookies;
}

/** Each try is a new visitor's. */
const visit = async (
  reader: Reader,
  url: URL,
  question: Question,
  target: HttpTarget,
  look: Look,
): Promise<Result<Visited, Failure>> => {
  const cookies = createCookies();
  const keeps = target.assets || (target.keep ?? []).length > 0 || look.wantsAnswer === true;
  const got = await askOnce(reader, { url, question, expect: target.expect, keeps, cookies }, target, look);
  return got.ok ? ok({ page: got.value, cookies }) : got;
};

/** One request of a look, with the redirects that follow it. */
interface Asking {
  readonly url: URL;
  readonly question: Question;
  readonly expect: Expectation;
  /** Whether the body is wanted beyond what is expected of it. */
  readonly keeps: boolean;
  readonly cookies: Cookies;
}

const askOnce = async (reader: Reader, asking: Asking, target: HttpTarget, look: Look): Promise<Result<Trail, Failure>> => {
  await reader.turnstile.pass();
  const deadline = startDeadline(look.clock, target.timeout, [look.signal, reader.stopped]);
  try {
    const wire = { ...wireFor(reader, target, look, deadline), useBody: bodyUse(asking), cookies: asking.cookies };
    const got = await follow(asking.url, wire, followsRedirects(asking.expect), asking.question);
    return got.ok ? got : fail(await withCertificate(got.error, deadline.signal));
  } finally {
    deadline.stop();
  }
};

const bodyUse =
  ({ expect, keeps }: Asking): Wire['useBody'] =>
  (status, headers) => {
    if (followsRedirects(expect) && isRedirect(status) && headers.location !== undefined) return 'skip';
    return needsBody(expect) || keeps ? 'keep' : 'count';
  };

const wireFor = (reader: Reader, target: HttpTarget, look: Look, deadline: Deadline): Omit<Wire, 'useBody'> => ({
  ...reader,
  clock: look.clock,
  signal: deadline.signal,
  accept: 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8',
  whenCut: (url, stage) => timeoutFailure(endpointOf(url), stage, target.timeout / 1_000),
});
