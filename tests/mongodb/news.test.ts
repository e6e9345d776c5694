import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskRequest } from '../../src/main/core/model/team.js';
import type { ShownView, Team, TeamChange } from '../../src/main/core/port/team.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { prepareConnection } from '../../src/main/store/mongodb/connect.js';
import { hearNews, type News } from '../../src/main/store/mongodb/news.js';
import { openTeam } from '../../src/main/store/mongodb/team.js';
import { until } from '../support/process.js';
import { type ReplicaSet, startReplicaSet } from '../support/servers/replica-set.js';
import { silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

let own: OwnDatabase;
let set: ReplicaSet;
const cleanUps: (() => Promise<unknown>)[] = [];
const { folder } = temporaryFolder();
let count = 0;

beforeEach(async () => {
  own = await createDatabase();
  set = await startReplicaSet(own.uri);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await set.stop();
  await own.drop();
});

const openDesk = async (uri: string): Promise<Team> => {
  count += 1;
  const outbox = join(folder, `outbox-${count}.db`);
  const team = await openTeam({ uri, allowInsecure: false, outbox, log: silentLog, clock: systemClock() });
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= team.stop();
    return stopping;
  };
  cleanUps.push(stop);
  return { ...team, stop };
};

/** Listens to what this server tells; what was lost is tried again after a tenth of a second. `reasons` takes why it had to ask. */
const hearAt = async (uri: string, reasons: unknown[] = []): Promise<News> => {
  const { client, collections } = await prepareConnection({ uri, allowInsecure: false });
  const info = (_: string, facts?: object): void => void reasons.push(...Object.values(facts ?? {}));
  const news = hearNews({ collections, log: { ...silentLog, info }, again: 100 });
  cleanUps.push(async () => {
    await news.stop();
    await client.close();
  });
  return news;
};

const untilHearing = (news: Pick<News, 'hearing'>, kind: 'told' | 'asks') =>
  until(
    async () => news.hearing(),
    (found) => found.kind === kind && !('why' in found && found.why.includes('not been asked')),
    5_000,
  );

const heardBy = (news: Pick<News, 'listen'>): TeamChange[] => {
  const heard: TeamChange[] = [];
  news.listen((change) => heard.push(change));
  return heard;
};

const untilHeard = (heard: readonly TeamChange[], change: TeamChange): Promise<unknown> =>
  until(
    async () => heard,
    (found) => found.some((each) => JSON.stringify(each) === JSON.stringify(change)),
    3_000,
  );

const viewNumber = (revision: number): ShownView => ({ revision, view: {} as never });

const request = (id: string): DeskRequest => ({
  ...{ id, desk: 'north', call: 'alerts', input: [], actor: null, at: systemClock().now(), isLate: false },
});

describe('a MongoDB that is no replica set', () => {
  it('is asked, and it is said why', async () => {
    const team = await openDesk(own.uri);
    expect(await untilHearing(team.news, 'asks')).toEqual({
      kind: 'asks',
      why: 'MongoDB is no replica set, so it tells of no changes',
    });
  });
});

describe('a replica set', () => {
  it('tells a desk at once of a view, of a request, and of its answer, by one stream', async () => {
    const [leader, follower] = [await openDesk(set.uri), await openDesk(set.uri)];
    for (const { news } of [leader, follower]) await untilHearing(news, 'told');
    const [atLeader, atFollower] = [heardBy(leader.news), heardBy(follower.news)];
    await leader
      .lead({ changed: () => undefined, deposed: () => undefined })
      .then((store) => cleanUps.push(async () => store?.stop()));

    await leader.show(viewNumber(1));
    await untilHeard(atFollower, { kind: 'shown' });
    expect(await follower.shown(null)).toMatchObject({ view: {} });
    await follower.ask(request('r1'));
    await untilHeard(atLeader, { kind: 'asked' });
    expect(await leader.nextDue()).toMatchObject({ request: { id: 'r1' } });
    await leader.answer('r1', '{"value":1}');
    await untilHeard(atFollower, { kind: 'answered', request: 'r1' });
    expect(await follower.answerTo('r1')).toBe('{"value":1}');
    // Readings, commits and who is there go by unheard.
    expect(new Set(atFollower.map(({ kind }) => kind))).toEqual(new Set(['shown', 'asked', 'answered']));
    expect([set.open(), set.opened()]).toEqual([2, 2]);
  }, 20_000);

  it.each([
    [286, 'the change stream fell behind what MongoDB remembers'],
    [280, 'the change stream was lost'],
    ['invalidated', 'MongoDB ended the change stream'],
  ] as const)(
    'whose stream ends (%s) is asked, and heard again later: what came meanwhile is looked for',
    async (how, why) => {
      const reasons: unknown[] = [];
      const news = await hearAt(set.uri, reasons);
      await untilHearing(news, 'told');
      const heard = heardBy(news);
      set.refuse(136);
      set.end(how);
      await untilHearing(news, 'asks');
      expect(reasons).toContain(why);
      expect(heard).toEqual([]);
      set.refuse(null);
      await untilHearing(news, 'told');
      expect(heard).toEqual([{ kind: 'anything' }]);
      expect(set.open()).toBe(1);
    },
    20_000,
  );

  it.each([
    [13, 'the user of store.uri may open no change stream on the database'],
    [136, 'this MongoDB offers no change streams'],
    [40573, 'this MongoDB offers no change streams'],
    [1, 'MongoDB failed (MongoServerError, code 1)'],
  ])('that refuses a stream (%i) is asked, and its words are told to nobody', async (code, why) => {
    set.refuse(code);
    const news = await hearAt(set.uri);
    expect(await untilHearing(news, 'asks')).toEqual({ kind: 'asks', why });
    set.refuse(null);
    await untilHearing(news, 'told');
  });

  it('that fails for a moment is heard on: the driver opens the stream again where it was', async () => {
    const news = await hearAt(set.uri);
    await untilHearing(news, 'told');
    const heard = heardBy(news);
    // The cursor is gone, as after another member has taken over.
    set.end(43);
    await until(
      async () => set.opened(),
      (opened) => opened === 2,
      3_000,
    );
    expect(news.hearing()).toEqual({ kind: 'told' });
    const team = await openDesk(set.uri);
    await team.ask(request('r2'));
    await untilHeard(heard, { kind: 'asked' });
  }, 20_000);

  it('has no stream of a desk that has stopped', async () => {
    const team = await openDesk(set.uri);
    await untilHearing(team.news, 'told');
    const heard = heardBy(team.news);
    await team.stop();
    expect([set.open(), set.opened()]).toEqual([0, 1]);
    expect(heard).toEqual([]);
  });

  it('that has gone away is asked within seconds, before the driver gives the stream up', async () => {
    const news = await hearAt(set.uri);
    await untilHearing(news, 'told');
    await set.stop();
    expect(await untilHearing(news, 'asks')).toMatchObject({
      why: expect.stringMatching(/fallen silent|refuses connections|does not answer/),
    });
  }, 20_000);
});
