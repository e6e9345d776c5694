import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertRow } from '../../src/main/core/model/view.js';
import { type Console, createDataFolder, onWatch, startConsole, until } from '../support/process.js';
import { type Gateway, openGateway } from '../support/servers/gateway.js';
import { createLoopback } from '../support/servers/loopback.js';
import { createDatabase, type OwnDatabase } from './database.js';

interface Place {
  readonly name: string;
  readonly folder: string;
  readonly gateway: Gateway;
  console: Console;
}

const loopback = createLoopback();
const places: Place[] = [];
const cleanUps: (() => Promise<void>)[] = [];
let own: OwnDatabase;

const configOf = (name: string, site: string, uri: string): string =>
  JSON.stringify({
    version: 1,
    profile: 'none',
    operator: { name: `Operator of ${name}`, role: 'admin' },
    store: { kind: 'mongodb', uri, desk: name },
    sources: { host: { enabled: false } },
    connectivity: { probes: [] },
    channels: { desktop: { enabled: false } },
    rules: [{ id: 'down', severity: 'critical', category: 'availability', when: { metric: 'up', below: 1 } }],
    targets: [{ id: 'page', url: `${site}/page`, every: '1s', timeout: '900ms', confirm: { tries: 1, wait: 0 } }],
  });

beforeAll(async () => {
  own = await createDatabase();
  const site = await loopback.http((_, response) => {
    response.statusCode = 503;
    response.end('gone');
  });
  for (const name of ['north', 'south']) {
    const url = new URL(own.uri);
    const gateway = await openGateway(url.hostname, Number(url.port));
    url.host = `127.0.0.1:${gateway.port}`;
    const { folder, remove } = await createDataFolder(configOf(name, site, url.href));
    cleanUps.push(remove, gateway.stop);
    places.push({ name, folder, gateway, console: await startConsole({ dataFolder: folder }) });
  }
  await onWatch((places[0] as Place).console);
}, 90_000);

afterAll(async () => {
  for (const { console } of places) await console.stop();
  await loopback.stop();
  await own.drop();
  for (const cleanUp of cleanUps) await cleanUp();
}, 60_000);

const viewOf = async ({ console }: Place) => (await console.read('view.read', {})).view;
const roleOf = async (place: Place) => (await viewOf(place)).system.team?.role;

const untilLeads = (place: Place): Promise<unknown> =>
  until(
    () => roleOf(place),
    (role) => role === 'leads',
    40_000,
  );

const other = (place: Place): Place => places.find((each) => each !== place) as Place;

const leaderNow = async (): Promise<Place> => {
  const roles = await until(
    () => Promise.all(places.map(roleOf)),
    (found) => found.includes('leads'),
    40_000,
  );
  return places[roles.indexOf('leads')] as Place;
};

const alertOf = async (place: Place): Promise<AlertRow> => {
  const rows = await until(
    async () => Object.values((await viewOf(place)).alerts),
    (found) => found.length > 0,
    20_000,
  );
  return rows[0] as AlertRow;
};

const notesOf = async (place: Place): Promise<readonly string[]> => {
  const alert = (await alertOf(place)).id;
  const { timeline } = await place.console.read('alert.read', { alert });
  return timeline.filter(({ kind }) => kind === 'note').map(({ text }) => text);
};

/** How often the audit trail tells of a note, straight from the database: none of the desks needs to be asked. */
const enteredOf = async (text: string): Promise<number> =>
  own.db.collection('watchroom_audit').countDocuments({ body: { $regex: `"text":"${text}"` } });

/** Nothing waits at a desk any more, and it shows no refusal. */
const untilNothingWaits = (place: Place): Promise<unknown> =>
  until(
    async () => (await viewOf(place)).system,
    ({ team, banners }) =>
      team?.role === 'follows' && team.waiting.length === 0 && !banners.some(({ id }) => id === 'acts-wait'),
    40_000,
  );

it('an act whose commit arrived, though its answer was lost, is done once after a take-over', async () => {
  const first = await leaderNow();
  const next = other(first);
  const alert = (await alertOf(first)).id;
  await first.gateway.set('answers-lost');
  // It arrives, and the desk that leads does not learn of it.
  const noted = await first.console.call('alert.note', { alert, text: 'I called the host' });
  expect(noted).toMatchObject({ ok: true });
  await first.gateway.set('closed');
  await untilLeads(next);
  expect(await enteredOf('I called the host')).toBe(1);
  await first.gateway.set('open');
  await untilNothingWaits(first);
  expect(await enteredOf('I called the host')).toBe(1);
  expect(await notesOf(next)).toEqual(['I called the host']);
  expect((await viewOf(first)).system.banners.filter(({ id }) => id.startsWith('act-refused'))).toEqual([]);
}, 120_000);

it('an act that was killed with its desk, before the answer came, is neither lost nor done twice', async () => {
  const first = await leaderNow();
  const next = other(first);
  const alert = (await alertOf(first)).id;
  for (const [passage, text] of [
    ['answers-lost', 'it arrived'],
    ['closed', 'it did not'],
  ] as const) {
    await first.gateway.set(passage);
    void first.console.call('alert.note', { alert, text }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
  await first.console.kill();
  await untilLeads(next);
  await first.gateway.set('open');
  first.console = await startConsole({ dataFolder: first.folder });
  await untilNothingWaits(first);
  const notes = await until(
    () => notesOf(next),
    (found) => found.includes('it did not'),
    20_000,
  );
  expect(notes.toSorted()).toEqual(['I called the host', 'it arrived', 'it did not']);
}, 120_000);
