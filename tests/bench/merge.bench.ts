import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, it } from 'vitest';
import type { Commit } from '../../src/main/core/port/journal.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { createDatabase } from '../mongodb/database.js';
import { openGateway } from '../support/servers/gateway.js';
import {
  auditDraft,
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
import { machineLoad } from './process-figures.js';
import { printTable } from './support.js';

/** Commits that wait when the database is back: as many as a busy desk makes within half an hour. */
const WAITING = Number(process.env.WATCHROOM_BENCH_COMMITS ?? 2_000);
const SERIES = Array.from({ length: 50 }, (_, n) => seriesNamed(`load_${n}`));

const { folder, remove } = temporaryFolder();
const cleanUps: (() => unknown)[] = [remove];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** Samples each second, and now and then an alert with its story, its message and who did what. */
const busy = (n: number): Commit => {
  const samples = SERIES.map((series) => sampleOf(series, START + 1_000 * n, n));
  if (n % 5 > 0) return commitOf({ samples });
  const episode = episodeOf(n, 1, START + n);
  return commitOf({
    ...{ samples, episodes: [episode], timeline: [timelineEntry(episode.id, 1)], audit: [auditDraft(`act ${n}`)] },
    ...{ deliveries: [deliveryOf(`d${n}`, START + n, { kind: 'waiting' }, episode.id)], marks: { last: n } },
  });
};

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await wait(10);
};

it('merges what waited', async () => {
  const own = await createDatabase();
  cleanUps.push(own.drop);
  const url = new URL(own.uri);
  const gateway = await openGateway(url.hostname, Number(url.port));
  cleanUps.push(gateway.stop);
  url.host = `127.0.0.1:${gateway.port}`;
  const said = new Map<string, number>();
  const log = { ...silentLog, info: (event: string) => said.set(event, performance.now()) };
  const outbox = join(folder, 'outbox.db');
  const rest = { allowInsecure: false, clock: systemClock(), changed: () => undefined };
  const store = await openMongodbStore({ ...rest, uri: url.href, outbox, log });
  cleanUps.push(store.stop);
  await store.journal.commit(busy(0));
  await gateway.set('closed');
  for (let n = 1; n <= WAITING; n += 1) await store.journal.commit(busy(n));
  const load = machineLoad();
  await gateway.set('open');
  await until(() => said.has('store.back'));
  const took = ((said.get('store.back') ?? 0) - (said.get('store.merging') ?? 0)) / 1_000;
  printTable(
    `${WAITING} commits that waited (load ${load} to ${machineLoad()})`,
    [],
    [
      { name: 'merged within', value: took, unit: 's' },
      { name: 'that is', value: WAITING / took, unit: 'commits/s' },
    ],
  );
  if ((await store.journal.verifyAudit()).kind !== 'intact') throw new Error('the audit trail is not whole');
}, 900_000);
