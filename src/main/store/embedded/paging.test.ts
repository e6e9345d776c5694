import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commitOf, deliveryOf, episodeOf, START, silentLog, temporaryFolder } from '../../../../tests/support/store.js';
import { hours, instant } from '../../core/time/instant.js';
import { deliveriesText, episodesText } from './journal-read.js';
import { openEmbeddedStore } from './open.js';
import { connect } from './sql.js';

const { folder, remove } = temporaryFolder();
afterAll(remove);

const MANY = 12_000;
const file = join(folder, 'watchroom.db');
const after = { id: 'a1-5' as never, firedAt: START, number: 1, decidedAt: START };

/** Many alerts that fired at few instants, each with a delivery. */
const fill = async (): Promise<void> => {
  const store = await openEmbeddedStore({ file, access: 'write', log: silentLog, thread: 'inline' });
  const all = Array.from({ length: MANY }, (_, n) => n);
  await store.journal.commit(
    commitOf({
      episodes: all.map((n) => episodeOf(n, 1, instant(START + (n % 1_000)), instant(START + hours(1)))),
      deliveries: all.map((n) => deliveryOf(`d${n}`, instant(START + (n % 1_000)), { kind: 'delivered', at: START })),
    }),
  );
  await store.stop();
};

describe('paging through many alerts', () => {
  it('sorts none of them: an index gives each page in its order', async () => {
    await fill();
    const sql = connect(file, { readOnly: true });
    const plan = (text: string): string =>
      sql
        .rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`)
        .map(({ detail }) => detail)
        .join('\n');
    expect(plan(episodesText({}))).toMatch(/SEARCH episode USING INDEX episode_by_fire \(fired_at<\?\)$/);
    expect(plan(episodesText({ after }))).toMatch(/^SEARCH episode USING INDEX episode_by_fire \(\(?fired_at/);
    expect(plan(deliveriesText({}))).toMatch(/^SEARCH delivery USING INDEX delivery_by_decision/);
    expect(plan(deliveriesText({ after }))).toMatch(/^SEARCH delivery USING INDEX delivery_by_decision/);
    for (const text of [episodesText({ after }), deliveriesText({ after })]) expect(plan(text)).not.toContain('B-TREE');
    sql.close();
  });

  it('gives every alert and every delivery once, newest first', async () => {
    const store = await openEmbeddedStore({ file, access: 'read', log: silentLog, thread: 'inline' });
    const episodes = await pages((last: (typeof after)[]) =>
      store.journal.episodes({ since: instant(0), limit: 700, ...(last[0] && { after: last[0] }) }),
    );
    const deliveries = await pages((last: (typeof after)[]) =>
      store.journal.deliveries({ limit: 700, ...(last[0] && { after: last[0] }) }),
    );
    expect([new Set(episodes.map(({ id }) => id)).size, episodes.length]).toEqual([MANY, MANY]);
    expect([new Set(deliveries.map(({ id }) => id)).size, deliveries.length]).toEqual([MANY, MANY]);
    expect(episodes.every(({ firedAt }, i) => i === 0 || firedAt <= (episodes[i - 1]?.firedAt ?? 0))).toBe(true);
    await store.stop();
  });
});

const pages = async <Row>(read: (last: never[]) => Promise<readonly Row[]>): Promise<readonly Row[]> => {
  const found: Row[] = [];
  for (;;) {
    const page = await read(found.slice(-1) as never[]);
    if (page.length === 0) return found;
    found.push(...page);
  }
};
