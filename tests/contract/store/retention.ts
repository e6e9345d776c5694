import { describe, expect, it } from 'vitest';
import type { EpisodeId } from '../../../src/main/core/model/alert.js';
import { seriesId } from '../../../src/main/core/sample/series.js';
import { days, hours, instant, minutes } from '../../../src/main/core/time/instant.js';
import {
  alertNumbered,
  auditDraft,
  baselineHourOf,
  baselineOf,
  commitOf,
  deliveryOf,
  episodeOf,
  KEEP,
  MINUTE,
  START,
  sampleOf,
  samplesOf,
  seriesNamed,
  suppressionOf,
  timelineEntry,
} from '../../support/store.js';
import { A1, at, countOf, range, raw, segment, sorted } from './asking.js';
import type { WithStore } from './suite.js';

const UP = seriesNamed('up');

export const retentionContract = (withStore: WithStore): void => {
  describe('retention', () => {
    it(
      'forgets samples before rollups, fine rollups before coarse ones, and at last the series',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ samples: samplesOf(UP, START, MINUTE, 180, (i) => i) }));
        const resolutionAfter = async (age: number): Promise<{ resolution: number; n: number }> => {
          await store.history.retain(KEEP, at(age));
          const { resolution, points } = await range(store, UP, START, at(hours(3)), 200);
          return { resolution, n: countOf(points) };
        };
        expect(await resolutionAfter(days(13))).toEqual({ resolution: 60, n: 180 });
        expect(await raw(store, UP, START, at(hours(3)))).toHaveLength(180);
        expect(await resolutionAfter(days(15))).toEqual({ resolution: 60, n: 180 });
        expect(await raw(store, UP, START, at(hours(3)))).toEqual([]);
        expect(await resolutionAfter(days(91))).toEqual({ resolution: 300, n: 180 });
        expect(await resolutionAfter(days(181))).toEqual({ resolution: 3_600, n: 180 });
        expect(await store.history.quantile(seriesId(UP), START, at(hours(3)), 1)).toMatchObject({ n: 180, value: 179 });
        expect(await resolutionAfter(days(366))).toMatchObject({ n: 0 });
        expect(await store.history.list({})).toEqual([]);
        await store.journal.commit(commitOf({ samples: [sampleOf(UP, at(days(366)), 1)] }));
        expect(await raw(store, UP, at(days(366)), at(days(367)))).toHaveLength(1);
      }),
    );

    it(
      'keeps the hour in which retention ends whole',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ samples: samplesOf(UP, START, MINUTE, 180, (i) => i) }));
        await store.history.retain(KEEP, at(days(14) + minutes(90)));
        expect(await raw(store, UP, START, at(hours(3)))).toHaveLength(120);
      }),
    );

    it(
      'keeps what was usual as long as hourly rollups',
      withStore(async (store) => {
        const baseline = baselineOf('up', START);
        const record = {
          baselines: [baseline],
          baselineHours: [baselineHourOf('up', START, 1), baselineHourOf('up', at(hours(5)), 2)],
        };
        await store.journal.commit(commitOf(record));
        const left = async (): Promise<readonly number[]> => [
          (await store.journal.remembered(START)).baselines.length,
          (await store.journal.baselineHours(baseline.series, START, at(days(1)))).length,
        ];
        await store.history.retain(KEEP, at(days(365)));
        expect(await left()).toEqual([1, 2]);
        await store.journal.commit(commitOf({ baselines: [{ ...baseline, savedAt: at(days(300)) }] }));
        await store.history.retain(KEEP, at(days(365) + hours(1)));
        expect(await left()).toEqual([1, 1]);
        await store.history.retain(KEEP, at(days(700)));
        expect(await left()).toEqual([0, 0]);
      }),
    );

    it(
      'deletes what retention no longer allows, and nothing that is open',
      withStore(async ({ journal, history }) => {
        const old = START - days(91);
        await journal.commit(
          commitOf({
            alerts: [alertNumbered(1), alertNumbered(2, { state: 'firing', episode: 'a2-1' as EpisodeId, good: null })],
            episodes: [episodeOf(1, 1, old - 1, old), episodeOf(2, 1, old), episodeOf(3, 1, old, START)],
            timeline: [timelineEntry(A1, 1), timelineEntry('a2-1' as EpisodeId, 1), timelineEntry('a3-1' as EpisodeId, 1)],
            suppressions: [suppressionOf('gone', old), suppressionOf('open')],
            deliveries: [
              deliveryOf('gone', old, { kind: 'delivered', at: START }),
              deliveryOf('waiting', old, { kind: 'waiting' }),
              deliveryOf('new', START, { kind: 'delivered', at: START }),
            ],
            segments: [segment(START - days(400), START - days(366), 'stopped'), segment(START - days(366), null, 'observed')],
          }),
        );
        const { deleted } = await history.retain(KEEP, START);
        expect(deleted).toBeGreaterThan(0);
        const remembered = await journal.remembered(instant(0));
        expect(remembered.alerts.map(({ number }) => number)).toEqual([2]);
        expect(sorted(remembered.episodes)).toEqual(['a2-1', 'a3-1']);
        expect(await journal.timeline(A1)).toEqual([]);
        expect(remembered.sequences).toEqual({ 'a2-1': 1, 'a3-1': 1 });
        expect(sorted(remembered.suppressions)).toEqual(['open']);
        expect(sorted(remembered.deliveries)).toEqual(['new', 'waiting']);
        expect(remembered.segments.map(({ cause }) => cause)).toEqual(['observed']);
      }),
    );

    it(
      'keeps a cut audit chain verifiable, and goes on numbering after the last entry is gone',
      withStore(async ({ journal, history }) => {
        const instants = [START - days(400), START - days(366), START - days(364), START];
        await journal.commit(commitOf({ audit: instants.map((when) => auditDraft('engine.start', when)) }));
        await history.retain(KEEP, START);
        expect((await journal.audit({ limit: 9 })).map(({ sequence }) => sequence)).toEqual([4, 3]);
        expect(await journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 2 });
        await history.retain(KEEP, instant(START + days(500)));
        expect(await journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 0 });
        await journal.commit(commitOf({ audit: [auditDraft('engine.start', START + days(500))] }));
        expect((await journal.audit({ limit: 9 })).map(({ sequence }) => sequence)).toEqual([5]);
        expect(await journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 1 });
      }),
    );
  });
};
