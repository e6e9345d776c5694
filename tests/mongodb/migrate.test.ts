import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src/main/core/port/journal.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { days, hours, instant } from '../../src/main/core/time/instant.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { openInline } from '../../src/main/store/embedded/inline.js';
import { openOutbox } from '../../src/main/store/embedded/outbox.js';
import { portableEmbedded } from '../../src/main/store/embedded/portable.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { mongodbTarget, type PortableOptions } from '../../src/main/store/mongodb/portable.js';
import { carryOver } from '../../src/main/store/transfer/carry-over.js';
import type { Tally } from '../../src/main/store/transfer/tally.js';
import { runCommand } from '../support/process.js';
import {
  alertNumbered,
  auditDraft,
  baselineHourOf,
  baselineOf,
  commitOf,
  deliveryOf,
  episodeOf,
  KEEP,
  START,
  sampleOf,
  seriesNamed,
  silentLog,
  suppressionOf,
  temporaryFolder,
  timelineEntry,
} from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

const { folder, remove } = temporaryFolder();
const file = join(folder, 'watchroom.db');
const NAMES = Array.from({ length: 40 }, (_, n) => `s${n}`);
const LATE = seriesNamed('s3');
let own: OwnDatabase;

/** Something of everything: sealed, rolled up, come late, fresh; an audit trail whose beginning is gone. */
const fill = async (store: Store): Promise<void> => {
  const step = hours(6);
  for (let at = 0; at < days(40); at += step)
    await store.journal.commit(
      commitOf({
        samples: NAMES.map((name, n) => sampleOf(seriesNamed(name), START + at + n, Math.sin(at) * n)),
        audit: [auditDraft(`act ${at}`, START + at)],
      }),
    );
  await store.history.retain({ ...KEEP, raw: days(10), audit: days(20) }, instant(START + days(41)));
  for (let n = 0; n < 25; n += 1) {
    const episode = episodeOf(n, 1, START + n, n % 2 === 0 ? START + n + 10 : null);
    await store.journal.commit(
      commitOf({
        alerts: [alertNumbered(n)],
        episodes: [episode],
        timeline: [timelineEntry(episode.id, 1), timelineEntry(episode.id, 2)],
        deliveries: [deliveryOf(`d${n}`, START + n, { kind: 'waiting' }, episode.id)],
        suppressions: [suppressionOf(`p${n}`, n % 3 === 0 ? START + n : null)],
        baselines: [baselineOf(`s${n}`, START + n)],
        baselineHours: [baselineHourOf(`s${n}`, START, n)],
        audit: [auditDraft(`later ${n}`, START + days(41))],
        marks: { [`mark ${n}`]: { n } },
      }),
    );
  }
  await store.journal.commit(
    commitOf({ samples: [sampleOf(LATE, START + days(38) + 7, 5), sampleOf(LATE, START + days(41), 6)] }),
  );
};

beforeAll(async () => {
  own = await createDatabase();
  const store = openInline(file, 'write');
  await fill(store);
  await store.stop();
}, 60_000);
afterAll(async () => {
  await own.drop();
  remove();
});

let count = 0;
const options = (): PortableOptions => {
  count += 1;
  const outbox = openOutbox(join(folder, `outbox-${count}.db`));
  return { uri: own.uri, allowInsecure: false, outbox, log: silentLog, clock: systemClock() };
};

const desk = () => openMongodbStore({ ...options(), outbox: join(folder, 'desk.db'), changed: () => undefined });

const release = () =>
  own.db.collection('watchroom_meta').updateOne({ _id: 'writer' as never }, { $set: { until: new Date(0) } });

/** Moves, and is cut off once so many series are there. */
const move = async (cutAfter: number): Promise<readonly Tally[]> => {
  const from = portableEmbedded(file);
  try {
    const to = await mongodbTarget(options());
    try {
      const told = (done: number): void => {
        if (done === cutAfter) throw new Error('cut off');
      };
      return await carryOver({ from, to, told });
    } finally {
      await to.stop();
    }
  } finally {
    await from.stop();
  }
};

const sayAll = async ({ journal, history }: Store) => {
  const { latest, sequences, ...remembered } = await journal.remembered(instant(0));
  const lists = Object.fromEntries(
    Object.entries(remembered).map(([name, list]) => [
      name,
      Array.isArray(list) ? list.map((each) => JSON.stringify(each)).toSorted() : list,
    ]),
  );
  const [from, to] = [START, instant(START + days(50))];
  return {
    lists,
    sequences,
    latest: latest.map((each) => JSON.stringify(each)).toSorted(),
    raw: await history.raw(seriesId(LATE), from, to),
    hourly: (await history.hourly(seriesId(LATE), from, to)).map(({ start, n }) => [start, n]),
    verdict: await journal.verifyAudit(),
  };
};

it('moves everything to MongoDB, goes on where it was cut off, and back again', async () => {
  await expect(move(7)).rejects.toThrow('cut off');
  await release();
  await expect(desk()).rejects.toMatchObject({ code: 'unfinished', message: expect.stringContaining('only partly here') });
  await expect(move(31)).rejects.toThrow('cut off');
  await release();
  const moved = await move(-1);
  const counts = Object.fromEntries(moved.map(({ kind, n }) => [kind, n]));
  expect(counts).toMatchObject({
    series: 40,
    episodes: 25,
    timeline: 50,
    deliveries: 25,
    suppressions: 25,
    baselines: 25,
    marks: 25,
  });
  expect(counts.audit).toBeGreaterThan(25);
  await expect(move(-1)).rejects.toMatchObject({ code: 'occupied' });

  const before = openInline(file, 'read');
  const shared = await desk();
  expect(await sayAll(shared)).toEqual(await sayAll(before));
  await before.stop();
  await shared.stop();

  const back = join(folder, 'back');
  mkdirSync(back);
  const environment = { MONGODB_URI: own.uri };
  const printed = await runCommand(['store', 'migrate', '--to', 'embedded', '--data', back, '--json'], environment);
  expect(printed.error).toBe('');
  expect(JSON.parse(printed.out).tallies).toEqual(moved);
  const store = openInline(join(back, 'watchroom.db'), 'write');
  const [again, first] = [await sayAll(store), openInline(file, 'read')];
  expect(again).toEqual(await sayAll(first));
  await first.stop();
  await store.journal.commit(commitOf({ samples: [sampleOf(LATE, START + days(42), 1)], audit: [auditDraft('goes on')] }));
  await store.history.retain({ ...KEEP, raw: days(10), audit: days(20) }, instant(START + days(44)));
  expect(await store.journal.verifyAudit()).toMatchObject({ kind: 'intact' });
  await store.stop();
  const refused = await runCommand(['store', 'migrate', '--to', 'embedded', '--data', back], environment);
  expect([refused.code, refused.error]).toEqual([1, expect.stringContaining('is a store already')]);
}, 120_000);
