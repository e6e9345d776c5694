import { describe, expect, it } from 'vitest';
import type { AuditDraft } from '../../../src/main/core/model/audit.js';
import type { Delivery } from '../../../src/main/core/model/notification.js';
import type { Rule, RuleId } from '../../../src/main/core/model/rule.js';
import type { AuditQuestion, DeliveryQuestion } from '../../../src/main/core/model/search.js';
import type { Store } from '../../../src/main/core/port/journal.js';
import type { Search } from '../../../src/main/core/port/search.js';
import { days, hours, minutes } from '../../../src/main/core/time/instant.js';
import { createSearch } from '../../../src/main/engine/search.js';
import { plainConfig } from '../../support/settings.js';
import { auditDraft, commitOf, deliveryOf, episodeOf, KEEP, START } from '../../support/store.js';
import { A1, at, sorted } from './asking.js';
import type { WithStore } from './suite.js';

const NOW = at(days(3));

const searchOf = ({ journal }: Store): Search => {
  const rules = [{ id: 'rule' as RuleId, name: 'Booking form fails' } as Rule];
  return createSearch({ journal, clock: { now: () => NOW }, config: () => ({ ...plainConfig(), retention: KEEP, rules }) });
};

const ATTEMPT = { at: START, took: minutes(0), text: '' };

const told = (id: string, when: number, over: Partial<Delivery> = {}): Delivery => ({
  ...deliveryOf(id, at(when), { kind: 'delivered', at: at(when) }),
  ...over,
});

/** Monday 09:00, and what was sent over the next two days. */
const DELIVERIES: readonly Delivery[] = [
  told('d1', 0, { channel: 'email', recipients: ['anna.smith@example.org', 'ops@example.org'] }),
  told('d2', hours(20), { channel: 'sms', recipients: ['+447700900123'] }),
  // A minute before midnight of Tuesday in London, and midnight.
  told('d3', hours(39) - minutes(1), {
    channel: 'email',
    recipients: ['Anna@example.org'],
    attempts: [{ ...ATTEMPT, outcome: 'hidden' }],
  }),
  told('d4', hours(39), { channel: 'slack', recipients: ['#watchroom'], state: { kind: 'abandoned', at: START, why: 'x' } }),
  told('d5', hours(40), { state: { kind: 'waiting' }, episode: A1, alerts: [A1], rule: 'slow-home' as RuleId }),
];

const ana = auditDraft('').actor;
const acted = (action: string, when: number, over: Partial<AuditDraft> = {}): AuditDraft => ({
  ...auditDraft(action, at(when)),
  subject: 'desk',
  ...over,
});

const ACTS: readonly AuditDraft[] = [
  acted('engine.start', 0, { actor: { name: 'Watchroom', role: 'admin', via: 'engine' } }),
  acted('alert.acknowledge', hours(1), { subject: 'a1-1' }),
  acted('config.edit', hours(20), { subject: 'config.yml', details: { changed: 'rules rule.when, other; site url' } }),
  acted('alert.test-alert', hours(39) - minutes(1), { actor: { ...ana, name: 'Tom Hale' }, subject: 'a9-1' }),
  acted('session.refused', hours(39), { actor: { name: 'Bob', id: 'U123', role: 'responder', via: 'slack' } }),
  acted('calendar.done', hours(40), { subject: 'restore' }),
];

/** All pages of a question, each of so many rows at most. */
const everyPage = async <Row, Next>(
  read: (next: Next | null) => Promise<{ readonly rows: readonly Row[]; readonly next: Next | null }>,
): Promise<readonly Row[]> => {
  const first = await read(null);
  const rows = [...first.rows];
  for (let next = first.next; next !== null; ) {
    const page = await read(next);
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
};

export const searchContract = (withStore: WithStore): void => {
  describe('search', () => {
    it.each<readonly [string, Omit<DeliveryQuestion, 'limit'>, string[]]>([
      ['all of them, the newest first', {}, ['d5', 'd4', 'd3', 'd2', 'd1']],
      ['those of a channel', { channel: 'email' }, ['d3', 'd1']],
      ['those that came through', { outcome: 'delivered' }, ['d2', 'd1']],
      ['those that nobody may have seen', { outcome: 'hidden' }, ['d3']],
      ['those that were given up', { outcome: 'abandoned' }, ['d4']],
      ['those that wait', { outcome: 'waiting' }, ['d5']],
      ['those to a person, by a word of the address', { recipient: 'anna' }, ['d3', 'd1']],
      ['those to a person, by the whole address', { recipient: ' ANNA.smith@example.org ' }, ['d1']],
      ['those to a number', { recipient: '+447700900123' }, ['d2']],
      ['those to a room', { recipient: '#watch' }, ['d4']],
      ['none by a piece of what is masked', { recipient: 'ann' }, []],
      ['none by a piece of a number', { recipient: '7700900' }, []],
      ['those of an alert', { about: 'a1-1' }, ['d5']],
      ['those of a rule, by words in any order', { about: 'DOWN slow-home' }, ['d5']],
      ['those of a day of the site', { from: '2026-01-06', to: '2026-01-06' }, ['d3', 'd2']],
      ['those since a day', { from: '2026-01-07' }, ['d5', 'd4']],
      ['those until a day', { to: '2026-01-05' }, ['d1']],
      ['what was sent to Anna last Tuesday', { recipient: 'anna', from: '2026-01-06', to: '2026-01-06' }, ['d3']],
    ])('finds of the deliveries %s', (_, question, ids) =>
      withStore(async (store) => {
        await store.journal.commit(commitOf({ deliveries: DELIVERIES }));
        const search = searchOf(store);
        const found = await search.deliveries({ ...question, limit: 50 });
        expect(found.rows.map(({ id }) => id)).toEqual(ids);
        expect(found).toMatchObject({ next: null, keptFor: days(90) });
        const paged = await everyPage((after: typeof found.next) =>
          search.deliveries({ ...question, limit: 1, ...(after === null ? {} : { after }) }),
        );
        expect(paged).toEqual(found.rows);
      })(),
    );

    it(
      'masks whom a delivery went to, and says how many were looked through and how far back',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ deliveries: DELIVERIES }));
        const { deliveries } = searchOf(store);
        const first = await deliveries({ channel: 'email', limit: 1 });
        expect(first.rows.map(({ recipients }) => recipients)).toEqual([['A…@example.org']]);
        expect(first).toMatchObject({ looked: 3, since: at(hours(39) - minutes(1)), next: { id: 'd3' } });
        const second = await deliveries({ channel: 'email', limit: 1, ...(first.next === null ? {} : { after: first.next }) });
        expect(second).toMatchObject({ looked: 2, rows: [{ id: 'd1' }], next: null, since: NOW - days(90) });
        const ofDay = await deliveries({ recipient: 'nobody', from: '2026-01-06', to: '2026-01-06', limit: 9 });
        expect(ofDay).toMatchObject({ rows: [], looked: 2, next: null, since: at(hours(15)) });
      }),
    );

    it.each<readonly [string, Omit<AuditQuestion, 'limit'>, number[]]>([
      ['all of them, the newest first', {}, [6, 5, 4, 3, 2, 1]],
      ['those of a person', { by: 'TOM' }, [4]],
      ['those of a person known elsewhere', { by: 'u123' }, [5]],
      ['acts on alerts', { kind: 'alerts' }, [2]],
      ['changes of the settings', { kind: 'settings' }, [3]],
      ['trials and drills', { kind: 'trials' }, [4]],
      ['sign-ins', { kind: 'access' }, [5]],
      ['starts', { kind: 'watch' }, [1]],
      ['care', { kind: 'care' }, [6]],
      ['who changed a rule, by its id', { kind: 'settings', text: 'rule.when' }, [3]],
      ['who changed a rule, by its name', { kind: 'settings', text: 'booking form' }, [3]],
      ['what was done to an alert, by what was wrong', { kind: 'alerts', text: 'form fails' }, [2]],
      ['nothing by words that none has', { text: 'teapot' }, []],
      ['those of a day of the site', { from: '2026-01-06', to: '2026-01-06' }, [4, 3]],
      ['those since a day', { from: '2026-01-07' }, [6, 5]],
      ['those until a day', { to: '2026-01-05' }, [2, 1]],
      ['changes of a rule', { changed: { list: 'rules', id: 'rule' } }, [3]],
      ['changes of another', { changed: { list: 'rules', id: 'other' } }, [3]],
      ['none of a rule that only begins so', { changed: { list: 'rules', id: 'oth' } }, []],
      ['none of a target of the same id', { changed: { list: 'targets', id: 'rule' } }, []],
    ])('finds in the audit trail %s', (_, question, sequences) =>
      withStore(async (store) => {
        await store.journal.commit(commitOf({ audit: ACTS, episodes: [episodeOf(1, 1, START)] }));
        const search = searchOf(store);
        const found = await search.audit({ ...question, limit: 50 });
        expect(found.rows.map(({ sequence }) => sequence)).toEqual(sequences);
        expect(found).toMatchObject({ next: null, keptFor: days(365) });
        expect(found.about).toEqual(sequences.includes(2) ? { 'a1-1': 'Booking form fails: 1' } : {});
        const paged = await everyPage((before: number | null) =>
          search.audit({ ...question, limit: 1, ...(before === null ? {} : { before }) }),
        );
        expect(paged).toEqual(found.rows);
      })(),
    );

    it(
      'says since when there are any, not how long they would be kept',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ deliveries: DELIVERIES.slice(1), audit: ACTS }));
        const search = searchOf(store);
        // The record began on Monday at 09:00; the first delivery was later.
        expect(await search.deliveries({ limit: 9 })).toMatchObject({ next: null, since: START });
        expect(await search.deliveries({ channel: 'sms', from: '2025-12-01', limit: 9 })).toMatchObject({ since: START });
        expect(await search.deliveries({ to: '2026-01-02', limit: 9 })).toMatchObject({ rows: [], since: START });
        expect(await search.audit({ kind: 'care', limit: 9 })).toMatchObject({ next: null, since: START });
        expect(await search.audit({ from: '2026-01-07', limit: 9 })).toMatchObject({ since: at(hours(39)) });
        // One that was moved in from another store is older than the desk.
        await store.journal.commit(commitOf({ deliveries: [told('moved', -hours(5))] }));
        expect(await search.deliveries({ limit: 9 })).toMatchObject({ next: null, since: at(-hours(5)) });
        const place = { id: 'moved', decidedAt: at(-hours(5)) };
        expect(await search.deliveries({ after: place, limit: 9 })).toMatchObject({ rows: [], since: at(-hours(5)) });
      }),
    );

    it(
      'ends a page after so many records, however few of them fit, and goes on from there',
      withStore(async (store) => {
        const deliveries = Array.from({ length: 20_700 }, (_, n) => told(`n${n}`, n));
        for (let start = 0; start < deliveries.length; start += 2_000)
          await store.journal.commit(commitOf({ deliveries: deliveries.slice(start, start + 2_000) }));
        await store.journal.commit(commitOf({ deliveries: [told('rare', -1, { channel: 'sms' })] }));
        const search = searchOf(store);
        const first = await search.deliveries({ channel: 'sms', limit: 9 });
        expect(first).toMatchObject({ rows: [], looked: 20_000, since: at(700), next: { id: 'n700' } });
        const second = await search.deliveries({
          channel: 'sms',
          limit: 9,
          ...(first.next === null ? {} : { after: first.next }),
        });
        expect(sorted(second.rows)).toEqual(['rare']);
        expect(second).toMatchObject({ looked: 701, next: null });
      }),
      60_000,
    );
  });
};
