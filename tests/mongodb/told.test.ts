import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertRow } from '../../src/main/core/model/alert-view.js';
import { type Console, createDataFolder, onWatch, startConsole, until } from '../support/process.js';
import { createLoopback } from '../support/servers/loopback.js';
import { type ReplicaSet, startReplicaSet } from '../support/servers/replica-set.js';
import { createDatabase, type OwnDatabase } from './database.js';
import { deskDocument, watchedPage } from './two-desks.js';

const loopback = createLoopback();
const broken = new Set<string>();
const PAGES = ['page-0', 'page-1', 'page-2'];
const consoles: Console[] = [];
const cleanUps: (() => Promise<void>)[] = [];
let own: OwnDatabase;
let set: ReplicaSet;

beforeAll(async () => {
  own = await createDatabase();
  set = await startReplicaSet(own.uri);
  const site = await loopback.http(({ url }, response) => {
    response.statusCode = broken.has(String(url).slice(1)) ? 503 : 200;
    response.end('hello');
  });
  for (const name of ['north', 'south']) {
    const config = deskDocument(name, set.uri, { targets: PAGES.map((id) => watchedPage(id, site)) });
    const { folder, remove } = await createDataFolder(config);
    cleanUps.push(remove);
    const started = await startConsole({ dataFolder: folder });
    consoles.push(started);
    if (name === 'north') await onWatch(started);
  }
}, 90_000);

afterAll(async () => {
  for (const each of consoles) await each.stop();
  expect(set.open()).toBe(0);
  await loopback.stop();
  await set.stop();
  await own.drop();
  for (const cleanUp of cleanUps) await cleanUp();
}, 60_000);

const viewOf = async (console: Console) => (await console.read('view.read', {})).view;
const hearingOf = async (console: Console) => (await viewOf(console)).system.team?.hearing;
const alertOf = async (console: Console, target: string): Promise<AlertRow | undefined> =>
  Object.values((await viewOf(console)).alerts).find((row) => row.target === target);

/** Milliseconds from the moment at which the desk that leads shows it until the other does. */
const untilFollowerShows = async (target: string): Promise<number> => {
  const [leader, follower] = consoles as [Console, Console];
  const isShown = (row: AlertRow | undefined): boolean => row?.state === 'firing';
  await until(() => alertOf(leader, target), isShown, 30_000);
  const began = performance.now();
  await until(() => alertOf(follower, target), isShown, 10_000);
  return performance.now() - began;
};

it('where MongoDB tells of changes, both desks listen by one stream each, and the one that follows shows and acts', async () => {
  for (const each of consoles)
    await until(
      () => hearingOf(each),
      (hearing) => hearing?.kind === 'told',
      10_000,
    );
  expect(set.open()).toBe(2);
  broken.add('page-0');
  expect(await untilFollowerShows('page-0')).toBeLessThan(2_000);
  const [leader, follower] = consoles as [Console, Console];
  const alert = (await alertOf(follower, 'page-0'))?.id as AlertRow['id'];
  const began = performance.now();
  await follower.read('alert.acknowledge', { alert, note: 'mine', end: { kind: 'resolved' } });
  expect(performance.now() - began).toBeLessThan(2_000);
  expect((await alertOf(leader, 'page-0'))?.acknowledged?.note).toBe('mine');
}, 60_000);

it('a stream that falls silent costs no more than a moment', async () => {
  set.silence('on');
  broken.add('page-1');
  expect(await untilFollowerShows('page-1')).toBeLessThan(2_500);
  set.silence('off');
}, 60_000);

it('where MongoDB ends its streams the desks ask again, say so, and show the same as soon as ever', async () => {
  set.refuse(136);
  set.end(286);
  for (const each of consoles)
    await until(
      () => hearingOf(each),
      (hearing) => hearing?.kind === 'asks',
      10_000,
    );
  expect(await hearingOf(consoles[1] as Console)).toMatchObject({
    why: expect.stringMatching(/fell behind|no change streams/),
  });
  broken.add('page-2');
  expect(await untilFollowerShows('page-2')).toBeLessThan(2_000);
  set.refuse(null);
}, 60_000);
