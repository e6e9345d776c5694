import type { AuditEntry } from '../core/model/audit.js';
import type { Config } from '../core/model/config.js';
import type { Delivery } from '../core/model/notification.js';
import type { AuditQuestion, DayStretch, DeliveryPlace, Found } from '../core/model/search.js';
import { maskedDelivery } from '../core/notify/mask.js';
import type { Clock } from '../core/port/clock.js';
import type { Journal } from '../core/port/journal.js';
import type { Search } from '../core/port/search.js';
import { auditFits, isByAndOf } from '../core/search/audit-fits.js';
import { deliveryFits } from '../core/search/delivery-fits.js';
import { readDateTime } from '../core/time/calendar.js';
import { after, type Duration, type Instant, instant } from '../core/time/instant.js';
import { type AboutEntries, createAbout } from './search-about.js';

export interface SearchParts {
  readonly journal: Pick<Journal, 'deliveries' | 'audit' | 'episode'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The configuration in force: how long records are kept, and in which zone a day is one. */
  readonly config: () => Pick<Config, 'retention' | 'site' | 'rules' | 'targets'>;
}

/** So many records are looked through for one page at most: a second or so, wherever they are kept. */
const MOST_LOOKED = 20_000;
/** Records read at once where few of them may fit, so that a turn's commit gets in between. */
const STRIDE = 500;

export const createSearch = ({ journal, clock, config }: SearchParts): Search => ({
  deliveries: async (question) => {
    const { retention, site } = config();
    const stretch = stretchOf(question, site.timeZone, clock.now(), retention.alerts);
    const found = await lookThrough<Delivery, DeliveryPlace>({
      read: (place, limit) => journal.deliveries({ ...within(stretch), ...(place === null ? {} : { after: place }), limit }),
      placeOf: ({ id, decidedAt }) => ({ id, decidedAt }),
      atOf: ({ decidedAt }) => decidedAt,
      fitting: async (page) => page.filter((delivery) => deliveryFits(delivery, question)),
      start: question.after ?? null,
      startAt: question.after?.decidedAt ?? EVER,
      bornAt: () => bornAt(journal, after(clock.now(), -retention.audit)),
      stretch,
      limit: question.limit,
      isNarrowed: isNarrowed(question.channel, question.outcome, question.recipient, question.about),
    });
    return { ...found, rows: found.rows.map(maskedDelivery) };
  },
  audit: async (question) => {
    const { retention, site } = config();
    const about = createAbout(journal, config());
    const stretch = stretchOf(question, site.timeZone, clock.now(), retention.audit);
    const found = await lookThrough<AuditEntry, number>({
      read: (before, limit) => journal.audit({ ...(before === null ? {} : { before }), limit }),
      placeOf: ({ sequence }) => sequence,
      atOf: ({ at }) => at,
      fitting: (page) => auditFitting(page, question, about),
      start: question.before ?? null,
      startAt: EVER,
      bornAt: () => bornAt(journal, after(clock.now(), -retention.audit)),
      stretch,
      limit: question.limit,
      isNarrowed: isNarrowed(question.by, question.kind, question.text, question.changed?.id, question.to),
    });
    return { ...found, about: await about.alerts(found.rows) };
  },
});

const auditFitting = async (
  page: readonly AuditEntry[],
  question: AuditQuestion,
  about: AboutEntries,
): Promise<readonly AuditEntry[]> => {
  const candidates = page.filter((entry) => isByAndOf(entry, question));
  if ((question.text ?? '').trim() === '') return candidates;
  // Only where the words are not those of the entry itself.
  const own = new Set(candidates.filter((entry) => auditFits(entry, question, about.parts(entry))));
  const alerts = await about.alerts(candidates.filter((entry) => !own.has(entry)));
  return candidates.filter(
    (entry) => own.has(entry) || auditFits(entry, question, `${alerts[entry.subject] ?? ''} ${about.parts(entry)}`),
  );
};

/** Whether few of those that are read may fit. */
const isNarrowed = (...asked: readonly (string | undefined)[]): boolean => asked.some((value = '') => value.trim() !== '');

interface Stretch {
  /** The first instant, and the first one after it. */
  readonly from: Instant;
  readonly until: Instant;
  /** How far back anything is kept of it. */
  readonly reach: Instant;
  readonly keptFor: Duration;
}

/** The days of a question in the site's zone. */
const stretchOf = ({ from, to }: DayStretch, zone: string, now: Instant, keptFor: Duration): Stretch => {
  const first = from === undefined ? instant(0) : dayStart(from, 0, zone);
  return {
    from: first,
    reach: instant(Math.max(first, after(now, -keptFor))),
    until: to === undefined ? EVER : dayStart(to, 1, zone),
    keptFor,
  };
};

/** When the desk's record began: its first entry's instant or, where that is no longer kept, the last instant at which it may have been. */
const bornAt = async (journal: Pick<Journal, 'audit'>, latest: Instant): Promise<Instant> =>
  (await journal.audit({ before: 2, limit: 1 }))[0]?.at ?? latest;

const EVER = instant(8.64e15);
const DAY = 86_400_000;

/** The start of a day, or of the one so many days later. */
const dayStart = (day: string, later: number, zone: string): Instant => {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + later * DAY).toISOString().slice(0, 10);
  return readDateTime(`${date}T00:00`, zone) ?? instant(0);
};

const within = ({ from, until }: Stretch): { readonly since: Instant; readonly until: Instant } => ({
  since: from,
  until: after(until, -1),
});

interface Walk<Row, Place> {
  /** Those that come after a place (null: the newest), newest first. */
  readonly read: (place: Place | null, limit: number) => Promise<readonly Row[]>;
  readonly placeOf: (row: Row) => Place;
  readonly atOf: (row: Row) => Instant;
  readonly fitting: (page: readonly Row[]) => Promise<readonly Row[]>;
  readonly start: Place | null;
  /** The instant of that place; where it is not known, one that is later than all. */
  readonly startAt: Instant;
  readonly bornAt: () => Promise<Instant>;
  readonly stretch: Stretch;
  readonly limit: number;
  readonly isNarrowed: boolean;
}

/** Reads backwards until enough is found, nothing is left, or enough was looked through. */
const lookThrough = async <Row, Place>(walk: Walk<Row, Place>): Promise<Found<Row, Place>> => {
  const { stretch, limit } = walk;
  const rows: Row[] = [];
  const stride = walk.isNarrowed ? STRIDE : limit + 1;
  let [place, oldest, looked, read] = [walk.start, walk.startAt, 0, 0];
  for (;;) {
    const page = await walk.read(place, stride);
    const isEnd = page.length < stride || page.every((row) => walk.atOf(row) < stretch.from);
    const wanted = page.filter((row) => walk.atOf(row) >= stretch.from && walk.atOf(row) < stretch.until);
    const found = await walk.fitting(wanted);
    const room = limit - rows.length;
    const taken = found.slice(0, room);
    rows.push(...taken);
    // Where a page holds more than there is room for, the next begins behind the last that was taken.
    const last = found.length > room ? taken.at(-1) : page.at(-1);
    looked += found.length > room && last !== undefined ? wanted.indexOf(last) + 1 : wanted.length;
    read += page.length;
    if (last !== undefined) [place, oldest] = [walk.placeOf(last), walk.atOf(last)];
    if (isEnd && found.length <= room)
      return { rows, next: null, looked, since: await beginningOf(walk, oldest), keptFor: stretch.keptFor };
    if (rows.length >= limit || read >= MOST_LOOKED)
      return { rows, next: place, looked, since: oldest, keptFor: stretch.keptFor };
  }
};

/** Since when there can be any: no young desk looks as if it had kept them for months, but some may have been moved in from another store. */
const beginningOf = async <Row, Place>({ stretch, bornAt }: Walk<Row, Place>, oldest: Instant): Promise<Instant> =>
  instant(Math.max(stretch.reach, Math.min(await bornAt(), oldest)));
