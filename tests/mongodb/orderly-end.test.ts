import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { instant } from '../../src/main/core/time/instant.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { type Gateway, openGateway } from '../support/servers/gateway.js';
import { auditDraft, commitOf, silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase, feedOf, lookAt, type OwnDatabase, sourceOf } from './database.js';

const { folder, remove } = temporaryFolder();
let own: OwnDatabase;
let gateway: Gateway;
let uri: string;
beforeAll(async () => {
  own = await createDatabase();
});
afterAll(async () => {
  await own.drop();
  remove();
});
beforeEach(async () => {
  const url = new URL(own.uri);
  gateway = await openGateway(url.hostname, Number(url.port));
  url.host = `127.0.0.1:${gateway.port}`;
  uri = url.href;
});
afterEach(() => gateway.stop());

/** What the driver itself asks of the server is some time ago, so that it asks again at once. */
const SINCE_ASKED = 700;

/** Every connection is ended in order while `asked` waits for its answer, and new ones are welcome. */
const endAmid = async <Answer>(asked: () => Promise<Answer>): Promise<Answer | 'failed'> => {
  await wait(SINCE_ASKED);
  await gateway.set('answers-lost');
  const answer = asked().catch(() => 'failed' as const);
  await wait(100);
  await gateway.set('open');
  gateway.end();
  return answer;
};

it('a desk finds a server again that ended every connection in order, as one that is started anew', async () => {
  const store = await openMongodbStore({
    ...{ uri, allowInsecure: false, outbox: join(folder, 'outbox.db'), log: silentLog },
    ...{ clock: systemClock(), changed: () => undefined },
  });
  try {
    for (const n of [0, 1, 2]) {
      const commit = () => store.journal.commit(commitOf({ audit: [auditDraft(`act ${n}`)] }));
      await endAmid(() => Promise.allSettled([commit(), store.journal.episodes({ since: instant(0), limit: 1 })]));
      await expect.poll(() => store.problems(), { timeout: 20_000, interval: 100 }).toEqual([]);
    }
    const entries = await store.journal.audit({ limit: 10 });
    expect(entries.map(({ action }) => action)).toEqual(['act 2', 'act 1', 'act 0']);
  } finally {
    await store.stop();
  }
}, 90_000);

it('a question of the console that meets the end is answered or refused, and does not wait for ever', async () => {
  const store = await openMongodbStore({
    ...{ uri, allowInsecure: false, outbox: join(folder, 'asked.db'), log: silentLog },
    ...{ clock: systemClock(), changed: () => undefined },
  });
  try {
    const asked = () => Promise.all([1, 2, 3, 4].map(() => store.journal.episodes({ since: instant(0), limit: 1 })));
    expect(['failed', [[], [], [], []]]).toContainEqual(await endAmid(asked));
    await expect.poll(() => asked().catch(() => 'failed'), { timeout: 20_000 }).toEqual([[], [], [], []]);
  } finally {
    await store.stop();
  }
}, 60_000);

it('the watch of the site’s own MongoDB goes on after its server was started anew', async () => {
  const source = sourceOf(feedOf(uri));
  const now = systemClock().now;
  try {
    expect((await lookAt(source, now())).outcome.kind).toBe('answered');
    for (const _ of [0, 1, 2]) {
      await endAmid(() => lookAt(source, now()));
      expect((await lookAt(source, now())).outcome).toMatchObject({ kind: 'answered' });
    }
  } finally {
    await source.stop();
  }
}, 120_000);
