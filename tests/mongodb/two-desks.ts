import { type Console, createDataFolder, onWatch, startConsole, until } from '../support/process.js';
import { type Gateway, openGateway } from '../support/servers/gateway.js';
import { createLoopback } from '../support/servers/loopback.js';
import { createDatabase, type OwnDatabase } from './database.js';

/** A desk as a process of its own, with a way to MongoDB that can be cut. */
export interface Place {
  readonly name: string;
  readonly folder: string;
  readonly gateway: Gateway;
  console: Console;
}

export interface TwoDesks {
  readonly own: OwnDatabase;
  readonly places: readonly [Place, Place];
  /** The one that leads, and the other. */
  sides(): Promise<readonly [leader: Place, follower: Place]>;
  stop(): Promise<void>;
}

/** What every desk of these tests is set to; `more` says what it watches and whom it tells. */
export const deskDocument = (name: string, uri: string, more: object): string =>
  JSON.stringify({
    version: 1,
    profile: 'none',
    operator: { name: `Operator of ${name}`, role: 'admin' },
    store: { kind: 'mongodb', uri, desk: name },
    sources: { host: { enabled: false } },
    connectivity: { probes: [] },
    channels: { desktop: { enabled: false } },
    rules: [{ id: 'down', severity: 'critical', category: 'availability', when: { metric: 'up', below: 1 } }],
    ...more,
  });

/** A page that is looked at each second, and believed at once. */
export const watchedPage = (id: string, site: string): object => ({
  ...{ id, url: `${site}/${id}`, every: '1s', timeout: '900ms' },
  confirm: { tries: 1, wait: 0 },
});

/** Two desks that share a store and watch a page that is down. The first one leads. */
export const startTwoDesks = async (environments: readonly [object?, object?] = []): Promise<TwoDesks> => {
  const loopback = createLoopback();
  const own = await createDatabase();
  const cleanUps: (() => Promise<void>)[] = [];
  const site = await loopback.http((_, response) => {
    response.statusCode = 503;
    response.end('gone');
  });
  const startOne = async (name: string, environment: object = {}): Promise<Place> => {
    const url = new URL(own.uri);
    const gateway = await openGateway(url.hostname, Number(url.port));
    url.host = `127.0.0.1:${gateway.port}`;
    const { folder, remove } = await createDataFolder(deskDocument(name, url.href, { targets: [watchedPage('page', site)] }));
    cleanUps.push(remove, gateway.stop);
    const console = await startConsole({ dataFolder: folder, environment: environment as Record<string, string> });
    return { name, folder, gateway, console };
  };
  const first = await startOne('north', environments[0]);
  await onWatch(first.console);
  const places = [first, await startOne('south', environments[1])] as const;
  return {
    own,
    places,
    sides: async () => {
      const roles = await until(
        () => Promise.all(places.map(roleOf)),
        (found) => found.includes('leads'),
        40_000,
      );
      return roles[0] === 'leads' ? places : [places[1], places[0]];
    },
    stop: async () => {
      for (const { console } of places) await console.stop();
      await loopback.stop();
      await own.drop();
      for (const cleanUp of cleanUps) await cleanUp();
    },
  };
};

export const viewOf = async ({ console }: Place) => (await console.read('view.read', {})).view;

export const roleOf = async (place: Place) => (await viewOf(place)).system.team?.role;

export const untilLeads = (place: Place): Promise<unknown> =>
  until(
    () => roleOf(place),
    (role) => role === 'leads',
    40_000,
  );
