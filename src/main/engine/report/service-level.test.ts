import { afterEach, describe, expect, it } from 'vitest';
import { ANA, createRig, NINE_O_CLOCK, pass, type Rig } from '../../../../tests/support/engine.js';
import { commitOf, episodeOf, samplesOf, seriesNamed } from '../../../../tests/support/store.js';
import type { ServiceLevelQuestion, ServiceLevelReport } from '../../core/model/service-level.js';
import type { Objective } from '../../core/model/slo.js';
import type { TakeSamples } from '../../core/port/pushed.js';
import { measuresOf } from '../../core/slo/measures.js';
import { days, hours, minutes, after as moved } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';

const UPTIME: Objective = {
  id: 'uptime',
  kind: 'availability',
  target: 0.999,
  over: days(30),
  measures: measuresOf({ kind: 'availability', match: [], underSeconds: 2, leastScore: 90 }),
  sources: ['http'],
  hasSource: true,
};

const rigs: Rig[] = [];
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.engine.stop()));
});

const report = async (rig: Rig, question: ServiceLevelQuestion): Promise<ServiceLevelReport> => {
  const answer = await rig.engine.serviceLevels(question, 'Ann');
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

/** A desk whose store holds ten days of December, watched by a target that is gone, with an outage of an hour. */
const begun = async (): Promise<Rig> => {
  const store = createMemoryStore();
  const from = moved(NINE_O_CLOCK, -days(20));
  const up = (minute: number): number => (minute >= 600 && minute < 660 ? 0 : 1);
  await store.journal.commit(
    commitOf({
      samples: samplesOf(seriesNamed('up', 'gone'), from, minutes(1), 10 * 24 * 60, up),
      segments: [{ scope: 'desk', from, to: moved(from, days(10)), cause: 'observed' }],
      episodes: [episodeOf(1, 1, from + hours(10), from + hours(11)), episodeOf(2, 1, from + hours(30), from + hours(40))],
    }),
  );
  const rig = await createRig({ store, config: { rules: [], objectives: [UPTIME] } });
  rigs.push(rig);
  await pass(rig, minutes(10));
  return rig;
};

describe('service levels over a month and a year', () => {
  it('tell a month by what was kept of it, also of targets that are watched no more', async () => {
    const rig = await begun();
    const { promises, made, limits, incidents, from, to } = await report(rig, { over: 'month', ends: '2025-12' });
    expect([from, to].map((at) => new Date(at).toISOString().slice(0, 10))).toEqual(['2025-12-01', '2026-01-01']);
    expect(promises[0]?.total).toMatchObject({ valid: 14_400, good: 14_340, verdict: 'missed', missed: hours(1) });
    expect(promises[0]?.total.observed).toBeCloseTo(10 / 31, 4);
    expect(made).toEqual({ at: rig.clock.now(), by: 'Ann' });
    expect(limits.map(({ kind }) => kind)).toContain('before-start');
    expect(incidents.map(({ id }) => id)).toEqual(['a2-1', 'a1-1']);
  });

  it('tell the twelve months to now, and say that they are not over', async () => {
    const rig = await begun();
    const { promises, limits } = await report(rig, { over: 'year', ends: null });
    const months = promises[0]?.months ?? [];
    expect(months.map(({ month }) => month).slice(-2)).toEqual(['2025-12', '2026-01']);
    expect(months.slice(0, 10).every(({ verdict }) => verdict === 'unobserved')).toBe(true);
    expect(months.at(-1)?.valid).toBeGreaterThan(5);
    expect(limits.map(({ kind }) => kind)).toContain('running');
  });

  it('keep what they counted, and count anew what comes late, also after a crash', async () => {
    let send: TakeSamples = async () => undefined;
    const start = (take: TakeSamples): void => {
      send = take;
    };
    const pushed = { start, row: () => null, stop: async () => undefined };
    const store = createMemoryStore();
    const rig = await createRig({ store, pushed: [pushed], config: { rules: [], objectives: [UPTIME] } });
    rigs.push(rig);
    await pass(rig, hours(4));
    const before = await report(rig, { over: 'month', ends: null });
    const { marks } = await store.journal.remembered(rig.clock.now());
    expect(Object.keys(marks).filter((name) => name.startsWith('counted '))).not.toEqual([]);
    const late = samplesOf(seriesNamed('up', 'shop'), NINE_O_CLOCK, minutes(1), 30, () => 0);
    await send(late);
    const { valid, good } = before.promises[0]?.total ?? { valid: 0, good: 0 };
    const expected = { valid: valid + 30, good };
    expect((await report(rig, { over: 'month', ends: null })).promises[0]?.total).toMatchObject(expected);
    // The first one is not stopped: what it would still write down is lost.
    const next = await createRig({ store, clock: rig.clock, config: { rules: [], objectives: [UPTIME] } });
    rigs.push(next);
    expect((await report(next, { over: 'month', ends: null })).promises[0]?.total).toMatchObject(expected);
  });

  it('name what was changed of the promises, and by whom', async () => {
    const rig = await begun();
    await rig.engine.remember('config.save', '', ANA, { promises: 'uptime: 99.5 % over 30d → 99.9 % over 30d' });
    await rig.engine.remember('config.edit', '', ANA, { revision: 3 });
    await pass(rig, minutes(1));
    expect(await report(rig, { over: 'month', ends: null })).toMatchObject({
      changes: [{ by: 'Ana', promises: 'uptime: 99.5 % over 30d → 99.9 % over 30d' }],
      otherSaves: 1,
    });
  });

  it('are refused of a month that is still to come', async () => {
    const rig = await begun();
    expect(await rig.engine.serviceLevels({ over: 'month', ends: '2026-02' }, 'Ann')).toMatchObject({
      ok: false,
      error: { code: 'bad-input', field: 'ends' },
    });
  });
});
