import { describe, expect, it } from 'vitest';
import type { Episode, Waiting } from '../../../src/main/core/model/alert.js';
import type { Delivery } from '../../../src/main/core/model/notification.js';
import { days, hours, minutes } from '../../../src/main/core/time/instant.js';
import {
  alertNumbered,
  auditDraft,
  baselineHourOf,
  baselineOf,
  commitOf,
  deliveryOf,
  episodeOf,
  fingerprintNumbered,
  START,
  sampleOf,
  seriesNamed,
  suppressionOf,
  timelineEntry,
} from '../../support/store.js';
import { A1, at, segment, sorted } from './asking.js';
import type { WithStore } from './suite.js';

/** A recovery that a digest is to tell. */
const HELD: Waiting = {
  channel: 'email',
  reason: 'recovered',
  level: 0,
  recipients: ['ops@example.org'],
  because: 'digest',
  limit: null,
  since: START,
  until: at(minutes(15)),
};

export const journalContract = (withStore: WithStore): void => {
  describe('journal', () => {
    it(
      'remembers nothing at first',
      withStore(async ({ journal }) => {
        expect(await journal.remembered(START)).toEqual({
          alerts: [],
          episodes: [],
          sequences: {},
          suppressions: [],
          deliveries: [],
          segments: [],
          latest: [],
          baselines: [],
          marks: {},
        });
        expect(await journal.verifyAudit()).toEqual({ kind: 'intact', entries: 0, head: '0'.repeat(64) });
        expect(await journal.episode(A1)).toBeNull();
        expect(await journal.timeline(A1)).toEqual([]);
      }),
    );

    it(
      'gives back every record as it was committed',
      withStore(async ({ journal }) => {
        const commit = commitOf({
          alerts: [alertNumbered(1, { state: 'firing', episode: A1, good: null })],
          episodes: [episodeOf(1, 1, START)],
          timeline: [timelineEntry(A1, 1), timelineEntry(A1, 2)],
          suppressions: [suppressionOf('s1')],
          deliveries: [deliveryOf('d1', START, { kind: 'waiting' }, A1)],
          segments: [segment(START, null, 'observed')],
          samples: [sampleOf(seriesNamed('up'), START, 0)],
          baselines: [baselineOf('up', START)],
          marks: { next: 2, nested: { list: [1, 'two', null] } },
        });
        await journal.commit(commit);
        const remembered = await journal.remembered(START);
        expect(remembered).toEqual({
          alerts: commit.alerts,
          episodes: commit.episodes,
          sequences: { 'a1-1': 2 },
          suppressions: commit.suppressions,
          deliveries: commit.deliveries,
          segments: commit.segments,
          latest: commit.samples,
          baselines: commit.baselines,
          marks: commit.marks,
        });
        expect(await journal.episode(A1)).toEqual(commit.episodes[0]);
        expect(await journal.timeline(A1)).toEqual(commit.timeline);
      }),
    );

    it(
      'remembers an ended episode for as long as something is still to be told of it',
      withStore(async ({ journal }) => {
        const told = episodeOf(1, 1, START, START);
        const untold = { ...told, recoveryPlanned: false };
        const held = { ...told, waiting: [HELD] };
        for (const [episode, isRemembered] of [
          [untold, true],
          [held, true],
          [told, false],
        ] as const) {
          await journal.commit(commitOf({ episodes: [episode], timeline: [timelineEntry(A1, 1)] }));
          const { episodes, sequences } = await journal.remembered(at(days(3)));
          expect({ episodes, sequences }).toEqual(
            isRemembered ? { episodes: [episode], sequences: { 'a1-1': 1 } } : { episodes: [], sequences: {} },
          );
        }
      }),
    );

    it(
      'replaces the record of the same identity',
      withStore(async ({ journal }) => {
        await journal.commit(
          commitOf({
            alerts: [alertNumbered(1)],
            episodes: [episodeOf(1, 1, START)],
            timeline: [timelineEntry(A1, 1)],
            suppressions: [suppressionOf('s1')],
            deliveries: [deliveryOf('d1', START, { kind: 'waiting' })],
            segments: [segment(START, null, 'observed')],
            marks: { a: 1, b: 1 },
          }),
        );
        await journal.commit(
          commitOf({
            alerts: [alertNumbered(1, { state: 'resolved', at: START, heldUntilObserved: null })],
            episodes: [{ ...episodeOf(1, 1, START), level: 2 }],
            timeline: [{ ...timelineEntry(A1, 1), text: 'mended' }],
            suppressions: [suppressionOf('s1', START)],
            deliveries: [deliveryOf('d1', START, { kind: 'delivered', at: START })],
            segments: [segment(START, at(hours(1)), 'observed')],
            marks: { a: 2 },
          }),
        );
        const remembered = await journal.remembered(START);
        expect(remembered.alerts.map(({ phase }) => phase.state)).toEqual(['resolved']);
        expect(remembered.episodes.map(({ level }) => level)).toEqual([2]);
        expect((await journal.timeline(A1)).map(({ text }) => text)).toEqual(['mended']);
        expect(remembered.suppressions).toEqual([]);
        expect(remembered.deliveries.map(({ state }) => state.kind)).toEqual(['delivered']);
        expect(remembered.segments).toEqual([segment(START, at(hours(1)), 'observed')]);
        expect(remembered.marks).toEqual({ a: 2, b: 1 });
      }),
    );

    it(
      'remembers what is open and what ended since',
      withStore(async ({ journal }) => {
        await journal.commit(
          commitOf({
            episodes: [
              episodeOf(1, 1, at(-days(9)), at(-days(8))),
              episodeOf(1, 2, at(-days(7)), START),
              episodeOf(2, 1, at(-days(9))),
            ],
            timeline: [timelineEntry(A1, 7)],
            deliveries: [
              deliveryOf('old-done', at(-1), { kind: 'delivered', at: START }),
              deliveryOf('old-waiting', at(-1), { kind: 'waiting' }),
              deliveryOf('new-done', START, { kind: 'abandoned', at: START, why: 'refused' }),
            ],
            segments: [
              segment(at(-days(3)), at(-days(2)), 'asleep'),
              segment(at(-days(2)), START, 'observed'),
              segment(START, at(1), 'offline'),
              segment(at(1), null, 'observed'),
            ],
            samples: [sampleOf(seriesNamed('old'), START - 1, 1), sampleOf(seriesNamed('new'), START, 2)],
          }),
        );
        const remembered = await journal.remembered(START);
        expect(sorted(remembered.episodes)).toEqual(['a1-2', 'a2-1']);
        expect(remembered.sequences).toEqual({});
        expect(sorted(remembered.deliveries)).toEqual(['new-done', 'old-waiting']);
        expect(remembered.segments.map(({ cause }) => cause)).toEqual(['offline', 'observed']);
        expect(remembered.latest.map(({ series }) => series.name)).toEqual(['new']);
      }),
    );

    it(
      'finds episodes by time and by alert, newest first',
      withStore(async ({ journal }) => {
        const episodes = [
          episodeOf(1, 1, at(-9), at(-8)),
          episodeOf(1, 2, at(-7), at(-6)),
          episodeOf(1, 3, at(-5)),
          episodeOf(2, 1, at(-3), at(-2)),
        ];
        await journal.commit(commitOf({ episodes }));
        const ids = async (query: Parameters<typeof journal.episodes>[0]): Promise<string[]> =>
          (await journal.episodes(query)).map(({ id }) => id);
        expect(await ids({ since: at(-6), limit: 10 })).toEqual(['a2-1', 'a1-3', 'a1-2']);
        expect(await ids({ since: at(-100), fingerprint: fingerprintNumbered(1), limit: 2 })).toEqual(['a1-3', 'a1-2']);
        expect(await ids({ since: at(100), limit: 10 })).toEqual(['a1-3']);
      }),
    );

    it(
      'finds deliveries by episode and by time, newest first',
      withStore(async ({ journal }) => {
        const deliveries = [1, 2, 3].map((n) => deliveryOf(`d${n}`, START + n, { kind: 'waiting' }, n === 2 ? null : A1));
        await journal.commit(commitOf({ deliveries }));
        const ids = async (query: Parameters<typeof journal.deliveries>[0]): Promise<string[]> =>
          (await journal.deliveries(query)).map(({ id }) => id);
        expect(await ids({ limit: 2 })).toEqual(['d3', 'd2']);
        expect(await ids({ since: at(2), limit: 9 })).toEqual(['d3', 'd2']);
        expect(await ids({ episode: A1, limit: 9 })).toEqual(['d3', 'd1']);
        expect(await ids({ episode: A1, since: at(2), limit: 9 })).toEqual(['d3']);
      }),
    );

    it(
      'finds the suppressions that ran at an instant, as they stood then',
      withStore(async ({ journal }) => {
        const suppressions = [suppressionOf('s1'), suppressionOf('s2', START + minutes(20)), suppressionOf('s3', START)];
        await journal.commit(commitOf({ suppressions }));
        const ranAt = async (offset: number) => (await journal.suppressionsAt(at(offset))).map(({ id, ended }) => [id, ended]);
        expect(await ranAt(-1)).toEqual([]);
        expect(await ranAt(minutes(10))).toEqual([
          ['s1', null],
          ['s2', null],
        ]);
        expect(await ranAt(minutes(20))).toEqual([['s1', null]]);
        expect(await ranAt(hours(1))).toEqual([]);
      }),
    );

    it(
      'finds the suppressions that ran at any time of a stretch, as they are now',
      withStore(async ({ journal }) => {
        const suppressions = [suppressionOf('s1'), suppressionOf('s2', START + minutes(20)), suppressionOf('s3', START)];
        await journal.commit(commitOf({ suppressions }));
        const within = async (from: number, to: number) =>
          (await journal.suppressions(at(from), at(to))).map(({ id, ended }) => [id, ended?.at ?? null]);
        expect(await within(-minutes(1), 0)).toEqual([]);
        expect(await within(minutes(10), minutes(11))).toEqual([
          ['s1', null],
          ['s2', START + minutes(20)],
        ]);
        expect(await within(minutes(20), hours(1))).toEqual([['s1', null]]);
      }),
    );

    it(
      'finds the segments that overlap a stretch of time',
      withStore(async ({ journal }) => {
        const segments = [
          segment(at(0), at(10), 'observed'),
          segment(at(10), at(20), 'asleep'),
          segment(at(20), null, 'observed'),
        ];
        await journal.commit(commitOf({ segments: [...segments, segment(at(5), at(15), 'source-failing', 'source:http')] }));
        expect(await journal.segments(at(10), at(20))).toEqual([
          segment(at(5), at(15), 'source-failing', 'source:http'),
          segment(at(10), at(20), 'asleep'),
        ]);
        expect((await journal.segments(at(1_000), at(2_000))).map(({ from }) => from)).toEqual([at(20)]);
        expect(await journal.segments(at(-5), at(0))).toEqual([]);
      }),
    );

    it(
      'keeps a baseline, and what it learnt hour by hour',
      withStore(async ({ journal }) => {
        const [up, down] = [baselineOf('up', START), baselineOf('down', START)];
        const hoursOf = (name: string, from: number, n: number) =>
          Array.from({ length: n }, (_, i) => baselineHourOf(name, START + (from + i) * hours(1), i));
        await journal.commit(
          commitOf({ baselines: [up, down], baselineHours: [...hoursOf('up', 0, 3), ...hoursOf('down', 0, 1)] }),
        );
        const later = { ...up, savedAt: at(hours(3)), state: { ...up.state, samples: 5 } };
        await journal.commit(commitOf({ baselines: [later], baselineHours: [...hoursOf('up', 2, 2)] }));
        expect((await journal.remembered(START)).baselines).toEqual([later, down]);
        const known = await journal.baselineHours(up.series, at(hours(1)), at(hours(4)));
        expect(known.map((hour) => [(hour.at - START) / hours(1), hour.mean])).toEqual([
          [1, 1],
          [2, 0],
          [3, 1],
        ]);
        expect(known[0]).toEqual(baselineHourOf('up', at(hours(1)), 1));
        expect(await journal.baselineHours(up.series, at(hours(9)), at(hours(10)))).toEqual([]);
      }),
    );

    it(
      'gives episodes and deliveries page by page, none left out and none twice, up to an instant',
      withStore(async ({ journal }) => {
        // Many at one instant, over the bounds of pages.
        const [episodes, deliveries] = [
          Array.from({ length: 23 }, (_, n) => episodeOf(n % 4, n, at(minutes(Math.floor(n / 5))))),
          Array.from({ length: 23 }, (_, n) => deliveryOf(`d${n}`, at(minutes(Math.floor(n / 5))), { kind: 'waiting' }, A1)),
        ];
        await journal.commit(commitOf({ episodes, deliveries }));
        const [since, limit] = [START, 4];
        const foundEpisodes = await paged<Episode>((after) => journal.episodes({ since, limit, ...after }));
        expect(foundEpisodes).toEqual(await journal.episodes({ since, limit: 1_000 }));
        expect(sorted(foundEpisodes)).toEqual(sorted(episodes));
        for (const part of [{}, { episode: A1 }]) {
          const found = await paged<Delivery>((after) => journal.deliveries({ ...part, since, limit, ...after }));
          expect(found).toEqual(await journal.deliveries({ ...part, limit: 1_000 }));
          expect(sorted(found)).toEqual(sorted(deliveries));
        }
        const until = at(minutes(2));
        const early = await paged<Episode>((after) => journal.episodes({ since, until, limit, ...after }));
        expect(sorted(early)).toEqual(sorted(episodes.filter(({ firedAt }) => firedAt <= until)));
        const before = await paged<Delivery>((after) => journal.deliveries({ since: at(minutes(1)), until, limit, ...after }));
        expect(sorted(before)).toEqual(sorted(deliveries.slice(5, 15)));
      }),
    );

    it(
      'knows by its id whether what a desk asked was carried out',
      withStore(async ({ journal }) => {
        const asked = (request: string) => ({ ...auditDraft('alert.note').actor, asked: { desk: 'north', request } });
        await journal.commit(commitOf({ audit: [{ ...auditDraft('alert.note'), actor: asked('r1') }, auditDraft('other')] }));
        await journal.commit(commitOf({ audit: [{ ...auditDraft('alert.resolve'), actor: asked('r2') }] }));
        expect(await journal.auditOf('r1')).toMatchObject({ sequence: 1, action: 'alert.note' });
        expect(await journal.auditOf('r2')).toEqual((await journal.audit({ limit: 1 }))[0]);
        expect(await journal.auditOf('r3')).toBeNull();
        expect(await journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 3 });
      }),
    );

    it(
      'numbers and chains audit entries over all commits',
      withStore(async ({ journal }) => {
        await journal.commit(
          commitOf({ audit: [auditDraft('engine.start'), auditDraft('alert.acknowledge', START, { b: 1, a: 'x' })] }),
        );
        await journal.commit(commitOf({ audit: [auditDraft('alert.resolve')] }));
        const entries = await journal.audit({ limit: 10 });
        expect(entries.map(({ sequence, action }) => [sequence, action])).toEqual([
          [3, 'alert.resolve'],
          [2, 'alert.acknowledge'],
          [1, 'engine.start'],
        ]);
        expect(entries[2]?.previous).toBe('0'.repeat(64));
        expect(entries[1]?.previous).toBe(entries[2]?.hash);
        expect(await journal.audit({ before: 3, limit: 1 })).toEqual([entries[1]]);
        expect(await journal.verifyAudit()).toEqual({ kind: 'intact', entries: 3, head: entries[0]?.hash });
      }),
    );

    it(
      'stores nothing of a commit that it refuses',
      withStore(async ({ journal, history }) => {
        const refused = commitOf({
          samples: [sampleOf(seriesNamed('up'), START, 1), sampleOf(seriesNamed('up'), START + 1, Number.NaN)],
          alerts: [alertNumbered(1)],
          audit: [auditDraft('lost')],
          marks: { a: 1 },
        });
        await expect(journal.commit(refused)).rejects.toMatchObject({
          code: 'invalid',
          message: expect.stringContaining('finite'),
        });
        const remembered = await journal.remembered(START);
        expect([remembered.alerts, remembered.latest, remembered.marks]).toEqual([[], [], {}]);
        expect(await history.list({})).toEqual([]);
        await journal.commit(commitOf({ audit: [auditDraft('kept')] }));
        expect((await journal.audit({ limit: 9 })).map(({ sequence, action }) => [sequence, action])).toEqual([[1, 'kept']]);
      }),
    );
  });
};

/** All pages of a question, one after the other. */
const paged = async <Row>(read: (after: { readonly after?: Row }) => Promise<readonly Row[]>): Promise<readonly Row[]> => {
  const found: Row[] = [];
  for (let page = await read({}); page.length > 0; page = await read({ after: page.at(-1) as Row })) found.push(...page);
  return found;
};
