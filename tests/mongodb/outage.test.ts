import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Commit, Store } from '../../src/main/core/port/journal.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { days, instant } from '../../src/main/core/time/instant.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { createMemoryStore } from '../../src/main/store/memory/memory-store.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { type Gateway, openGateway } from '../support/servers/gateway.js';
import {
  auditDraft,
  baselineOf,
  commitOf,
  deliveryOf,
  episodeOf,
  START,
  sampleOf,
  seriesNamed,
  silentLog,
  temporaryFolder,
  timelineEntry,
} from '../support/store.js';
import { createDatabase, emptyDatabase, type OwnDatabase } from './database.js';

type Opened = Awaited<ReturnType<typeof openMongodbStore>>;

const { folder, remove } = temporaryFolder();
let own: OwnDatabase;
let gateway: Gateway;
let opened: Opened[];
let count = 0;
beforeAll(async () => {
  own = await createDatabase();
});
afterAll(async () => {
  await own.drop();
  remove();
});
beforeEach(async () => {
  await emptyDatabase(own.db);
  const { hostname, port } = new URL(own.uri);
  gateway = await openGateway(hostname, Number(port));
  opened = [];
  count += 1;
});
afterEach(async () => {
  for (const store of opened) await store.stop();
  await gateway.stop();
});

const open = async (desk = 'desk'): Promise<Opened> => {
  const url = new URL(own.uri);
  url.host = `127.0.0.1:${gateway.port}`;
  const outbox = join(folder, `${count}-${desk}.db`);
  const store = await openMongodbStore({
    uri: url.href,
    allowInsecure: false,
    outbox,
    log: silentLog,
    clock: systemClock(),
    changed: () => {},
  });
  opened.push(store);
  return store;
};

const KEEP_ALL = {
  raw: days(30),
  minute: days(90),
  fiveMinutes: days(365),
  hour: days(730),
  alerts: days(730),
  audit: days(730),
  logs: days(30),
  recording: days(90),
};

const UP = seriesNamed('up');

/** One commit of everything, told apart by its number. */
const numbered = (n: number): Commit => {
  const episode = episodeOf(n, 1, START + n);
  return commitOf({
    samples: [sampleOf(UP, START + 1_000 * n, n), sampleOf(seriesNamed(`s${n % 7}`), START + n, n)],
    episodes: [episode],
    timeline: [timelineEntry(episode.id, 1)],
    deliveries: [deliveryOf(`d${n}`, START + n, { kind: 'waiting' }, episode.id)],
    baselines: [baselineOf('up', START + n)],
    audit: [auditDraft(`act ${n}`)],
    marks: { last: n },
  });
};

const commitAll = async ({ journal }: Opened, from: number, to: number): Promise<void> => {
  for (let n = from; n < to; n += 1) await journal.commit(numbered(n));
};

const untilBack = async (store: Opened): Promise<void> => {
  await expect.poll(() => store.problems(), { timeout: 40_000, interval: 200 }).toEqual([]);
};

/** Everything of the first `n` commits is there, once, and in order. */
const expectAll = async ({ journal, history }: Opened, n: number): Promise<void> => {
  const all = Array.from({ length: n }, (_, i) => i);
  const entries = await journal.audit({ limit: 100_000 });
  expect(entries.toReversed().map(({ action }) => action)).toEqual(all.map((i) => `act ${i}`));
  expect(await journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: n });
  const { episodes, deliveries, sequences, marks, baselines } = await journal.remembered(instant(0));
  expect([episodes.length, deliveries.length, Object.keys(sequences).length]).toEqual([n, n, n]);
  expect(marks).toEqual({ last: n - 1 });
  expect(baselines).toEqual([baselineOf('up', START + n - 1)]);
  const samples = await history.raw(seriesId(UP), START, instant(START + 1_000 * n));
  expect(samples.map(({ value }) => value)).toEqual(all);
};

describe('while MongoDB is gone', () => {
  it('the desk goes on, says so, and merges what waits once it is back', async () => {
    const store = await open();
    await commitAll(store, 0, 10);
    await gateway.set('closed');
    await commitAll(store, 10, 30);
    expect(store.problems()).toMatchObject([
      { id: 'shared-store', text: expect.stringContaining('20 commits wait'), remedy: expect.stringContaining('store.uri') },
    ]);
    await expect(store.journal.episodes({ since: START, limit: 1 })).rejects.toMatchObject({ code: 'failed' });
    await gateway.set('open');
    await untilBack(store);
    await expectAll(store, 30);
  }, 60_000);

  it('what came through with its answer lost is drawn and counted, too, by whoever asked before', async () => {
    const store = await open();
    const asked = { series: [seriesId(UP)], from: START, to: instant(START + 60_000) };
    const found = async () => {
      const [drawn] = await store.history.range({ ...asked, maxPoints: 4 });
      const counted = await store.history.count({ ...asked, step: 'minute', good: { side: 'atLeast', limit: 0 } });
      return [drawn?.points.reduce((sum, [, , , , n]) => sum + n, 0), counted[0]?.valid];
    };
    await commitAll(store, 0, 6);
    expect(await found()).toEqual([6, 6]);
    await gateway.set('answers-lost');
    const going = commitAll(store, 6, 7);
    await setTimeout(500);
    await gateway.set('closed');
    await going;
    await gateway.set('open');
    await untilBack(store);
    expect(await found()).toEqual([7, 7]);
  }, 60_000);

  it('much that waits comes whole, once and in order, wherever its merging is cut and whatever answer is lost', async () => {
    const store = await open();
    await commitAll(store, 0, 1);
    await gateway.set('closed');
    const n = 600;
    await commitAll(store, 1, n);
    const onServer = () => own.db.collection('watchroom_commits').countDocuments();
    // Each time it comes a little further before no answer arrives any more, or the way is cut.
    for (const [written, passage] of [
      [2, 'answers-lost'],
      [2, 'closed'],
      [3, 'answers-lost'],
      [3, 'answers-lost'],
      [2, 'closed'],
    ] as const) {
      const before = await onServer();
      await gateway.set('open');
      await expect.poll(onServer, { timeout: 30_000, interval: 1 }).toBeGreaterThanOrEqual(before + written);
      await gateway.set(passage);
      await setTimeout(500);
      await gateway.set('closed');
      expect(store.problems()).toHaveLength(1);
    }
    await gateway.set('open');
    await untilBack(store);
    await expectAll(store, n);
    await store.stop();
    await expectAll(await open(), n);
  }, 120_000);

  it('what waits outlives the desk itself', async () => {
    const store = await open();
    await commitAll(store, 0, 5);
    await gateway.set('closed');
    await commitAll(store, 5, 9);
    await store.stop();
    await gateway.set('open');
    await expectAll(await open(), 9);
  }, 60_000);

  it('nothing is lost and nothing doubled, wherever the way is cut and whatever answer is lost', async () => {
    const store = await open();
    let n = 0;
    let isDone = false;
    const load = (async () => {
      while (!isDone) {
        await commitAll(store, n, n + 1);
        n += 1;
        await setTimeout(150);
      }
    })();
    try {
      for (const passage of ['closed', 'answers-lost', 'closed', 'answers-lost'] as const) {
        await setTimeout(400 + 37 * (n % 20));
        await gateway.set(passage);
        await setTimeout(1_000);
        await gateway.set('closed');
        await gateway.set('open');
        await untilBack(store);
      }
    } finally {
      isDone = true;
      await load;
    }
    await untilBack(store);
    expect(n).toBeGreaterThan(10);
    await expectAll(store, n);
    await store.stop();
    await expectAll(await open(), n);
  }, 240_000);
});

/** Seconds for which the database is gone; `WATCHROOM_OUTAGE_SECONDS=600` asks for ten minutes. */
const OUTAGE = Number(process.env.WATCHROOM_OUTAGE_SECONDS ?? 3);
const [SERIES, EVERY] = [200, 100];

/** What a busy desk commits: many samples, and now and then an alert with its story, its message and who did what. */
const busy = (n: number): Commit => ({
  ...(n % 5 === 0 ? numbered(n) : commitOf({})),
  samples: Array.from({ length: SERIES }, (_, i) => sampleOf(seriesNamed(`load_${i}`), START + EVERY * n, n + i / 1_000)),
});

/** Everything that is kept, as counts and as checksums. */
const keptBy = async ({ journal, history }: Store, commits: number): Promise<object> => {
  const { episodes, deliveries, sequences, marks } = await journal.remembered(instant(0));
  const samples = createHash('sha256');
  let count = 0;
  for (let i = 0; i < SERIES; i += 1) {
    const series = seriesId(seriesNamed(`load_${i}`));
    const found = await history.raw(series, START, instant(START + EVERY * commits));
    count += found.length;
    samples.update(JSON.stringify(found));
  }
  const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ...{ samples: count, alerts: episodes.length, messages: deliveries.length, stories: Object.keys(sequences).length },
    digest: [
      samples.digest('hex'),
      createHash('sha256')
        .update(JSON.stringify([byId(episodes), byId(deliveries)]))
        .digest('hex'),
    ],
    ...{ marks, audit: await journal.verifyAudit() },
  };
};

it(
  `after ${OUTAGE} s without its database, under load, a desk has kept the same as one that had no outage`,
  async () => {
    const [store, undisturbed] = [await open(), createMemoryStore()];
    let n = 0;
    const loadUntil = async (end: number): Promise<void> => {
      for (; performance.now() < end; n += 1) {
        const next = setTimeout(EVERY);
        await Promise.all([store.journal.commit(busy(n)), undisturbed.journal.commit(busy(n))]);
        await next;
      }
    };
    await loadUntil(performance.now() + 2_000);
    await gateway.set('answers-lost');
    const gone = performance.now();
    const load = loadUntil(gone + 1_000 * OUTAGE + 2_000);
    await setTimeout(500);
    await gateway.set('closed');
    await setTimeout(Math.max(0, gone + 1_000 * OUTAGE - performance.now()));
    await gateway.set('open');
    const back = performance.now();
    await load;
    await expect.poll(() => store.problems(), { timeout: 60_000 + 1_000 * OUTAGE, interval: 200 }).toEqual([]);
    const merged = performance.now() - back;
    const [kept, wanted] = [await keptBy(store, n), await keptBy(undisturbed, n)];
    console.log(`${OUTAGE} s gone, ${n} commits, merged ${Math.round(merged)} ms after: ${JSON.stringify(kept)}`);
    expect(kept).toEqual(wanted);
    await store.stop();
    expect(await keptBy(await open(), n)).toEqual(wanted);
  },
  120_000 + 3_000 * OUTAGE,
);

describe('a second desk', () => {
  it('is refused while the first one runs, with who that is', async () => {
    await open();
    await expect(open('other')).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining('already writes') });
  });

  it('that took over is not written over by what waits on the first', async () => {
    const first = await open();
    await commitAll(first, 0, 3);
    await gateway.set('closed');
    await commitAll(first, 3, 6);
    await first.stop();
    await own.db.collection('watchroom_meta').deleteOne({ _id: 'writer' as never });
    await gateway.set('open');
    const second = await open('other');
    await commitAll(second, 3, 4);
    await second.stop();
    await expect(open()).rejects.toMatchObject({ code: 'diverged', message: expect.stringContaining('3 commits waited') });
    await expectAll(await open('other'), 4);
  });

  it('that took over unseen stops the first one at its next commit', async () => {
    const first = await open();
    await commitAll(first, 0, 3);
    await own.db.collection('watchroom_meta').deleteOne({ _id: 'writer' as never });
    const second = await open('other');
    await commitAll(second, 3, 4);
    await expect(first.journal.commit(numbered(4))).rejects.toMatchObject({ code: 'taken' });
    await expect(first.journal.commit(numbered(5))).rejects.toMatchObject({ code: 'taken' });
    expect(first.problems()).toHaveLength(1);
    expect(await first.confirm()).toBe('deposed');
    await expectAll(second, 4);
  });

  it('that led for so long that commits’ numbers are free again is written over by nothing', async () => {
    const first = await open();
    await commitAll(first, 0, 3);
    await own.db.collection('watchroom_meta').updateOne({ _id: 'writer' as never }, { $set: { until: new Date(0) } });
    const second = await open('other');
    await commitAll(second, 3, 8);
    await second.history.retain(KEEP_ALL, instant(START + 10_000));
    expect(await own.db.collection('watchroom_commits').countDocuments()).toBe(0);
    await expect(first.journal.commit(numbered(99))).rejects.toMatchObject({ code: 'taken' });
    expect(await own.db.collection('watchroom_commits').countDocuments()).toBe(0);
    await expect(first.history.retain(KEEP_ALL, instant(START + 10_000))).rejects.toMatchObject({ code: 'taken' });
    await commitAll(second, 8, 9);
    await expectAll(second, 9);
    await second.stop();
    await expectAll(await open('other'), 9);
  });
});
