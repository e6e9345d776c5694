import { afterEach, describe, expect, it } from 'vitest';
import { ANA, configOf, createRig, NINE_O_CLOCK, type Rig, siteDown } from '../../../../tests/support/engine.js';
import { ruleOver } from '../../../../tests/support/rules.js';
import type { BaselineRecord } from '../../core/model/baseline.js';
import type { Rule } from '../../core/model/rule.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { Commit, Store } from '../../core/port/journal.js';
import { type Duration, hours, instant, minutes } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';

const RESPONSE = 'http_response_seconds{source="http",target="home"}' as SeriesId;
const metric = { metric: 'http_response_seconds' };
const slower: Rule = ruleOver({ kind: 'increase', by: 50, baseline: 'ema' }, metric, { id: 'slower' as Rule['id'] });

const rigs: Rig[] = [];
const rigOf = async (rules: readonly Rule[], store = createMemoryStore()): Promise<Rig> => {
  const rig = await createRig({ config: { rules }, store });
  rigs.push(rig);
  return rig;
};
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.engine.stop();
});

const pass = (rig: Rig, length: Duration): Promise<void> => rig.clock.advance(length);
const known = async ({ store, clock }: Rig): Promise<readonly BaselineRecord[]> =>
  (await store.journal.remembered(clock.now())).baselines;
const samplesIn = async ({ store, clock }: Rig): Promise<number> =>
  (await store.history.raw(RESPONSE, instant(0), instant(clock.now() + 1))).length;

describe('what is usual', () => {
  it('is learnt of series that a rule compares with it, and of no other', async () => {
    const rig = await rigOf([siteDown, slower]);
    await pass(rig, minutes(130));
    expect((await known(rig)).map(({ series }) => series)).toEqual([RESPONSE]);
    const hourly = await rig.store.journal.baselineHours(RESPONSE, instant(0), rig.clock.now());
    expect(hourly.map(({ at, mean }) => [(at - NINE_O_CLOCK) / hours(1), mean])).toEqual([
      [0, expect.closeTo(0.2, 9)],
      [1, expect.closeTo(0.2, 9)],
    ]);
    const ten = instant(NINE_O_CLOCK + hours(1));
    expect(hourly[0]?.n).toBe((await rig.store.history.raw(RESPONSE, NINE_O_CLOCK, ten)).length);
  });

  it('is the same after a restart as without one', async () => {
    const rig = await rigOf([slower]);
    await pass(rig, minutes(90));
    const again = await rig.restart();
    rigs.splice(0, 1, again);
    await pass(again, minutes(90));
    await again.engine.stop();
    const [record] = await known(again);
    expect(record?.state.samples).toBe(await samplesIn(again));
  });

  it('after a kill is learnt from the stored samples, each once', async () => {
    const { store, killed, kill } = killable(createMemoryStore());
    const first = await rigOf([slower], killed);
    await pass(first, minutes(90));
    kill();
    expect((await known(first))[0]?.state.samples).toBeLessThan(await samplesIn(first));
    const next = await createRig({ config: { rules: [slower] }, store, clock: first.clock });
    await pass(next, minutes(20));
    await next.engine.stop();
    const [record] = await known(next);
    expect(record?.state.samples).toBe(await samplesIn(next));
    expect(record?.state.samples).toBeGreaterThan(100);
  });

  it('stands still while a rule on the series fires, from that sample on', async () => {
    const slow = ruleOver({ kind: 'above', threshold: 3 }, metric, { id: 'slow' as Rule['id'] });
    const rig = await rigOf([slower, slow]);
    await pass(rig, minutes(70));
    rig.weather.seconds = 5;
    await pass(rig, hours(3));
    const [frozen] = await known(rig);
    expect(frozen?.state.frozenSince).not.toBeNull();
    expect(frozen?.state.average?.mean).toBeCloseTo(0.2, 9);
    rig.weather.seconds = 0.2;
    await pass(rig, minutes(90));
    const [thawed] = await known(rig);
    expect(thawed?.state).toMatchObject({ frozenSince: null, average: { mean: expect.closeTo(0.2, 9) } });
  });

  it('stands still while maintenance runs on what the rule looks at', async () => {
    const rig = await rigOf([slower]);
    await pass(rig, minutes(70));
    const window = { name: 'move', match: [], from: rig.clock.now(), to: null, every: null, timeZone: 'UTC' };
    rig.engine.reconfigure(configOf({ rules: [slower], maintenance: [window] }));
    rig.weather.seconds = 5;
    await pass(rig, hours(3));
    const [frozen] = await known(rig);
    expect(frozen?.state.frozenSince).not.toBeNull();
    expect(frozen?.state.average?.mean).toBeCloseTo(0.2, 9);
  });

  it('is learnt anew once a person says so, although the alert of the old one still fires', async () => {
    const rig = await rigOf([{ ...slower, when: { ...slower.when, test: { kind: 'increase', by: 0.5, baseline: 'ema' } } }]);
    await pass(rig, hours(7));
    rig.weather.seconds = 2;
    await pass(rig, hours(1));
    expect(rig.firing().map(({ rule }) => rule)).toEqual(['slower']);
    const acted = await rig.engine.act({ kind: 'reset-baseline', series: RESPONSE, why: 'deploy' }, ANA);
    expect(acted.ok).toBe(true);
    expect((await rig.store.journal.audit({ limit: 1 }))[0]).toMatchObject({
      action: 'baseline.reset',
      subject: RESPONSE,
      details: { why: 'deploy' },
    });
    await pass(rig, hours(7));
    expect(rig.firing()).toEqual([]);
    expect((await known(rig))[0]?.state.average?.mean).toBeCloseTo(2, 9);
    const none = await rig.engine.act({ kind: 'reset-baseline', series: 'up{}' as SeriesId, why: 'deploy' }, ANA);
    expect(none).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

describe('what a person sees of it', () => {
  const question = (rig: Rig) => ({ series: RESPONSE, kind: 'ema' as const, from: NINE_O_CLOCK, to: rig.clock.now() });

  it('goes from learning to ready, and its past band is the one that was judged by', async () => {
    const rig = await rigOf([slower]);
    await pass(rig, hours(2));
    const [young] = await rig.engine.baselines({});
    expect(young).toMatchObject({
      series: RESPONSE,
      kind: 'ema',
      rules: [{ id: 'slower' }],
      readiness: { kind: 'learning', need: 100 },
    });
    await pass(rig, hours(7));
    rig.weather.seconds = 0.25;
    await pass(rig, hours(3));
    const detail = await rig.engine.baseline(question(rig));
    if (!detail.ok) throw new Error(detail.error.message);
    const { row, course, hours: learnt, trend } = detail.value;
    expect(row).toMatchObject({ readiness: { kind: 'ready' }, band: { expected: expect.any(Number) } });
    expect(learnt).toHaveLength(11);
    expect(course[0]?.at).toBeGreaterThanOrEqual(NINE_O_CLOCK + hours(6));
    expect(course[0]?.expected).toBeCloseTo(0.2, 9);
    expect(course.at(-1)?.expected).toBeCloseTo(row.band?.expected ?? 0, 9);
    expect(course.at(-1)?.expected).toBeGreaterThan(0.2);
    expect(trend).toMatch(/11 points/);
  });

  it('is of one rule or target where one is named', async () => {
    const rig = await rigOf([slower, siteDown]);
    await pass(rig, minutes(2));
    expect(await rig.engine.baselines({ rule: siteDown.id })).toEqual([]);
    expect(await rig.engine.baselines({ rule: slower.id, target: 'home' as never })).toHaveLength(1);
    expect(await rig.engine.baselines({ target: 'elsewhere' as never })).toEqual([]);
    expect(await rig.engine.baseline({ ...question(rig), kind: 'seasonal' })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('stays reset over a restart, with the reason, and forgets the band of before', async () => {
    const rig = await rigOf([slower]);
    await pass(rig, hours(8));
    expect((await rig.engine.baselines({}))[0]?.readiness).toEqual({ kind: 'ready' });
    await rig.engine.act({ kind: 'reset-baseline', series: RESPONSE, why: 'deploy 4711' }, ANA);
    const resetAt = rig.clock.now();
    const again = await rig.restart();
    rigs.splice(0, 1, again);
    await pass(again, hours(2));
    const detail = await again.engine.baseline(question(again));
    expect(detail).toMatchObject({
      ok: true,
      value: { row: { readiness: { kind: 'reset', at: resetAt, why: 'deploy 4711' }, band: null } },
    });
    const course = detail.ok ? detail.value.course : [];
    expect(course.length).toBeGreaterThan(0);
    expect(course.every(({ at }) => at < resetAt)).toBe(true);
    await pass(again, hours(6));
    expect((await again.engine.baselines({}))[0]?.readiness).toEqual({ kind: 'ready' });
  });

  it('says since when it is frozen', async () => {
    const slow = ruleOver({ kind: 'above', threshold: 3 }, metric, { id: 'slow' as Rule['id'] });
    const rig = await rigOf([slower, slow]);
    await pass(rig, hours(7));
    rig.weather.seconds = 5;
    await pass(rig, minutes(5));
    const [row] = await rig.engine.baselines({});
    expect(row?.readiness.kind).toBe('frozen');
    expect(row?.band?.expected).toBeCloseTo(0.2, 9);
  });
});

/** A store, the same as a process sees it that can be killed, and the kill: what that process writes after it is lost. */
const killable = (store: Store): { readonly store: Store; readonly killed: Store; kill(): void } => {
  let isDead = false;
  const commit = async (change: Commit): Promise<void> => {
    if (!isDead) await store.journal.commit(change);
  };
  return {
    store,
    killed: { ...store, journal: { ...store.journal, commit }, stop: async () => undefined },
    kill: () => {
      isDead = true;
    },
  };
};
