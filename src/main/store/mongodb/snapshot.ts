import type { AuditEntry } from '../../core/model/audit.js';
import type { Labels } from '../../core/model/labels.js';
import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import type { Commit, Journal } from '../../core/port/journal.js';
import { instant } from '../../core/time/instant.js';
import type { Link } from '../audit/chain.js';
import { type Batch, WIDTH } from '../codec/batch.js';
import { openError as fileError, fileErrorIn } from '../embedded/failure.js';
import { embeddedTarget } from '../embedded/portable.js';
import type { PortableHistory, PortableSeries, PortableTarget } from '../transfer/portable.js';
import { auditBackwards, readRecords, writeRecords } from '../transfer/records.js';
import type { Collections } from './collections.js';
import { commitsAfter, type NumberedPayload } from './commit-log.js';
import { type Address, prepareConnection } from './connect.js';
import { brokenHold, type Hold, holdCommits } from './hold.js';
import { revivedOf } from './journal-read.js';
import { readFolded, readLink } from './meta.js';
import { readingOf } from './portable.js';
import { openErrorAt } from './problem.js';
import { openReader } from './reader.js';

/**
 * Copies all that a shared store holds into a file of the embedded store's kind, as it was after one of its commits, while its desks go on. What is
 * copied first is of many instants; then every commit that came since the beginning is done again, in order: each record and each sample takes what
 * was written last, so that the outcome is what the last of them left. Rejects with a `StoreOpenError`.
 */
export const copySharedStore = async (address: Address, file: string): Promise<void> => {
  const { client, collections, place } = await prepareConnection(address);
  try {
    const reader = await openReader({ collections, place, close: async () => undefined });
    const held = await holdCommits(collections);
    try {
      await copyHeld(collections, reader.journal, held, file);
    } finally {
      await held.release().catch(() => undefined);
    }
  } catch (error) {
    const own = fileErrorIn(error);
    throw own === null ? openErrorAt(place, error) : fileError(own, file);
  } finally {
    await client.close();
  }
};

const copyHeld = async (collections: Collections, journal: Journal, held: Hold, file: string): Promise<void> => {
  // Read after they are held: of those behind it none goes any more.
  const { to } = await readFolded(collections);
  const into = embeddedTarget(file);
  try {
    await copyHistory(collections, into);
    const copied = await copyRecords(collections, journal, into);
    await held.confirm();
    await repeat(collections, to, copied, into);
    await held.confirm();
    await into.finish();
  } finally {
    await into.stop();
  }
};

/** Series that are read at once. */
const STRIDE = 8;

const copyHistory = async (collections: Collections, into: PortableTarget): Promise<void> => {
  const from = readingOf(collections, '');
  const all = await from.series();
  for (let i = 0; i < all.length; i += STRIDE) {
    const some = await Promise.all(all.slice(i, i + STRIDE).map((series) => historyNow(collections, series)));
    for (const [series, history] of some) await into.write(series, history);
  }
};

/** An hour that is sealed meanwhile moves the series' newest sealed sample: that is read last. */
const historyNow = async (
  collections: Collections,
  series: PortableSeries,
): Promise<readonly [PortableSeries, PortableHistory]> => {
  const history = await readingOf(collections, '').history(series);
  const { lastAt = null, lastValue = null } = (await collections.series.findOne({ _id: series.id })) ?? {};
  return [{ ...series, lastAt, lastValue }, history];
};

/** The last audit entry that was copied. */
const copyRecords = async (collections: Collections, journal: Journal, into: PortableTarget): Promise<Link | null> => {
  await writeRecords(into.journal, await readRecords(journal));
  let last: Link | null = null;
  for await (const entries of auditBackwards(journal)) {
    last ??= entries[0] ?? null;
    await writeAudit(collections, entries, last, into);
  }
  return last;
};

const writeAudit = async (
  collections: Collections,
  entries: readonly AuditEntry[],
  last: Link | null,
  into: PortableTarget,
): Promise<void> => {
  const anchor = await readLink(collections, 'anchor');
  const head = last === null || last.sequence < anchor.sequence ? anchor : last;
  await into.writeAudit(entries, { head: { sequence: head.sequence, hash: head.hash }, anchor });
};

const repeat = async (collections: Collections, from: number, copied: Link | null, into: PortableTarget): Promise<void> => {
  const audit: AuditEntry[] = [];
  const series = await numberedSeries(collections);
  for await (const commit of everyAfter(collections, from)) {
    for (const { number, id, name, labels } of commit.recorded.newSeries) series.set(number, seriesOf(id, name, labels));
    await into.journal.commit(commitOf(commit, series));
    audit.push(...commit.recorded.audit);
  }
  const last = audit.at(-1) ?? null;
  await writeAudit(collections, audit, (last?.sequence ?? 0) > (copied?.sequence ?? 0) ? last : copied, into);
};

/**
 * All commits after a number, each following the one before. Those that were put into their hours meanwhile are among them: what was copied may hold
 * what they left. Rejects with a `StoreOpenError` where one of them is gone.
 */
async function* everyAfter(collections: Collections, from: number): AsyncGenerator<NumberedPayload> {
  let [last, folded] = [from, from];
  do {
    for await (const commit of commitsAfter(collections, last)) {
      if (commit.number !== last + 1) throw brokenHold();
      last = commit.number;
      yield commit;
    }
    if (last < folded) throw brokenHold();
    folded = (await readFolded(collections)).to;
  } while (folded > last);
}

type Numbered = Map<number, Omit<SeriesSample, 'at' | 'value'>>;

const numberedSeries = async ({ series }: Collections): Promise<Numbered> =>
  new Map((await series.find().toArray()).map(({ _id, number, name, labels }) => [number, seriesOf(_id, name, labels)]));

const seriesOf = (id: string, name: string, labels: string): Omit<SeriesSample, 'at' | 'value'> => ({
  id: id as SeriesId,
  series: { name, labels: JSON.parse(labels) as Labels },
});

const commitOf = ({ recorded, batch }: NumberedPayload, series: Numbered): Commit => {
  const { newSeries: _, baselines, ...rest } = recorded;
  return { ...rest, audit: [], baselines: baselines.flatMap(revivedOf), samples: samplesOf(batch, series) };
};

const samplesOf = (batch: Batch, series: Numbered): readonly SeriesSample[] => {
  const samples: SeriesSample[] = [];
  for (let i = 0; i < batch.length; i += WIDTH) {
    const known = series.get(batch[i] as number);
    if (known === undefined) throw new RangeError('a sample of a series that is not known');
    samples.push({ ...known, at: instant(batch[i + 1] as number), value: batch[i + 2] as number });
  }
  return samples;
};
