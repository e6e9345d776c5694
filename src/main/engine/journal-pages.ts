import type { Episode, EpisodeId } from '../core/model/alert.js';
import type { AuditEntry } from '../core/model/audit.js';
import type { Delivery } from '../core/model/notification.js';
import type { DeliveryQuery, EpisodeQuery, Journal } from '../core/port/journal.js';
import type { Instant } from '../core/time/instant.js';

/** Records that are read at once: a few milliseconds of a store's time, so that a turn's commit gets in between. */
const PAGE = 2_000;

/** All that a question finds, newest first and page by page: whoever asks keeps little of each, or stops before the last. */
export const episodePages = (
  journal: Pick<Journal, 'episodes'>,
  query: Omit<EpisodeQuery, 'after' | 'limit'>,
): AsyncGenerator<readonly Episode[]> => eachPage((after) => journal.episodes({ ...query, ...after, limit: PAGE }));

/** The same of deliveries, page by page. */
export const deliveryPages = (
  journal: Pick<Journal, 'deliveries'>,
  query: Omit<DeliveryQuery, 'after' | 'limit'>,
): AsyncGenerator<readonly Delivery[]> => eachPage((after) => journal.deliveries({ ...query, ...after, limit: PAGE }));

/** All of one episode: its firing, its repeats and its end on each channel. */
export const deliveriesOf = async (journal: Pick<Journal, 'deliveries'>, episode: EpisodeId): Promise<readonly Delivery[]> => {
  const found: Delivery[] = [];
  for await (const page of deliveryPages(journal, { episode })) found.push(...page);
  return found;
};

type Page<Row> = (after: { readonly after?: Row }) => Promise<readonly Row[]>;

async function* eachPage<Row>(read: Page<Row>): AsyncGenerator<readonly Row[]> {
  let page = await read({});
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    yield page;
    if (page.length < PAGE) return;
    page = await read({ after: last });
  }
}

/** Entries of the audit trail that are read at once. */
const ENTRIES = 1_000;

/** The audit trail's entries of a time, newest first: it is read backwards, until a page is all from before. Those that `isWanted` are kept. */
export const auditSince = async (
  journal: Pick<Journal, 'audit'>,
  since: Instant,
  isWanted: (entry: AuditEntry) => boolean = () => true,
): Promise<readonly AuditEntry[]> => {
  const found: AuditEntry[] = [];
  let page = await journal.audit({ limit: ENTRIES });
  while (page.some(({ at }) => at >= since)) {
    found.push(...page.filter(isWanted));
    page = await journal.audit({ before: page.at(-1)?.sequence ?? 0, limit: ENTRIES });
  }
  return found;
};
