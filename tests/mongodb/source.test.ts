import { afterAll, beforeAll } from 'vitest';
import type { Source } from '../../src/main/core/port/source.js';
import { sourceSuite } from '../contract/source/suite.js';
import { createDatabase, feedOf, mongodbTarget, type OwnDatabase, sourceOf } from './database.js';

let own: OwnDatabase;
beforeAll(async () => {
  own = await createDatabase();
  await own.db.collection('events').insertOne({ at: new Date(), event: 'session' });
});
afterAll(() => own.drop());

const COUNT = { metric: 'sessions_total', where: [], computation: { kind: 'count' }, by: {}, labels: {} } as const;

sourceSuite({
  kind: 'mongodb',
  create: () => {
    const events = { collection: 'events', time: 'at', late: 60_000, where: [], measures: [COUNT] };
    return sourceOf(feedOf(own.uri, { collections: [events as never] })) as Source<never>;
  },
  target: mongodbTarget,
  // What a server does not tell is left out.
  least: 2,
});
