import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import { decodeChunk, encodeChunk } from '../codec/chunk.js';
import type { Outbox } from '../embedded/outbox.js';
import { HOUR, ROLLUP_LEVELS, type RollupLevel } from '../range/level.js';
import { TransferError } from '../transfer/error.js';
import type { Portable, PortableHistory, PortableSeries, PortableTarget } from '../transfer/portable.js';
import { auditDocOf, bulk } from './apply.js';
import { type Collections, keyOf, type RollupDoc, type SamplesDoc, SPAN, type Units, within } from './collections.js';
import { type Address, prepareConnection } from './connect.js';
import { beginFilling, occupied, progressOf, refuseOccupied } from './filling.js';
import { readFloors, readLink } from './meta.js';
import { prepareCollections } from './prepare.js';
import { openError } from './problem.js';
import { samplesIn } from './samples.js';
import { PROGRESS } from './unfinished.js';
import { openWriter } from './writer.js';

export interface PortableOptions extends Address {
  /** Nothing waits in it: it stands in for a desk's while there is none. */
  readonly outbox: Outbox;
  readonly log: Log;
  readonly clock: Clock;
}

/** Opens the store as the one that leads: while it is moved no desk may. Rejects with a `StoreOpenError`. */
export const portableMongodb = async (options: PortableOptions): Promise<Portable> => (await open(options, 'source')).portable;

interface Opened {
  readonly portable: Portable;
  readonly collections: Collections;
  /** In which this store was last begun to be filled. */
  readonly term: () => number;
}

const open = async ({ outbox, log, clock, ...address }: PortableOptions, as: 'source' | 'target'): Promise<Opened> => {
  const connection = await prepareConnection(address).catch((error: unknown) => {
    outbox.close();
    throw error;
  });
  const { collections, place } = connection;
  const close = async (): Promise<void> => {
    outbox.close();
    await connection.client.close();
  };
  let term = 0;
  const filling = async (led: Collections): Promise<void> => {
    await beginFilling(led, place);
    term = led.term;
  };
  try {
    if (as === 'target') await refuseOccupied(collections, place);
    await prepareCollections(collections, as === 'target' ? 'transfer' : 'desk');
    const store = await openWriter({
      ...{ connection, outbox, log, clock, close, token: randomUUID },
      ...{ changed: () => undefined, deposed: () => undefined },
      ...(as === 'target' ? { filling } : {}),
    });
    await store.settle();
    const portable = { ...readingOf(collections, place), journal: store.journal, stop: store.stop };
    return { collections, portable, term: () => term };
  } catch (error) {
    await close();
    throw error instanceof TransferError ? error : openError(error);
  }
};

/** A database that is being filled: no desk opens it meanwhile. Rejects with a `StoreOpenError` or a `TransferError`. */
export const mongodbTarget = async (options: PortableOptions): Promise<PortableTarget> => {
  const { collections, portable, term } = await open(options, 'target');
  const { meta } = collections;
  /** One that slept must not lay a backup over what desks wrote since another finished it. */
  const checkTerm = async (): Promise<void> => {
    if ((await meta.findOne({ _id: PROGRESS, term: term() })) === null) throw occupied(portable.place);
  };
  return {
    ...portable,
    progress: () => progressOf(collections),
    note: async ({ from, series }) => {
      const { matchedCount } = await meta.updateOne({ _id: PROGRESS, term: term() }, { $set: { from, series } });
      if (matchedCount === 0) throw occupied(portable.place);
    },
    write: async (series, history) => {
      await checkTerm();
      await writeSeries(collections, series, history);
    },
    writeAudit: async (entries, { head, anchor }) => {
      await checkTerm();
      await bulk(
        collections.audit,
        entries.map((entry) => ({
          replaceOne: { filter: { _id: entry.sequence }, replacement: auditDocOf(entry), upsert: true },
        })),
      );
      for (const [_id, { sequence, hash }] of Object.entries({ head, anchor }))
        await meta.updateOne({ _id }, { $set: { sequence, hash } }, { upsert: true });
    },
    finish: async () => {
      const { deletedCount } = await meta.deleteOne({ _id: PROGRESS, term: term() });
      if (deletedCount === 0) throw occupied(portable.place);
    },
  };
};

const ALL: Units = { from: 0, to: Number.POSITIVE_INFINITY };

/** Reads what one that nobody writes holds, or parts of many instants of one that is written. */
export const readingOf = (
  collections: Collections,
  place: string,
): Pick<Portable, 'place' | 'series' | 'history' | 'links'> => ({
  place: `MongoDB ${place}`,
  series: async () => {
    const docs = await collections.series.find().toArray();
    return docs.map(
      ({ _id, name, labels, lastAt = null, lastValue = null }): PortableSeries => ({
        ...{ id: _id, name, labels, lastAt, lastValue },
      }),
    );
  },
  history: async ({ id }) => {
    const number = (await collections.series.findOne({ _id: id }))?.number;
    return number === undefined ? { hours: [], rollups: [] } : historyOf(collections, number);
  },
  links: async () => ({ head: await readLink(collections, 'head'), anchor: await readLink(collections, 'anchor') }),
});

/** What retention no longer shows stays behind. */
const historyOf = async (collections: Collections, number: number): Promise<PortableHistory> => {
  const floors = await readFloors(collections);
  // In this order: an hour is rolled up before it goes.
  const docs = await collections.samples.find(within([number], ALL)).toArray();
  const hours = docs
    .map((doc) => ({ doc, hour: doc.u * HOUR, isSealed: doc.open === undefined }))
    .filter(({ hour }) => hour >= floors.raw)
    .map(({ doc, hour, isSealed }) => ({
      ...{ hour, isSealed },
      body: isSealed && doc.body !== undefined ? doc.body : encodeChunk(hour, samplesIn(doc)),
    }));
  const rollups = [];
  const levels = await Promise.all(
    ROLLUP_LEVELS.map((level) => collections.rollups[level].find(within([number], ALL)).toArray()),
  );
  for (const [i, level] of ROLLUP_LEVELS.entries())
    for (const doc of levels[i] ?? [])
      for (const [text, body] of Object.entries(doc.hours))
        if (Number(text) >= floors[level]) rollups.push({ level, hour: Number(text), body });
  return { hours, rollups };
};

/** Replaces all that there is of the series. */
const writeSeries = async (collections: Collections, series: PortableSeries, history: PortableHistory): Promise<void> => {
  const number = await numberOf(collections, series);
  await collections.samples.deleteMany(within([number], ALL));
  await bulk(
    collections.samples,
    history.hours.map(({ hour, isSealed, body }) => ({
      insertOne: { document: sampleDoc(number, hour, isSealed, body) },
    })),
  );
  for (const level of ROLLUP_LEVELS) {
    await collections.rollups[level].deleteMany(within([number], ALL));
    const docs = rollupDocs(number, level, history.rollups);
    await bulk(
      collections.rollups[level],
      docs.map((document) => ({ insertOne: { document } })),
    );
  }
};

const numberOf = async ({ series }: Collections, { id, name, labels, lastAt, lastValue }: PortableSeries): Promise<number> => {
  const known = (await series.findOne({ _id: id }))?.number;
  const number = known ?? ((await series.find().sort({ number: -1 }).limit(1).toArray())[0]?.number ?? 0) + 1;
  const last = lastAt === null || lastValue === null ? {} : { lastAt, lastValue };
  await series.replaceOne({ _id: id }, { number, name, labels, ...last }, { upsert: true });
  return number;
};

const sampleDoc = (s: number, hour: number, isSealed: boolean, body: Uint8Array): SamplesDoc => {
  const u = hour / HOUR;
  const n = decodeChunk(hour, body).length;
  return { _id: keyOf(s, u), s, u, n, to: 0, ...(isSealed ? { body } : { open: u, pieces: [body] }) };
};

const rollupDocs = (s: number, level: RollupLevel, rollups: PortableHistory['rollups']): readonly RollupDoc[] => {
  const spans = new Map<number, { readonly hour: number; readonly body: Uint8Array }[]>();
  for (const { hour, body, level: of } of rollups) {
    if (of !== level) continue;
    const u = Math.floor(hour / (HOUR * SPAN[level]));
    spans.set(u, [...(spans.get(u) ?? []), { hour, body }]);
  }
  return [...spans].map(([u, all]) => ({
    ...{ _id: keyOf(s, u), s, u },
    first: Math.min(...all.map(({ hour }) => hour)),
    last: Math.max(...all.map(({ hour }) => hour)),
    hours: Object.fromEntries(all.map(({ hour, body }) => [String(hour), body])),
  }));
};
