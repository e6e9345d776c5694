import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveFeeds } from '../../src/main/config/resolve/feeds.js';
import { documentV1 } from '../../src/main/config/schema/v1.js';
import type { MongodbFeed } from '../../src/main/core/port/feeds.js';
import { type Duration, days, type Instant, instant, minutes } from '../../src/main/core/time/instant.js';
import { createDatabase, lookAt, type OwnDatabase, sourceOf } from '../mongodb/database.js';
import { outcomeOf } from '../support/servers/targets.js';
import { printTable, summarise } from './support.js';

const EVENTS = 1_000_000;
const BATCH = 5_000;
const NOW = instant(Date.UTC(2026, 10, 26, 12, 0, 30));
/** So long before the end of the day. */
const ago = (length: Duration): Instant => instant(NOW - length);
const PAGES = ['/', '/tutors', '/inquiry', '/booking', '/prices', '/about'];
const DEVICES = ['mobile', 'desktop', 'tablet'];
const COUNTRIES = ['GB', 'IE', 'FR', 'DE'];

/** An event of a day of many visitors, `share` of the way through it. */
const eventOf = (n: number, begin: Instant, step: number): object => {
  const where = { at: new Date(begin + n * step), page: PAGES[n % 6], device: DEVICES[n % 3], country: COUNTRIES[n % 4] };
  if (n % 10 < 4) return { ...where, name: ['LCP', 'INP', 'CLS', 'TTFB'][n % 4], value: (n * 7) % 3_000 };
  if (n % 10 < 8) return { ...where, event: 'page_view', entry: n % 3 === 0, failed: n % 200 === 0 };
  if (n % 10 === 8) return { ...where, event: 'session', seconds: n % 600, pages: 1 + (n % 5) };
  return { ...where, event: 'form_submission', form: n % 2 ? 'inquiry' : 'booking', outcome: n % 50 ? 'success' : 'failure' };
};

let own: OwnDatabase;
let feed: MongodbFeed;
beforeAll(async () => {
  own = await createDatabase();
  const events = own.db.collection('events');
  await events.createIndex({ at: 1 });
  const step = days(1) / EVENTS;
  for (let n = 0; n < EVENTS; n += BATCH)
    await events.insertMany(Array.from({ length: BATCH }, (_, k) => eventOf(n + k, ago(days(1)), step)));
  const document = { version: 1, sources: { mongodb: { uri: own.uri, events: { collection: 'events' } } } };
  feed = resolveFeeds(documentV1.parse(document)).mongodb as MongodbFeed;
}, 900_000);
afterAll(() => own.drop());

const time = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

describe('a day of a million events', () => {
  it('is read in a first look, in looks after it, and as a whole after a day of sleep', async () => {
    const [first, next, day]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < 10; round += 1) {
      const source = sourceOf(feed);
      first.push(await time(async () => outcomeOf(await lookAt(source, ago(minutes(20))), 'answered')));
      for (let look = 19; look >= 10; look -= 1)
        next.push(await time(async () => outcomeOf(await lookAt(source, ago(minutes(look))), 'answered')));
      await source.stop();
    }
    const counted: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const source = sourceOf(feed);
      await lookAt(source, ago(days(1)));
      let looks = 0;
      day.push(
        await time(async () => {
          for (let isDone = false; !isDone; looks += 1) {
            const { facts } = outcomeOf(await lookAt(source, NOW), 'answered');
            isDone = !facts.note?.includes('is being read up');
          }
        }),
      );
      counted.push(looks);
      await source.stop();
    }
    printTable('A day of 1,000,000 events in MongoDB', [
      summarise('first look (the last hour for shares)', first),
      summarise('each look after it', next),
      summarise(`the whole day, after a sleep (${counted.join(', ')} looks)`, day),
    ]);
    expect(next).toHaveLength(100);
  });
});
