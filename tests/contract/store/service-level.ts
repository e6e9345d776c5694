import { afterEach, describe, expect, it } from 'vitest';
import type { ServiceLevelQuestion, ServiceLevelReport } from '../../../src/main/core/model/service-level.js';
import type { Objective } from '../../../src/main/core/model/slo.js';
import type { Store } from '../../../src/main/core/port/journal.js';
import type { TakeSamples } from '../../../src/main/core/port/pushed.js';
import { measuresOf } from '../../../src/main/core/slo/measures.js';
import { days, hours, type Instant, instant, minutes, after as moved } from '../../../src/main/core/time/instant.js';
import { createRig, NINE_O_CLOCK, type Rig, type RigOptions } from '../../support/engine.js';
import { commitOf, KEEP, samplesOf, seriesNamed } from '../../support/store.js';

const UPTIME: Objective = {
  id: 'uptime',
  kind: 'availability',
  target: 0.999,
  over: days(30),
  measures: measuresOf({ kind: 'availability', match: [], underSeconds: 2, leastScore: 90 }),
  sources: ['http'],
  hasSource: true,
};

const at = (text: string): Instant => instant(Date.parse(text));

/** Readings of one target every minute of `[from, from + length)`, watched all the while; so many of the first ones failed. */
const watched = (from: Instant, length: number, bad = 0) => ({
  samples: samplesOf(seriesNamed('up', 'gone'), from, minutes(1), length / minutes(1), (n) => (n < bad ? 0 : 1)),
  segments: [{ scope: 'desk', from, to: moved(from, length), cause: 'observed' as const }],
});

const report = async (rig: Rig, question: ServiceLevelQuestion): Promise<ServiceLevelReport> => {
  const answer = await rig.engine.serviceLevels(question, 'Ann');
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

const monthOf = ({ promises }: ServiceLevelReport, name: string) => promises[0]?.months.find(({ month }) => month === name);

/** How the promises were kept over months and years, in a real engine on any store. The clocks are London's; it is 5 January 2026. */
export const serviceLevelContract = (
  name: string,
  open: () => Promise<Store>,
  reopen: (store: Store) => Promise<Store>,
): void => {
  const rigs: Rig[] = [];
  const stores: Store[] = [];
  const stopAll = async (): Promise<void> => {
    for (const rig of rigs.splice(0)) await rig.engine.stop();
  };
  afterEach(async () => {
    await stopAll();
    for (const store of stores.splice(0)) await store.stop();
  });

  const started = async (store: Store, more: RigOptions = {}): Promise<Rig> => {
    const rig = await createRig({ ...more, store, config: { rules: [], targets: [], objectives: [UPTIME], ...more.config } });
    rigs.push(rig);
    return rig;
  };

  const holding = async (...parts: readonly ReturnType<typeof watched>[]): Promise<Store> => {
    const store = await open();
    stores.push(store);
    for (const part of parts) await store.journal.commit(commitOf(part));
    await store.history.retain(KEEP, NINE_O_CLOCK);
    return store;
  };

  describe(`service levels on the ${name} store`, () => {
    it('tell a month by what was seen of it', async () => {
      const rig = await started(await holding(watched(at('2025-12-16T09:00:00Z'), days(10), 60)));
      const { promises, limits } = await report(rig, { over: 'month', ends: '2025-12' });
      expect(promises[0]?.total).toMatchObject({ valid: 14_400, good: 14_340, verdict: 'missed', missed: hours(1) });
      expect(promises[0]?.total.observed).toBeCloseTo(10 / 31, 4);
      expect(limits.map(({ kind }) => kind)).toContain('before-start');
    });

    it('end months by London’s clocks, also where these change', async () => {
      const ends = ['2025-03-31T23:00:00Z', '2025-04-30T23:00:00Z', '2025-11-01T00:00:00Z'];
      const parts = ends.map((end, index) => watched(moved(at(end), -hours(1)), hours(2), (index + 1) * 10));
      const answer = await report(await started(await holding(...parts)), { over: 'year', ends: '2025-12' });
      expect([answer.from, answer.to].map((edge) => new Date(edge).toISOString())).toEqual([
        '2025-01-01T00:00:00.000Z',
        '2026-01-01T00:00:00.000Z',
      ]);
      const told = answer.promises[0]?.months.map(({ valid, good }) => [valid, valid - good]);
      expect(told).toEqual([
        ...[
          [0, 0],
          [0, 0],
          // Summer time began on the 30th: the month ends an hour earlier.
          [60, 10],
          [120, 20],
          [60, 0],
        ],
        ...[
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        ...[
          [60, 30],
          [60, 0],
          [0, 0],
        ],
      ]);
      expect(monthOf(answer, '2025-03')?.observed).toBeCloseTo(1 / (31 * 24 - 1), 6);
      expect(monthOf(answer, '2025-10')?.observed).toBeCloseTo(1 / (31 * 24 + 1), 6);
    });

    it('say of a year with three weeks of data how little of it was seen', async () => {
      const rig = await started(await holding(watched(at('2025-12-01T00:00:00Z'), days(21))));
      const { promises, limits } = await report(rig, { over: 'year', ends: '2025-12' });
      expect(promises[0]?.total).toMatchObject({ verdict: 'met', ratio: 1, valid: 21 * 1_440 });
      expect(promises[0]?.total.observed).toBeCloseTo(21 / 365, 6);
      expect(promises[0]?.months.filter(({ verdict }) => verdict === 'unobserved')).toHaveLength(11);
      expect(limits).toContainEqual({ kind: 'before-start', at: rig.clock.now() });
    });

    it('have nothing to judge of a year before the watch began', async () => {
      const answer = await report(await started(await holding()), { over: 'year', ends: '2024-12' });
      const none = { verdict: 'unobserved', valid: 0, ratio: null, observed: 0, missed: null, budgetUsed: null };
      expect(answer.promises[0]?.total).toMatchObject(none);
      expect(answer.promises[0]?.months).toHaveLength(12);
      expect(answer.limits.find(({ kind }) => kind === 'before-start')?.at).toBeGreaterThan(answer.to);
    });

    it('take nothing out of a promise for maintenance, and tell beside it what is left without', async () => {
      const from = at('2025-12-16T02:00:00Z');
      const window = { name: 'Move', match: [], from, to: moved(from, minutes(30)), every: null, timeZone: 'Europe/London' };
      const store = await holding(watched(from, days(1), 30));
      const answer = await report(await started(store, { config: { maintenance: [window] } }), {
        over: 'month',
        ends: '2025-12',
      });
      expect(answer.promises[0]?.total).toMatchObject({ valid: 1_440, good: 1_410, verdict: 'missed' });
      // The whole hour that it touched is left out, good readings and bad ones.
      expect(answer.promises[0]?.besideMaintenance).toEqual({ valid: 1_380, good: 1_380 });
      expect(answer.maintenance).toEqual([{ name: 'Move', times: 1, length: minutes(30) }]);
    });

    it('stay true for what comes late, also after a restart and under another definition', async () => {
      let send: TakeSamples = async () => undefined;
      const start = (take: TakeSamples): void => {
        send = take;
      };
      const from = at('2026-01-04T10:00:00Z');
      const store = await holding(watched(from, hours(10), 5));
      const pushed = [{ start, row: () => null, stop: async () => undefined }];
      const question = { over: 'month', ends: null } as const;
      const first = await started(store, { pushed });
      expect((await report(first, question)).promises[0]?.total).toMatchObject({ valid: 600, good: 595 });
      await send(samplesOf(seriesNamed('up', 'late'), from, minutes(1), 60, (n) => (n < 20 ? 0 : 1)));
      expect((await report(first, question)).promises[0]?.total).toMatchObject({ valid: 660, good: 635 });
      await stopAll();
      stores.splice(0);
      const again = await reopen(store);
      stores.push(again);
      const second = await started(again, { pushed, clock: first.clock });
      expect((await report(second, question)).promises[0]?.total).toMatchObject({ valid: 660, good: 635 });
      await stopAll();
      const [measure] = UPTIME.measures;
      if (measure?.kind !== 'readings') throw new Error('availability counts readings');
      const gone = { ...measure, match: [{ label: 'target', operator: '=' as const, value: 'late' }] };
      const config = { objectives: [{ ...UPTIME, measures: [gone] }] };
      const third = await started(again, { pushed, clock: first.clock, config });
      expect((await report(third, question)).promises[0]?.total).toMatchObject({ valid: 60, good: 40 });
    });
  });
};
