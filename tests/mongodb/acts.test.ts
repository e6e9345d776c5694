import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertRow } from '../../src/main/core/model/alert-view.js';
import { startConsole, until } from '../support/process.js';
import { type Place, startTwoDesks, type TwoDesks, untilLeads, viewOf } from './two-desks.js';

let desks: TwoDesks;
beforeAll(async () => {
  desks = await startTwoDesks();
}, 90_000);
afterAll(() => desks.stop(), 60_000);

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
  desks.own.db.collection('watchroom_audit').countDocuments({ body: { $regex: `"text":"${text}"` } });

/** Another commit has just arrived, and was carried over: for the next moment none is under way behind which an act would have to wait. */
const untilCommitted = async (): Promise<void> => {
  const newest = async () => (await desks.own.db.collection('watchroom_commits').find().sort({ _id: -1 }).limit(1).next())?._id;
  const before = await newest();
  await until(newest, (now) => now !== before, 10_000);
  // A commit is made a second after the one before; it is carried over within some milliseconds.
  await new Promise((resolve) => setTimeout(resolve, 300));
};

/** Nothing waits at a desk any more, and it shows no refusal. */
const untilNothingWaits = (place: Place): Promise<unknown> =>
  until(
    async () => (await viewOf(place)).system,
    ({ team, banners }) =>
      team?.role === 'follows' && team.waiting.length === 0 && !banners.some(({ id }) => id === 'acts-wait'),
    40_000,
  );

it('an act whose commit arrived, though its answer was lost, is done once after a take-over', async () => {
  const [first, next] = await desks.sides();
  const alert = (await alertOf(first)).id;
  await untilCommitted();
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
  const [first, next] = await desks.sides();
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

it('an act of a desk that led, and is started as one that may not any more, is carried out by the one that leads', async () => {
  const [first, next] = await desks.sides();
  const alert = (await alertOf(first)).id;
  await first.gateway.set('closed');
  const text = 'seen before I was set to follow';
  expect(await first.console.call('alert.note', { alert, text })).toMatchObject({ ok: true });
  await first.console.kill();
  await untilLeads(next);
  const file = join(first.folder, 'config.yml');
  const document = JSON.parse(await readFile(file, 'utf8')) as { readonly store: object };
  await writeFile(file, JSON.stringify({ ...document, store: { ...document.store, mayLead: false } }));
  await first.gateway.set('open');
  first.console = await startConsole({ dataFolder: first.folder });
  const notes = await until(
    () => notesOf(next),
    (found) => found.includes(text),
    20_000,
  );
  expect(notes.filter((note) => note === text)).toHaveLength(1);
}, 120_000);
