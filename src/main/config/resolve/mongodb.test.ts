import { describe, expect, it } from 'vitest';
import { mongodb } from '../schema/v1/mongodb.js';
import { givesByMongodb, mongodbOf } from './mongodb.js';

const URI = { env: 'MONGODB_URI' };
const collections = (document: object) => mongodbOf(mongodb.parse({ uri: URI, ...document }))?.collections ?? [];
const complaints = (measure: object): string =>
  mongodb
    .safeParse({ uri: URI, events: { collection: 'events', measures: [measure] } })
    .error?.issues.map(({ message }) => message)
    .join('; ') ?? '';

describe('a mapping of collections', () => {
  it('reads nothing without an address', () => {
    expect(mongodbOf(mongodb.parse({ events: { collection: 'events' } }))).toBeNull();
    expect(givesByMongodb(mongodb.parse({}), 'mongodb_latency_seconds')).toBe(false);
    expect(givesByMongodb(undefined, 'mongodb_latency_seconds')).toBe(false);
  });

  it('gives exactly the metrics of its measures, and the health of the server', () => {
    const alone = mongodb.parse({ uri: URI });
    expect(givesByMongodb(alone, 'mongodb_connections')).toBe(true);
    expect(givesByMongodb(alone, 'form_failure_ratio')).toBe(false);
    const forms = mongodb.parse({ uri: URI, business: { inquiry: { collection: 'inquiries' } } });
    expect(givesByMongodb(forms, 'form_failure_ratio')).toBe(true);
    expect(givesByMongodb(forms, 'lcp_seconds')).toBe(false);
    const measures = [{ metric: 'orders_total', count: true }];
    expect(givesByMongodb(mongodb.parse({ uri: URI, events: { collection: 'o', measures } }), 'orders_total')).toBe(true);
  });

  it('says how old backups are only where it is told where they stand', () => {
    const metric = 'mongodb_backup_age_seconds';
    expect(givesByMongodb(mongodb.parse({ uri: URI }), metric)).toBe(false);
    expect(givesByMongodb(mongodb.parse({ uri: URI, backups: { path: '/b' } }), metric)).toBe(true);
    const refused = (backups: object) => mongodb.safeParse({ uri: URI, backups }).error?.issues[0]?.message;
    expect(refused({})).toContain('must say where the backups are');
    expect(refused({ path: '/b', collection: 'b' })).toContain('must say where the backups are');
    expect(refused({ path: '/b', time: 'at' })).toContain('time or where beside path');
  });

  it('calls fields as the documents do, and tells apart what it is asked to', () => {
    const measures = [
      { metric: 'orders_total', count: true, where: { outcome: 'paid' } },
      { metric: 'items_total', sum: 'amount', by: ['shop'] },
      { metric: 'all_total', count: true, by: [] },
    ];
    const fields = { at: 'meta.time', outcome: 'state', page: 'url', amount: 'price.total' };
    const [found] = collections({ events: { collection: 'orders', fields, by: ['page'], measures } });
    expect(found?.time).toBe('meta.time');
    expect(found?.measures.map(({ by }) => by)).toEqual([{ page: 'url' }, { page: 'url', shop: 'shop' }, {}]);
    expect(found?.measures[0]?.where).toEqual([{ field: 'state', test: { kind: 'one-of', values: ['paid'] } }]);
    expect(found?.measures[1]?.computation).toEqual({ kind: 'sum', field: 'price.total', per: 1 });
  });

  it('makes a counter of each step of a funnel', () => {
    const measures = [{ metric: 'funnel_step_total', where: { live: true }, funnel: { basket: {}, paid: { state: 'paid' } } }];
    const [found] = collections({ events: { collection: 'orders', measures } });
    expect(found?.measures.map(({ labels, where }) => [labels.step, where.length])).toEqual([
      ['basket', 1],
      ['paid', 2],
    ]);
  });
});

describe('a measure', () => {
  it.each([
    [{ metric: 'orders_total' }, 'exactly one computation'],
    [{ metric: 'orders_total', count: true, sum: 'a' }, 'exactly one computation'],
    [{ metric: 'orders', count: true }, 'must end in _total'],
    [{ metric: 'wait_total', average: 'a' }, 'must end in _total'],
    [{ metric: 'orders_total', sum: '$where' }, 'the name of a field'],
    [{ metric: 'orders_total', count: true, where: { a: { atMost: undefined } } }, ''],
  ])('that cannot be computed is refused: %j', (measure, expected) => {
    expect(complaints(measure)).toContain(expected);
    expect(complaints(measure)).not.toBe('');
  });
});
