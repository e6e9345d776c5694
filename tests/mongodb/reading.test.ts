import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveFeeds } from '../../src/main/config/resolve/feeds.js';
import { documentV1 } from '../../src/main/config/schema/v1.js';
import type { Measure } from '../../src/main/core/model/reading.js';
import type { FeedTarget } from '../../src/main/core/model/target.js';
import type { Source } from '../../src/main/core/port/source.js';
import { samplesOfMeasures } from '../../src/main/core/sample/ingest.js';
import { after, type Instant, instant, minutes, seconds } from '../../src/main/core/time/instant.js';
import { lastReadIn } from '../../src/main/source/mongodb/last-read.js';
import { createMemoryStore } from '../../src/main/store/memory/memory-store.js';
import { outcomeOf } from '../support/servers/targets.js';
import { commitOf } from '../support/store.js';
import { createDatabase, lookAt, type OwnDatabase, said, sourceOf } from './database.js';

let own: OwnDatabase;
let source: Source<FeedTarget>;
beforeEach(async () => {
  own = await createDatabase();
});
afterEach(async () => {
  await source.stop();
  await own.drop();
});

/** Half past ten, and half a minute. */
const NOON = instant(Date.UTC(2026, 10, 26, 12, 0, 30));
const TWO_DAYS_AGO = after(NOON, -48 * 3_600_000);
const at = (shift: number): Date => new Date(NOON + shift * 1_000);

const configured = (mongodb: object, lastRead?: (collection: string) => Promise<Instant | null>): void => {
  const document = documentV1.parse({ version: 1, sources: { mongodb: { uri: own.uri, ...mongodb } } });
  const feed = resolveFeeds(document).mongodb;
  if (feed === null) throw new Error('no feed');
  source = sourceOf(feed, lastRead);
};

const look = async (shift: number): Promise<readonly Measure[]> =>
  outcomeOf(await lookAt(source, after(NOON, shift * 1_000)), 'answered').measures;

describe('events that a site writes as the collector takes them', () => {
  it('become counters, single values and shares, each at its own time', async () => {
    const page = '/tutors/12345?name=Ann';
    await own.db.collection('events').insertMany([
      { at: at(-20), name: 'LCP', value: 2_400, page, device: 'mobile' },
      { at: at(-19), name: 'LCP', value: 1_100, page, device: 'mobile' },
      { at: at(-18), name: 'CLS', value: 0.02, page, device: 'mobile' },
      { at: at(-15), event: 'page_view', page, device: 'mobile', entry: true },
      { at: at(-15), event: 'page_view', page, device: 'mobile', failed: true },
      { at: at(-10), event: 'form_submission', page: '/inquiry', form: 'inquiry', outcome: 'success' },
      { at: at(-9), event: 'form_submission', page: '/inquiry', form: 'inquiry', outcome: 'failure' },
      { at: at(-8), event: 'revenue', page: '/pay', amount: 40.5 },
      { at: at(-7), event: 'js_error', page, device: 'mobile' },
      { at: at(-6), event: 'js_error', page: '/pay' },
    ]);
    configured({ events: { collection: 'events' } });
    const measures = await look(0);
    const visited = 'device=mobile,page=tutors/:id';
    expect(said(measures, 'lcp_seconds')).toEqual([`${visited}: 2.4`, `${visited}: 1.1`]);
    expect(measures.filter(({ name }) => name === 'lcp_seconds').map((each) => each.at)).toEqual([
      NOON - 20_000,
      NOON - 19_000,
    ]);
    expect(said(measures, 'cls')).toEqual([`${visited}: 0.02`]);
    expect(said(measures, 'page_views_total')).toEqual([`${visited}: 0`, `${visited}: 2`]);
    expect(said(measures, 'page_views_failed_total')).toEqual([`${visited}: 0`, `${visited}: 1`]);
    expect(said(measures, 'form_submissions_total')).toEqual(['form=inquiry,page=inquiry: 0', 'form=inquiry,page=inquiry: 2']);
    expect(said(measures, 'form_failures_total').at(-1)).toBe('form=inquiry,page=inquiry: 1');
    expect(said(measures, 'funnel_step_total').at(-1)).toBe(`${visited},step=visit: 1`);
    expect(said(measures, 'revenue_total').at(-1)).toBe('page=pay: 40.5');
    expect(said(measures, 'js_errors_total')).toEqual([': 0', ': 2']);
  });

  it('are counted once, however often they are looked at, and late ones when they are found', async () => {
    const events = own.db.collection('events');
    await events.insertMany([1, 2, 3].map((n) => ({ at: at(-n), event: 'session', seconds: 60, pages: n })));
    configured({ events: { collection: 'events', by: ['page'] } });
    expect(said(await look(0), 'sessions_total')).toEqual([': 0', ': 3']);
    expect(said(await look(60), 'sessions_total')).toEqual([]);
    await events.insertOne({ at: at(-2), event: 'session', seconds: 60, pages: 2 });
    await events.insertOne({ at: at(100), event: 'session', seconds: 60, pages: 2 });
    const measures = await look(120);
    expect(said(measures, 'sessions_total')).toEqual([': 4', ': 5']);
    const times = measures.filter(({ name }) => name === 'sessions_total').map((each) => each.at ?? 0);
    expect(times[1]).toBeGreaterThan(times[0] as number);
    expect(said(await look(180), 'sessions_total')).toEqual([]);
  });

  it('from before the first minute are not counted, but bear on shares', async () => {
    const past = Array.from({ length: 40 }, (_, n) => ({
      at: at(-600 - n),
      event: 'session',
      seconds: n < 20 ? 10 : 50,
      pages: 1 + (n % 2),
    }));
    await own.db.collection('events').insertMany(past);
    configured({ events: { collection: 'events' } });
    const measures = await look(0);
    expect(said(measures, 'sessions_total')).toEqual([]);
    expect(said(measures, 'bounce_ratio')).toEqual([': 0.5']);
    expect(said(measures, 'session_duration_seconds')).toEqual([': 30']);
    expect(said(await look(60), 'bounce_ratio')).toEqual([]);
    expect(said(await look(301), 'bounce_ratio')).toEqual([': 0.5']);
  });

  it('of a time in which nobody looked are read up, each minute at its own place', async () => {
    configured({ events: { collection: 'events', by: ['page'] } });
    await own.db.collection('events').createIndex({ at: 1 });
    await look(0);
    await own.db.collection('events').insertMany(
      Array.from({ length: 180 }, (_, n) => ({
        at: new Date(NOON + n * 60_000),
        event: 'page_view',
        name: 'LCP',
        value: 1_000,
      })),
    );
    const measures = await look(180 * 60);
    const views = measures.filter(({ name }) => name === 'page_views_total');
    expect(views.at(-1)?.value).toBe(180);
    expect(views).toHaveLength(181);
    expect(views[1]?.at).toBe(NOON + 30_000);
    expect(measures.filter(({ name }) => name === 'lcp_seconds')).toHaveLength(180);
  });

  it('of the time in which the desk was off are counted when it is back, each once', async () => {
    const revenue = (shift: number, amount: number) => ({ at: at(shift), event: 'revenue', amount });
    const events = { events: { collection: 'events' } };
    await own.db.collection('events').insertMany([revenue(-10, 100), revenue(-5, 20)]);
    const store = createMemoryStore();
    const clock = { now: () => after(NOON, 8 * 3_600_000) };
    configured(events);
    const first = await look(0);
    expect(said(first, 'revenue_total')).toEqual([': 0', ': 120']);
    await store.journal.commit(commitOf({ samples: samplesOfMeasures(first, { source: 'mongodb' }, NOON) }));
    await source.stop();
    // Booked at night, and one late in the very minute of the last look.
    await own.db.collection('events').insertMany([revenue(10, 1), revenue(3_600, 40), revenue(7 * 3_600, 2)]);
    configured(events, lastReadIn(store.history, clock));
    const second = (await look(8 * 3_600)).filter(({ name }) => name === 'revenue_total');
    expect(second.map(({ value }) => value)).toEqual([0, 1, 41, 43]);
    expect(second.at(-1)?.at).toBe(Math.floor((NOON + 7 * 3_600_000) / 60_000) * 60_000 + 60_000);
    expect(said(await look(8 * 3_600 + 60), 'revenue_total')).toEqual([]);
  });

  it('of more than a day in which the desk was off are let go, and that is said', async () => {
    await own.db.collection('events').insertMany([
      { at: at(-26 * 3_600), event: 'revenue', amount: 1_000 },
      { at: at(-20 * 3_600), event: 'revenue', amount: 5 },
    ]);
    configured({ events: { collection: 'events' } }, async () => TWO_DAYS_AGO);
    const answered = outcomeOf(await lookAt(source, NOON), 'answered');
    expect(said(answered.measures, 'revenue_total')).toEqual([': 0', ': 5']);
    expect(answered.facts?.note).toContain('older than a day was let go');
  });
});

describe('collections of any shape', () => {
  it('are read as the configuration says', async () => {
    await own.db.collection('orders').insertMany([
      { placed: at(-5), state: 'paid', price: { total: 120 }, shop: 'london', took: 1_500 },
      { placed: at(-5), state: 'paid', price: { total: 80 }, shop: 'london', took: 500 },
      { placed: at(-4), state: 'refused', price: { total: 300 }, shop: 'Ann Smith, 12 High Street', took: 2_500 },
      { placed: at(-4), state: 'test', price: { total: 1_000 }, shop: 'london', took: 9_000 },
    ]);
    const lookBack = { least: 1, over: '1h' };
    configured({
      business: {
        orders: {
          collection: 'orders',
          time: 'placed',
          where: { state: ['paid', 'refused'] },
          fields: { amount: 'price.total', outcome: 'state' },
          by: ['shop'],
          measures: [
            { metric: 'orders_total', count: true },
            { metric: 'revenue_total', sum: 'amount', where: { outcome: 'paid' }, by: [] },
            { metric: 'order_seconds', average: 'took', per: 1_000, by: [], ...lookBack },
            { metric: 'order_failure_ratio', ratio: { of: { outcome: 'refused' } }, by: [], ...lookBack },
            { metric: 'order_p75_seconds', percentile: { field: 'took', p: 75 }, per: 1_000, by: [] },
            { metric: 'funnel_step_total', by: [], funnel: { large: { amount: { atLeast: 100 } }, any: {} } },
          ],
        },
      },
    });
    const first = await look(0);
    expect(
      said(first, 'orders_total')
        .filter((text) => !text.endsWith(': 0'))
        .sort(),
    ).toEqual(['shop=london: 2', 'shop=other: 1']);
    expect(said(first, 'revenue_total').at(-1)).toBe(': 200');
    expect(said(first, 'funnel_step_total')).toEqual(['step=large: 0', 'step=large: 2', 'step=any: 0', 'step=any: 3']);
    expect(said(first, 'order_p75_seconds')).toEqual([]);
    expect(said(await look(60), 'order_p75_seconds')).toEqual([': 2.5']);
    const later = await look(330);
    expect(said(later, 'order_seconds')).toEqual([': 1.5']);
    expect(said(later, 'order_failure_ratio')[0]).toMatch(/^: 0\.333/);
  });

  it('of forms need nothing but their names', async () => {
    await own.db.collection('inquiries').insertMany([
      { createdAt: at(-5), state: 'sent' },
      { createdAt: at(-5), state: 'failed' },
    ]);
    configured({ business: { inquiry: { collection: 'inquiries', time: 'createdAt', fields: { outcome: 'state' } } } });
    const measures = await look(0);
    expect(said(measures, 'form_submissions_total').at(-1)).toBe('form=inquiry: 2');
    expect(said(measures, 'form_failures_total').at(-1)).toBe('form=inquiry: 1');
  });

  it('take no text of the configuration for code', async () => {
    await own.db.collection('orders').insertMany([
      { at: at(-5), state: '$state' },
      { at: at(-5), state: 'x' },
    ]);
    const measures = [{ metric: 'orders_total', where: { state: '$state' }, count: true }];
    configured({ business: { orders: { collection: 'orders', measures } } });
    expect(said(await look(0), 'orders_total').at(-1)).toBe(': 1');
  });
});

it('says who nobody is: what could name a person stays out of every label', async () => {
  const persons = [
    'ann@example.org',
    '+44 20 7946 0958',
    'Ann Smith',
    'SW1A 1AA',
    '4111 1111 1111 1111',
    2_079_460_958,
    '192.168.7.14',
  ];
  await own.db.collection('events').insertMany(
    persons.map((text) => ({
      at: at(-5),
      event: 'page_view',
      page: `/thanks/${text}`,
      device: text,
      country: text,
      variant: text,
    })),
  );
  configured({ events: { collection: 'events' } });
  const text = JSON.stringify(await look(0));
  for (const trace of ['ann', 'Ann', 'Smith', '7946', '1AA', '1111', '2079', '192.168']) expect(text).not.toContain(trace);
});

it('takes a fair part of more single values than it can keep, and says so', async () => {
  const many = Array.from({ length: 6_000 }, (_, n) => ({ at: new Date(NOON - 1 - n * 4), name: 'LCP', value: n % 1_000 }));
  await own.db.collection('events').insertMany(many);
  configured({ events: { collection: 'events' } });
  const outcome = outcomeOf(await lookAt(source, NOON), 'answered');
  expect(outcome.facts.note).toContain(
    'events has more single values than are kept: about 5000 of each stretch were taken at random',
  );
  const values = outcome.measures.filter(({ name }) => name === 'lcp_seconds').map(({ value }) => value);
  expect(values.length).toBeGreaterThan(4_500);
  expect(values.length).toBeLessThanOrEqual(5_000);
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
});

it('keeps its minutes apart when the clock of a look stands at the very second', async () => {
  const minute = instant(Math.floor(NOON / 60_000) * 60_000);
  await own.db.collection('events').insertOne({ at: new Date(minute), event: 'session', seconds: 1, pages: 1 });
  configured({ events: { collection: 'events' } });
  const looks = [await lookAt(source, minute), await lookAt(source, after(minute, minutes(1) + seconds(1)))];
  const measures = looks.flatMap((reading) => outcomeOf(reading, 'answered').measures);
  expect(said(measures, 'sessions_total')).toEqual([': 0', ': 1']);
});
