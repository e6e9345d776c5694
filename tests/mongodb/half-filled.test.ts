import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../support/process.js';
import { type Place, startTwoDesks, type TwoDesks, untilLeads, viewOf } from './two-desks.js';

let desks: TwoDesks;
beforeAll(async () => {
  desks = await startTwoDesks();
}, 90_000);
afterAll(() => desks.stop(), 60_000);

const logOf = ({ folder }: Place): string =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.log'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('');

it('a desk that meets a store which is only partly filled says what it waits for, and leads once it is whole', async () => {
  const [leader, follower] = await desks.sides();
  const meta = desks.own.db.collection('watchroom_meta');
  await meta.insertOne({ _id: 'transfer' as never, term: 1_000, from: 'the backup x', series: '' });
  await leader.console.stop();
  const banners = async () => (await viewOf(follower)).system.banners;
  const [banner] = await until(
    async () => (await banners()).filter(({ id }) => id === 'store-unfinished'),
    (found) => found.length > 0,
    40_000,
  );
  expect(banner).toMatchObject({
    text: expect.stringContaining('what was kept in the backup x is only partly here yet'),
    remedy: expect.stringContaining('watchroom restore'),
  });
  expect(logOf(follower).split('"team.waits"').length - 1).toBe(1);
  await meta.deleteOne({ _id: 'transfer' as never });
  await untilLeads(follower);
  expect((await banners()).map(({ id }) => id)).not.toContain('store-unfinished');
}, 120_000);
