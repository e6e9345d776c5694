import { afterEach, describe, expect, it } from 'vitest';
import { configOf, createRig, httpTarget, NINE_O_CLOCK, pass, type Rig } from '../../../../tests/support/engine.js';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import { commitOf, samplesOf } from '../../../../tests/support/store.js';
import type { Objective, ObjectiveKind, ObjectiveStanding } from '../../core/model/slo.js';
import { measuresOf } from '../../core/slo/measures.js';
import { after, days, hours, minutes, seconds } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';

const objective = (id: string, kind: ObjectiveKind, target: number): Objective => ({
  id,
  kind,
  target,
  over: days(30),
  measures: measuresOf({ kind, match: [], underSeconds: 2, leastScore: 90 }),
  sources: kind === 'availability' || kind === 'latency' ? ['http'] : ['ingest'],
  hasSource: kind === 'availability' || kind === 'latency',
});

const UPTIME = objective('uptime', 'availability', 0.999);
const LATENCY = objective('latency', 'latency', 0.99);
const ERRORS = objective('errors', 'errors', 0.99);

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.engine.stop();
});
const rigOf = async (options: Parameters<typeof createRig>[0] = {}): Promise<Rig> => {
  const rig = await createRig({ ...options, config: { rules: [], objectives: [UPTIME, LATENCY, ERRORS], ...options.config } });
  rigs.push(rig);
  return rig;
};
const standings = (rig: Rig): Promise<readonly ObjectiveStanding[]> => rig.engine.objectives();
const standing = async (rig: Rig, id: string): Promise<ObjectiveStanding> => {
  const found = (await standings(rig)).find(({ objective: one }) => one.id === id);
  if (found === undefined) throw new Error(`no objective ${id}`);
  return found;
};

/** Readings of availability as they are stored. */
const looksOf = async ({ store, clock }: Rig): Promise<{ good: number; valid: number }> => {
  const series = await store.history.list({ name: 'up' });
  const samples = await Promise.all(series.map(({ id }) => store.history.raw(id, NINE_O_CLOCK, clock.now())));
  const values = samples.flat().map(({ value }) => value);
  return { good: values.filter((value) => value === 1).length, valid: values.length };
};

describe('objectives over what was measured', () => {
  it('count every reading of every target that is watched, to the reading', async () => {
    const rig = await rigOf({ config: { targets: [httpTarget('home'), httpTarget('booking')] } });
    await pass(rig, minutes(59.5));
    rig.weatherOf.set('booking', { up: false, seconds: 3, failure: 'status' });
    await pass(rig, minutes(6));
    const [uptime, latency, errors] = await standings(rig);
    const { good, valid } = await looksOf(rig);
    expect(valid - good).toBeGreaterThan(5);
    expect(uptime).toMatchObject({
      state: 'measured',
      from: NINE_O_CLOCK,
      status: { valid, good, verdict: 'missed', coverage: 1 },
    });
    expect(latency?.status).toMatchObject({ valid, good });
    expect(latency?.burns.find(({ long }) => long === hours(1))?.shortRate).toBeGreaterThan(14.4);
    expect(errors).toMatchObject({ state: 'no-source', status: { ratio: null } });
  });

  it('judge nothing by a handful of readings', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(3));
    expect((await standing(rig, 'uptime')).status).toMatchObject({ verdict: 'too-few', valid: 4 });
  });

  it('leave out what nobody saw, and say how much that was', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(60));
    rig.engine.suspend();
    rig.clock.jump(minutes(90));
    const asleep = await standing(rig, 'uptime');
    expect(asleep.status.coverage).toBeCloseTo(60 / 150, 2);
    rig.engine.resume();
    await pass(rig, minutes(30));
    const { status } = await standing(rig, 'uptime');
    expect(status.coverage).toBeCloseTo(0.5, 2);
    expect(status.text).toMatch(/^100\.00 % over (49|50)\.\d % observed$/);
    const detail = await rig.engine.objective('uptime');
    expect(detail).toMatchObject({ ok: true, value: { unobserved: [{ cause: 'asleep' }], course: expect.any(Array) } });
  });

  it('know after a restart what they knew before, and count the time between as unobserved', async () => {
    const rig = await rigOf();
    rig.weather.up = false;
    await pass(rig, minutes(4));
    rig.weather.up = true;
    await pass(rig, hours(9));
    const before = await standing(rig, 'uptime');
    await rig.engine.stop();
    rigs.splice(0, 1);
    rig.clock.jump(hours(1));
    const again = await rigOf({ store: rig.store, clock: rig.clock });
    await pass(again, seconds(30));
    const later = await standing(again, 'uptime');
    expect(later.status.valid - later.status.good).toBe(before.status.valid - before.status.good);
    expect(later.status.valid).toBeGreaterThanOrEqual(before.status.valid);
    expect(later.status.coverage).toBeCloseTo(0.9, 1);
  });

  it('forget a target that is watched no more', async () => {
    const rig = await rigOf({ config: { targets: [httpTarget('home'), httpTarget('gone')] } });
    rig.weatherOf.set('gone', { up: false, seconds: 1, failure: 'status' });
    await pass(rig, minutes(30));
    expect((await standing(rig, 'uptime')).status.good).toBe(31);
    const alone = await rig.restart({ rules: [], objectives: [UPTIME] });
    rigs.splice(0, 1, alone);
    await pass(alone, seconds(10));
    const { status } = await standing(alone, 'uptime');
    expect(status.good).toBe(status.valid);
  });

  it('compare counters by their rise, also where they begin again', async () => {
    const store = createMemoryStore();
    const counter = (name: string, value: (i: number) => number) =>
      samplesOf({ name, labels: {} }, NINE_O_CLOCK - days(2), minutes(5), 576, value);
    // Ten views every five minutes; one in fifty fails; both begin again after a day.
    const all = counter('page_views_total', (i) => 10 * (i < 288 ? i : i - 287));
    const bad = counter('page_views_failed_total', (i) => Math.floor((i < 288 ? i : i - 287) / 5));
    await store.journal.commit(
      commitOf({
        samples: [...all, ...bad],
        marks: { aliveAt: NINE_O_CLOCK, observed: days(2), bornAt: NINE_O_CLOCK - days(3) },
      }),
    );
    const rig = await rigOf({ store });
    const { status, state } = await standing(rig, 'errors');
    expect(state).toBe('measured');
    expect(status.valid).toBe(5_750);
    expect(status.ratio).toBeCloseTo(0.98, 3);
    expect(status.verdict).toBe('missed');
  });

  it('count each rise of a counter once over a month, also where hours meet minutes', async () => {
    const store = createMemoryStore();
    const now = after(NINE_O_CLOCK, hours(1));
    const counter = (name: string, value: (i: number) => number) =>
      samplesOf({ name, labels: {} }, now - days(31), minutes(5), 31 * 288, value);
    await store.journal.commit(
      commitOf({
        samples: [
          ...counter('page_views_total', (i) => 10 * i),
          ...counter('page_views_failed_total', (i) => Math.floor(i / 2)),
        ],
        marks: { aliveAt: now, observed: days(31), bornAt: now - days(31) },
      }),
    );
    const rig = await rigOf({ store, clock: createFakeClock(now) });
    const { status } = await standing(rig, 'errors');
    expect(status.valid).toBe(30 * 288 * 10);
    expect(status.valid - status.good).toBe((30 * 288) / 2);
  });

  it('count what rose while nobody looked, once, wherever it falls', async () => {
    const store = createMemoryStore();
    const counter = (name: string, value: (i: number) => number) => [
      ...samplesOf({ name, labels: {} }, NINE_O_CLOCK - days(1), minutes(5), 12 * 15, value),
      ...samplesOf({ name, labels: {} }, NINE_O_CLOCK - hours(5), minutes(5), 12 * 5, (i) => value(12 * 19 + i)),
    ];
    await store.journal.commit(
      commitOf({
        samples: [...counter('page_views_total', (i) => 10 * i), ...counter('page_views_failed_total', () => 0)],
        marks: { aliveAt: NINE_O_CLOCK, observed: days(1), bornAt: NINE_O_CLOCK - days(1) },
      }),
    );
    const rig = await rigOf({ store });
    expect((await standing(rig, 'errors')).status.valid).toBe((24 * 12 - 1) * 10);
  });

  it('answer many who ask at once by one look, and anew after a change of the configuration', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(1));
    expect(rig.engine.objectives()).toBe(rig.engine.objectives());
    rig.engine.reconfigure(configOf({ rules: [], objectives: [] }));
    expect(await standings(rig)).toEqual([]);
    expect(await rig.engine.objective('uptime')).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('try again after a failure of the store', async () => {
    const store = createMemoryStore();
    let isBroken = true;
    const history = {
      ...store.history,
      count: (query: Parameters<typeof store.history.count>[0]) =>
        isBroken ? Promise.reject(new Error('no disk')) : store.history.count(query),
    };
    const rig = await rigOf({ store: { ...store, history } });
    await pass(rig, minutes(2));
    await expect(rig.engine.objectives()).rejects.toThrow('no disk');
    isBroken = false;
    expect((await standing(rig, 'uptime')).status.valid).toBe(3);
  });
});
