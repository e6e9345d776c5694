import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertRow } from '../../src/main/core/model/alert-view.js';
import { until } from '../support/process.js';
import { type Place, roleOf, startTwoDesks, type TwoDesks, viewOf } from './two-desks.js';

/** Longer than the lead outlasts whoever held it. */
const OUTAGE = 20_000;

let desks: TwoDesks;
beforeAll(async () => {
  desks = await startTwoDesks();
}, 90_000);
afterAll(() => desks.stop(), 60_000);

const bannersOf = async (place: Place): Promise<readonly string[]> => (await viewOf(place)).system.banners.map(({ id }) => id);

const actsThere = async (): Promise<readonly string[]> =>
  (await desks.own.db.collection('watchroom_audit').find().sort({ _id: 1 }).toArray()).map(
    ({ body }) => (JSON.parse(String(body)) as { action: string }).action,
  );

it('after a time in which no desk had its store, the one that led leads on, and all that it saw is merged', async () => {
  const [leader, follower] = await desks.sides();
  await until(
    async () => (await viewOf(leader)).system.team?.desks.length,
    (count) => count === 2,
    20_000,
  );
  for (const { gateway } of desks.places) await gateway.set('closed');
  await wait(OUTAGE / 2);
  const [row] = Object.values((await viewOf(leader)).alerts) as [AlertRow];
  expect(
    await leader.console.call('alert.acknowledge', { alert: row.id, note: 'amid it', end: { kind: 'resolved' } }),
  ).toMatchObject({ ok: true });
  await wait(OUTAGE / 2);
  await Promise.all(desks.places.map(({ gateway }) => gateway.set('open')));
  await until(
    async () => (await Promise.all(desks.places.map(bannersOf))).flat(),
    (banners) => !banners.some((id) => ['shared-store', 'no-leader', 'acts-wait'].includes(id)),
    60_000,
  );
  expect(await Promise.all(desks.places.map(bannersOf)).then((all) => all.flat())).not.toContain('put-aside');
  expect(await roleOf(leader)).toBe('leads');
  expect(await roleOf(follower)).toBe('follows');
  expect((await actsThere()).filter((action) => action === 'alert.acknowledge')).toHaveLength(1);
}, 180_000);
