import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/main/platform/clock.js';
import { openTeam } from '../../src/main/store/mongodb/team.js';
import { openGateway } from '../support/servers/gateway.js';
import { auditDraft, commitOf, silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase } from './database.js';

/**
 * Milliseconds to a server that is far away, and commits that take longer than a lead lasts to get there: each holds so much that it does not pack that it
 * goes alone.
 */
const [FAR, COMMITS] = [100, 45];

const big = (n: number) => ({ ...auditDraft(`act ${n}`), details: { noise: randomBytes(300_000).toString('base64') } });

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

it('a desk that merges for longer than a lead lasts keeps it meanwhile', async () => {
  const own = await createDatabase();
  const { folder, remove } = temporaryFolder();
  const { hostname, port } = new URL(own.uri);
  const far = await openGateway(hostname, Number(port), FAR);
  cleanUps.push(remove, own.drop, far.stop);
  const teamAt = async (name: string, through: number) => {
    const url = new URL(own.uri);
    url.host = `127.0.0.1:${through}`;
    const outbox = join(folder, `${name}.db`);
    const team = await openTeam({ uri: url.href, allowInsecure: false, outbox, log: silentLog, clock: systemClock() });
    cleanUps.push(team.stop);
    return team;
  };
  const [first, other] = [await teamAt('first', far.port), await teamAt('other', Number(port))];
  const led: string[] = [];
  const told = { changed: () => undefined, deposed: () => led.push('another') };
  const store = await first.lead(told);
  if (store === null) throw new Error('nobody leads');
  cleanUps.push(store.stop);
  await far.set('closed');
  for (let n = 0; n < COMMITS; n += 1) await store.journal.commit(commitOf({ audit: [big(n)] }));
  await far.set('open');
  const asking = setInterval(async () => {
    const taken = await other.lead(told).catch(() => null);
    if (taken !== null) cleanUps.push(taken.stop);
  }, 1_000);
  try {
    const began = performance.now();
    const said = () => store.problems().map(({ text }) => text);
    await expect.poll(said, { timeout: 30_000, interval: 100 }).toEqual([expect.stringContaining('is being merged')]);
    await expect.poll(() => store.problems().length === 0 || led.length > 0, { timeout: 90_000, interval: 200 }).toBe(true);
    expect(performance.now() - began).toBeGreaterThan(17_000);
  } finally {
    clearInterval(asking);
  }
  expect(led).toEqual([]);
  expect(await own.db.collection('watchroom_audit').countDocuments()).toBe(COMMITS);
}, 180_000);
