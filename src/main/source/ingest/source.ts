import { timingSafeEqual } from 'node:crypto';
import type { Refusal } from '../../core/model/result.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { SeriesSample } from '../../core/model/sample.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { CollectorWords, IngestFeed, PublicCollector } from '../../core/port/feeds.js';
import type { Ingest, IngestAnswer, IngestReceipt, PublicSending, SignedSending } from '../../core/port/ingest.js';
import type { Log } from '../../core/port/log.js';
import type { PushedSource, TakeSamples } from '../../core/port/pushed.js';
import type { SecretReference, Secrets } from '../../core/port/secrets.js';
import { seriesId } from '../../core/sample/series.js';
import { after, type Instant, seconds } from '../../core/time/instant.js';
import type { Hooks } from '../builds/hooks.js';
import { linesOf, type Numbered } from './body.js';
import type { Fields } from './fields.js';
import { createGather, type From, JUDGED_FOR } from './gather.js';
import { createHealth } from './health.js';
import { addressIn, createLimits } from './limits.js';
import type { Naming } from './naming.js';
import { linesOfService } from './service.js';
import { isSigned } from './signature.js';
import { namingOf, type WordKind } from './vocabulary.js';

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
/** A page that is left has about ten lines to say, and says what it sends itself at once. */
const MOST_BEACON_LINES = 100;

/** What others send to this desk: lines with a token, beacons of browsers with the write key, signed messages of services. */
export const createIngest = ({ clock, log, feed, secrets, hooks }: IngestParts): IngestSource => {
  const health = createHealth();
  const gather = createGather({ clock, noRoom: health.noRoom });
  const limits = createLimits(clock);
  const namings = rememberNaming((kind) => health.unlisted(kind, clock.now()));
  let take: TakeSamples | null = null;
  let wasWhole = true;
  let cancel: Stop | null = null;
  let waiting = 0;

  const takeLines = async (lines: readonly Numbered[], from: From): Promise<IngestAnswer> => {
    if (take === null) return fail(NOT_READY);
    if (lines.length > MOST_LINES)
      return fail({ code: 'bad-input', message: `At most ${MOST_LINES} lines are taken at once.` });
    if (waiting + lines.length > MOST_WAITING) return fail(BUSY);
    const { samples, faults, lines: all } = gather(lines, from);
    const receipt: IngestReceipt = {
      accepted: all - faults.length,
      refused: faults.length,
      faults: faults.slice(0, MOST_FAULTS),
    };
    note(receipt);
    waiting += lines.length;
    try {
      await take([...samples, ...upIfLost()]);
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
    tellLater();
    if (accepted > 0) health.took(clock.now());
    if (first !== undefined) health.refused(`line ${first.line} ${first.message}`, clock.now());
  };

  const upSample = (isWhole: boolean): SeriesSample => ({ ...UP, at: clock.now(), value: isWhole ? 1 : 0 });

  /** That something is lost is said at once, with what it is lost from. */
  const upIfLost = (): readonly SeriesSample[] => {
    const isLost = wasWhole && health.isWhole(clock.now()) === false;
    if (isLost) wasWhole = false;
    return isLost ? [upSample(false)] : [];
  };

  const takeBeacon = async (collector: PublicCollector, sending: PublicSending): Promise<IngestAnswer> => {
    const lines = linesOf(sending.text);
    const { addressHeader } = collector;
    const address = addressHeader === null ? null : addressIn(sending.header(addressHeader));
    const isTooLong = lines.length > MOST_BEACON_LINES;
    // Of one that is too long nothing is taken, so that it uses up no more of what all may send than the shortest.
    const limited = limits.spend(address, isTooLong ? 0 : lines.length);
    if (limited !== null) {
      health.limited(limited, clock.now());
      tellLater();
      return fail(TOO_MUCH);
    }
    if (isTooLong)
      return fail({ code: 'bad-input', message: `At most ${MOST_BEACON_LINES} lines are taken of a browser at once.` });
    const naming = namings(collector.words);
    return takeLines(withCountry(lines, countryOf(collector, sending)), { sender: 'browser', naming });
  };

  /** Whether all is measured that is sent, so that a rule can say when it is not. */
  const tell = async (give: TakeSamples): Promise<void> => {
    const isWhole = health.isWhole(clock.now());
    // What the store cannot take is told again in half a minute.
    if (isWhole !== null) await give([upSample(isWhole)]).catch(() => undefined);
    wasWhole = isWhole ?? true;
    cancel = null;
    if (take === give) tellLater();
  };

  /** Nobody waits for what nobody has ever sent. */
  const tellLater = (): void => {
    const give = take;
    if (give !== null) cancel ??= clock.wakeAt(after(clock.now(), TELLING), () => void tell(give));
  };

  /** A message that was sent again after hours says nothing of whether new ones come. */
  const noteHook = (from: SignedSending['from'], lines: readonly Fields[]): void => {
    const now = clock.now();
    for (const { project, at } of lines) if (typeof project === 'string' && isFresh(at, now)) hooks.heard(from, project, now);
  };

  return {
    take: (text) => takeLines(linesOf(text), { sender: 'known' }),
    takePublic: async (sending) => {
      const collector = feed().public;
      if (collector === null) return fail(NO_COLLECTOR);
      const refusal = await whyNot(collector, sending, secrets);
      return refusal === null ? takeBeacon(collector, sending) : fail(refusal);
    },
    takeSigned: async (sending) => {
      const refusal = await whyUnsigned(feed(), sending, secrets);
      if (refusal !== null) return fail(refusal);
      const lines = linesOfService(sending.from, sending.body, feed());
      if (!lines.ok) return fail({ code: 'bad-input', message: `The body ${lines.error}.` });
      const answer = await takeLines(
        lines.value.lines.map((value, index) => ({ number: index + 1, value: ok(value) })),
        { sender: sending.from },
      );
      if (answer.ok) noteHook(sending.from, lines.value.lines);
      const { note: why } = lines.value;
      return answer.ok && why !== null ? ok({ ...answer.value, note: why }) : answer;
    },
    isAllowedOrigin: (origin) => feed().public?.allowedOrigins.includes(origin) ?? false,
    start: (given) => {
      take = given;
    },
    row: () => health.row(clock.now()),
    stop: async () => {
      take = null;
      cancel?.();
      cancel = null;
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

const NO_COLLECTOR: Refusal = {
  code: 'not-found',
  message: 'This desk has no public collector: see sources.ingest.public.',
};

const TOO_MUCH = {
  code: 'too-many',
  message: 'More is sent than one page view has to say. Send the rest in a minute.',
} as const;

const TELLING = seconds(30);
const UP_SERIES = { name: 'source_up', labels: { source: 'ingest' } };
const UP = { id: seriesId(UP_SERIES), series: UP_SERIES };

/** The naming of a configuration: made once, and anew when the configuration is another. */
const rememberNaming = (unlisted: (kind: WordKind) => void): ((words: CollectorWords) => Naming) => {
  let known: { readonly words: CollectorWords; readonly naming: Naming } | null = null;
  return (words) => {
    if (known?.words !== words) known = { words, naming: namingOf(words, unlisted) };
    return known.naming;
  };
};

const whyNot = async (
  collector: PublicCollector,
  { writeKey, origin }: PublicSending,
  secrets: Secrets,
): Promise<Refusal | null> => {
  const key = await secrets.read(collector.writeKey);
  if (!key.ok) return { code: 'unavailable', message: 'The write key of this desk cannot be read.' };
  if (!isSame(key.value, writeKey)) return { code: 'forbidden', message: 'The write key is not the one of this desk.' };
  // A browser says with every POST from which site it comes; who does not is none.
  if (origin === undefined || !collector.allowedOrigins.includes(origin))
    return { code: 'forbidden', message: 'Pages of this origin may not send: see sources.ingest.public.allowedOrigins.' };
  return null;
};

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** What the proxy says; a browser may say anything. */
const countryOf = ({ countryHeader }: PublicCollector, { header }: PublicSending): string | null => {
  const said = countryHeader === null ? undefined : header(countryHeader);
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
