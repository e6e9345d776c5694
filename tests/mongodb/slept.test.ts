import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LeadStore, Team } from '../../src/main/core/port/team.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { after } from '../../src/main/core/time/instant.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { openTeam } from '../../src/main/store/mongodb/team.js';
import { answerFor, type Command } from '../support/servers/mongodb-answers.js';
import { commitOf, KEEP, MINUTE, START, samplesOf, seriesNamed, silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

const NOON = after(START, 180 * MINUTE);
const LATENCY = seriesNamed('latency_seconds');
const ID = seriesId(LATENCY);

let own: OwnDatabase;
let place: ReturnType<typeof temporaryFolder>;
const cleanUps: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  own = await createDatabase();
  place = temporaryFolder();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await own.drop();
  place.remove();
});

const teamAt = async (port: string): Promise<Team> => {
  const url = new URL(own.uri);
  url.port = port;
  const outbox = join(place.folder, `${randomUUID()}.db`);
  const team = await openTeam({ uri: url.href, allowInsecure: false, outbox, log: silentLog, clock: systemClock() });
  cleanUps.push(team.stop);
  return team;
};

interface Sleeper {
  readonly store: LeadStore;
  isDeposed(): boolean;
  /** Falls asleep at its next write of this kind, with that on its lips; resolves then. */
  sleepAt(collection: string): Promise<void>;
  wake(): void;
}

/** A desk that leads, and can be put to sleep between two of its writes. */
const startSleeper = async (): Promise<Sleeper> => {
  let at: string | null = null;
  let isDeposed = false;
  let asleep = (): void => undefined;
  let wake = (): void => undefined;
  let sleeping: Promise<null> | null = null;
  const answer = (command: Command): null | Promise<null> => {
    if (sleeping === null && at !== null && [command.update, command.delete].includes(at)) {
      at = null;
      sleeping = new Promise((resolve) => {
        wake = () => {
          sleeping = null;
          resolve(null);
        };
      });
      asleep();
    }
    return 'hello' in command ? null : sleeping;
  };
  const { hostname, port } = new URL(own.uri);
  const front = await answerFor(hostname, Number(port), answer);
  cleanUps.push(front.stop);
  const team = await teamAt(String(front.port));
  const store = (await team.lead({ changed: () => undefined, deposed: () => (isDeposed = true) })) as LeadStore;
  cleanUps.push(async () => {
    wake();
    await store.stop();
  });
  return {
    store,
    isDeposed: () => isDeposed,
    sleepAt: (collection) =>
      new Promise((resolve) => {
        at = collection;
        asleep = resolve;
      }),
    wake: () => wake(),
  };
};

/** Another desk takes the lead, as after the lease of the one that sleeps has run out. */
const succeed = async (): Promise<LeadStore> => {
  await own.db.collection('watchroom_meta').updateOne({ _id: 'writer' as never }, { $set: { until: new Date(0) } });
  const team = await teamAt(new URL(own.uri).port);
  const store = (await team.lead({ changed: () => undefined, deposed: () => undefined })) as LeadStore;
  cleanUps.push(store.stop);
  return store;
};

/** Three samples, a minute apart. */
const commit = (store: LeadStore, minute: number, value: number): Promise<void> =>
  store.journal.commit(commitOf({ samples: samplesOf(LATENCY, START + minute * MINUTE, MINUTE, 3, () => value) }));

/** All that is kept of readings, and how far; not until when somebody leads. */
const kept = async (): Promise<string> => {
  const names = ['samples', 'rollups_minute', 'rollups_five_minutes', 'rollups_hour', 'series', 'meta'];
  const all = await Promise.all(
    names.map((name) =>
      own.db
        .collection(`watchroom_${name}`)
        .find({ _id: { $ne: 'writer' as never } })
        .sort({ _id: 1 })
        .toArray(),
    ),
  );
  return JSON.stringify(all);
};

it.each(['watchroom_rollups_minute', 'watchroom_rollups_hour', 'watchroom_samples', 'watchroom_series'])(
  'a leader that sleeps amid sealing, at %s, and wakes after its successor has sealed more, changes nothing',
  async (collection) => {
    const sleeper = await startSleeper();
    await commit(sleeper.store, 0, 1);
    // Puts them into their hour, which has not cooled yet.
    await sleeper.store.history.retain(KEEP, after(START, 30 * MINUTE));
    const asleep = sleeper.sleepAt(collection);
    const retaining = sleeper.store.history.retain(KEEP, NOON).catch((error: unknown) => error);
    await asleep;

    const next = await succeed();
    await commit(next, 3, 9);
    expect(await next.history.retain(KEEP, NOON)).toMatchObject({ sealed: 1 });
    const before = await kept();
    sleeper.wake();
    expect(await retaining).toMatchObject({ code: 'taken' });
    expect(await kept()).toBe(before);
    expect(sleeper.isDeposed()).toBe(true);
    expect(await next.history.hourly(ID, START, after(START, 60 * MINUTE))).toMatchObject([{ n: 6, min: 1, max: 9 }]);
  },
  30_000,
);

it('a leader that wakes before its successor has sealed leaves the sealing to that one', async () => {
  const sleeper = await startSleeper();
  await commit(sleeper.store, 0, 1);
  await sleeper.store.history.retain(KEEP, after(START, 30 * MINUTE));
  const asleep = sleeper.sleepAt('watchroom_rollups_hour');
  const retaining = sleeper.store.history.retain(KEEP, NOON).catch((error: unknown) => error);
  await asleep;
  const next = await succeed();
  await commit(next, 3, 9);
  await next.history.retain(KEEP, after(START, 30 * MINUTE));
  sleeper.wake();
  expect(await retaining).toMatchObject({ code: 'taken' });
  expect(await next.history.retain(KEEP, NOON)).toMatchObject({ sealed: 1 });
  expect(await next.history.hourly(ID, START, after(START, 60 * MINUTE))).toMatchObject([{ n: 6, min: 1, max: 9 }]);
}, 30_000);
