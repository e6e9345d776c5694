import { timingSafeEqual } from 'node:crypto';
import type { Refusal } from '../../core/model/result.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { SourceRow } from '../../core/model/view.js';
import type { Clock } from '../../core/port/clock.js';
import type { IngestFeed, PublicCollector } from '../../core/port/feeds.js';
import type { Ingest, IngestAnswer, IngestReceipt, PublicSending, SignedSending } from '../../core/port/ingest.js';
import type { Log } from '../../core/port/log.js';
import type { PushedSource, TakeSamples } from '../../core/port/pushed.js';
import type { SecretReference, Secrets } from '../../core/port/secrets.js';
import { type Instant, minutes } from '../../core/time/instant.js';
import type { Hooks } from '../builds/hooks.js';
import { linesOf, type Numbered } from './body.js';
import type { Fields } from './fields.js';
import { createGather, JUDGED_FOR } from './gather.js';
import { linesOfService } from './service.js';
import { isSigned } from './signature.js';
import type { Sender } from './where.js';

export interface IngestParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly feed: () => IngestFeed;
  readonly secrets: Secrets;
  /** Told which projects' builds come by webhook. */
  readonly hooks: Pick<Hooks, 'heard'>;
}

export type IngestSource = Ingest & PushedSource;

/** Lines of one sending at most, and lines that may wait for the store at once. */
const MOST_LINES = 20_000;
const MOST_WAITING = 60_000;
const MOST_FAULTS = 20;

/** What others send to this desk: lines with a token, beacons of browsers with the write key, signed messages of services. */
export const createIngest = ({ clock, log, feed, secrets, hooks }: IngestParts): IngestSource => {
  const gather = createGather(clock);
  const health = { lastAt: null as Instant | null, faultAt: null as Instant | null, fault: '' };
  let take: TakeSamples | null = null;
  let waiting = 0;

  const takeLines = async (lines: readonly Numbered[], sender: Sender): Promise<IngestAnswer> => {
    if (take === null) return fail(NOT_READY);
    if (lines.length > MOST_LINES)
      return fail({ code: 'bad-input', message: `At most ${MOST_LINES} lines are taken at once.` });
    if (waiting + lines.length > MOST_WAITING) return fail(BUSY);
    const { samples, faults } = gather(lines, sender);
    const receipt: IngestReceipt = {
      accepted: lines.length - faults.length,
      refused: faults.length,
      faults: faults.slice(0, MOST_FAULTS),
    };
    note(receipt);
    waiting += lines.length;
    try {
      await take(samples);
    } catch (error) {
      log.error('ingest.not-kept', { error: String(error), lines: lines.length });
      return fail(NOT_WRITTEN);
    } finally {
      waiting -= lines.length;
    }
    const [first] = faults;
    if (receipt.accepted > 0 || first === undefined) return ok(receipt);
    return fail({ code: 'bad-input', message: `Line ${first.line} ${first.message}.`, receipt });
  };

  const note = ({ accepted, faults }: IngestReceipt): void => {
    const [first] = faults;
    if (accepted > 0) health.lastAt = clock.now();
    if (first !== undefined) Object.assign(health, { faultAt: clock.now(), fault: `line ${first.line} ${first.message}` });
  };

  /** A message that was sent again after hours says nothing of whether new ones come. */
  const noteHook = (from: SignedSending['from'], lines: readonly Fields[]): void => {
    const now = clock.now();
    for (const { project, at } of lines) if (typeof project === 'string' && isFresh(at, now)) hooks.heard(from, project, now);
  };

  return {
    take: (text) => takeLines(linesOf(text), 'known'),
    takePublic: async (sending) => {
      const refusal = await whyNot(feed().public, sending, secrets);
      if (refusal !== null) return fail(refusal);
      return takeLines(withCountry(linesOf(sending.text), countryOf(feed().public, sending)), 'browser');
    },
    takeSigned: async (sending) => {
      const refusal = await whyUnsigned(feed(), sending, secrets);
      if (refusal !== null) return fail(refusal);
      const lines = linesOfService(sending.from, sending.body, feed());
      if (!lines.ok) return fail({ code: 'bad-input', message: `The body ${lines.error}.` });
      const answer = await takeLines(
        lines.value.lines.map((value, index) => ({ number: index + 1, value: ok(value) })),
        sending.from,
      );
      if (answer.ok) noteHook(sending.from, lines.value.lines);
      const { note: why } = lines.value;
      return answer.ok && why !== null ? ok({ ...answer.value, note: why }) : answer;
    },
    isAllowedOrigin: (origin) => feed().public?.allowedOrigins.includes(origin) ?? false,
    start: (given) => {
      take = given;
    },
    row: () => rowOf(health, clock.now()),
    stop: async () => {
      take = null;
    },
  };
};

const isFresh = (at: unknown, now: Instant): boolean => {
  const said = typeof at === 'string' ? Date.parse(at) : Number(at);
  return now - said < JUDGED_FOR;
};

const NOT_READY: Refusal = { code: 'unavailable', message: 'This desk is starting or stopping. Send it again in a moment.' };
const BUSY: Refusal = { code: 'unavailable', message: 'More is sent than this desk can keep. Send it again in a few seconds.' };

const NOT_WRITTEN: Refusal = {
  code: 'unavailable',
  message: 'The store cannot write: what was sent is held in memory until it can. Send it again only under the same ids.',
};

/** A fault is spoken of for so long. */
const TOLD_FOR = minutes(15);

const rowOf = (
  { lastAt, faultAt, fault }: { readonly lastAt: Instant | null; readonly faultAt: Instant | null; readonly fault: string },
  now: Instant,
): SourceRow | null => {
  if (lastAt === null && faultAt === null) return null;
  const isTold = faultAt !== null && now - faultAt < TOLD_FOR;
  return {
    kind: 'ingest',
    state: isTold ? 'failing' : 'ok',
    targets: 0,
    lastAt,
    lateMilliseconds: null,
    text: isTold ? `Something that was sent was refused: ${fault}.` : '',
  };
};

const whyNot = async (
  collector: PublicCollector | null,
  { writeKey, origin }: PublicSending,
  secrets: Secrets,
): Promise<Refusal | null> => {
  if (collector === null)
    return { code: 'not-found', message: 'This desk has no public collector: see sources.ingest.public.' };
  const key = await secrets.read(collector.writeKey);
  if (!key.ok) return { code: 'unavailable', message: 'The write key of this desk cannot be read.' };
  if (!isSame(key.value, writeKey)) return { code: 'forbidden', message: 'The write key is not the one of this desk.' };
  if (origin !== undefined && !collector.allowedOrigins.includes(origin))
    return { code: 'forbidden', message: 'Pages of this origin may not send: see sources.ingest.public.allowedOrigins.' };
  return null;
};

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** What the proxy says; a browser may say anything. */
const countryOf = (collector: PublicCollector | null, { header }: PublicSending): string | null => {
  const said = collector?.countryHeader == null ? undefined : header(collector.countryHeader);
  return said !== undefined && /^[A-Za-z]{2}$/.test(said) ? said.toUpperCase() : null;
};

const withCountry = (lines: readonly Numbered[], country: string | null): readonly Numbered[] =>
  lines.map(({ number, value }) => {
    if (!value.ok || typeof value.value !== 'object' || value.value === null) return { number, value };
    const { country: _claimed, ...rest } = value.value as Readonly<Record<string, unknown>>;
    return { number, value: ok(country === null ? rest : { ...rest, country }) };
  });

const whyUnsigned = async (
  feed: IngestFeed,
  { from, body, signature }: SignedSending,
  secrets: Secrets,
): Promise<Refusal | null> => {
  const reference: SecretReference | null = from === 'github' ? feed.githubSecret : feed.vercelSecret;
  const setting = `sources.builds.${from}.webhookSecret`;
  if (reference === null) return { code: 'forbidden', message: `Messages of ${from} are taken once ${setting} is set.` };
  const secret: Result<string, unknown> = await secrets.read(reference);
  if (!secret.ok) return { code: 'unavailable', message: `${setting} cannot be read.` };
  return isSigned(from, secret.value, body, signature)
    ? null
    : { code: 'unauthenticated', message: `The signature is not that of ${setting} over this body.` };
};
