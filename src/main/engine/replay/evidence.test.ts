import { describe, expect, it } from 'vitest';
import { ANA, configOf, createRig, NINE_O_CLOCK, pass, type Rig, siteDown } from '../../../../tests/support/engine.js';
import type { Config } from '../../core/model/config.js';
import type { SeriesSample } from '../../core/model/sample.js';
import { seriesId } from '../../core/sample/series.js';
import { days, hours, instant, minutes } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';
import { evaluate } from '../rule/evaluate.js';
import type { TraceEvent } from '../trace.js';
import { nowOf } from '../world.js';
import { evidenceOf } from './evidence.js';
import { recordedOf } from './recorded.js';
import { replay } from './replay.js';

const played = async (rig: Pick<Rig, 'store'>, config: Config, from: number, until: number) => {
  const events: { at: number; event: TraceEvent }[] = [];
  const range = { from: instant(from), until: instant(until) };
  const world = await replay({
    ...(await evidenceOf(rig.store, config, range)),
    ...range,
    config,
    trace: (at, event) => events.push({ at, event }),
    breathe: () => null,
  });
  const turns = events.flatMap(({ at, event }) =>
    event.event === 'alert' && event.to !== 'pending' ? [`${(at - NINE_O_CLOCK) / 60_000} ${event.to}`] : [],
  );
  return { world, turns, events };
};

const onlySiteDown = configOf({ rules: [siteDown] });

describe('a replay that begins amid the life of a desk', () => {
  it('knows what the windows held, and finds what the desk found', async () => {
    const rig = await createRig({ config: { rules: [siteDown] } });
    await pass(rig, minutes(90));
    rig.weather.up = false;
    await pass(rig, minutes(10));
    rig.weather.up = true;
    await pass(rig, minutes(20));
    await rig.engine.stop();
    const [fired, resolved] = rig.trace.flatMap(({ at, event }) =>
      event.event === 'alert' ? [`${(at - NINE_O_CLOCK) / 60_000} ${event.to}`] : [],
    );
    const { turns } = await played(rig, onlySiteDown, NINE_O_CLOCK + hours(1), rig.clock.now());
    expect(turns).toEqual([fired, resolved]);
  });

  it('stands still at the instant that was asked for, and can be asked about it', async () => {
    const rig = await createRig({ config: { rules: [siteDown] } });
    await pass(rig, minutes(30));
    rig.weather.up = false;
    await pass(rig, minutes(10));
    await rig.engine.stop();
    const until = instant(NINE_O_CLOCK + minutes(35));
    const { world } = await played(rig, onlySiteDown, NINE_O_CLOCK, until);
    const [binding] = world.bindings.values();
    expect(binding === undefined ? null : evaluate(binding, nowOf(world, until))).toMatchObject({
      verdict: 'breach',
      value: 0,
      n: 1,
    });
    expect(world.alerts.get(binding?.fingerprint ?? '')?.phase.state).toBe('firing');
  });
});

describe('what people did', () => {
  it('ends an episode where somebody ended it', async () => {
    const rule = { ...siteDown, resolve: { ...siteDown.resolve, auto: false } };
    const rig = await createRig({ config: { rules: [rule] } });
    rig.weather.up = false;
    await pass(rig, minutes(10));
    rig.weather.up = true;
    await pass(rig, minutes(10));
    const [row] = rig.firing();
    if (row === undefined) throw new Error('nothing fires');
    await rig.engine.act({ kind: 'resolve', alert: row.id, reason: 'mended', judged: 'real' }, ANA);
    await pass(rig, minutes(10));
    await rig.engine.stop();
    const { turns } = await played(rig, configOf({ rules: [rule] }), NINE_O_CLOCK, rig.clock.now());
    expect(turns.map((turn) => turn.split(' ')[1])).toEqual(['firing', 'resolved']);
    expect(turns[1]).toBe('20 resolved');
  });
});

describe('which series are played', () => {
  it('are those that a rule looks at, of targets that are still watched', async () => {
    const rig = await createRig({ config: { rules: [siteDown] } });
    await pass(rig, minutes(5));
    await rig.engine.stop();
    const range = { from: NINE_O_CLOCK, until: rig.clock.now() };
    const names = async (config: Config): Promise<readonly string[]> =>
      (await evidenceOf(rig.store, config, range)).series.map(({ series }) => series.name);
    expect(await names(onlySiteDown)).toEqual(['up']);
    expect(await names({ ...onlySiteDown, targets: [] })).toEqual([]);
    expect(await names({ ...onlySiteDown, rules: [{ ...siteDown, enabled: false }] })).toEqual([]);
  });
});

describe('where raw samples are no longer kept', () => {
  const series = { name: 'up', labels: {} };
  const id = seriesId(series);
  const START = instant(Date.UTC(2026, 0, 1));

  const storeOf = async (name: string) => {
    const store = createMemoryStore();
    const samples: SeriesSample[] = [];
    const counter = { name, labels: {} };
    for (let minute = 0; minute < 3 * 24 * 60; minute += 1) {
      const at = instant(START + minutes(minute) + 20_000);
      samples.push({ id: seriesId(counter), series: counter, at, value: minute });
    }
    const none = { alerts: [], episodes: [], timeline: [], suppressions: [], deliveries: [], segments: [], audit: [] };
    await store.journal.commit({ ...none, samples, baselines: [], baselineHours: [], marks: {} });
    const keep = { ...configOf().retention, raw: days(1) };
    await store.history.retain(keep, instant(START + days(3)));
    return store;
  };

  it('plays one value for each minute, in its middle, and says so', async () => {
    const { history } = await storeOf('up');
    const recorded = recordedOf(history);
    const samples = await recorded.raw(id, START, instant(START + days(3)));
    expect(samples).toHaveLength(3 * 24 * 60);
    expect(samples[0]).toEqual({ at: START + 30_000, value: 0 });
    expect(samples.at(-1)).toEqual({ at: START + days(3) - 40_000, value: 3 * 24 * 60 - 1 });
    expect(recorded.fineness()).toEqual({ raw: 24 * 60, rolled: 2 * 24 * 60, coarsest: 60_000 });
  });

  it('reads each stretch once where it is asked piece by piece', async () => {
    const { history } = await storeOf('up');
    const recorded = recordedOf(history);
    const found: number[] = [];
    for (let from: number = START; from < START + days(3); from += hours(7)) {
      for (const { at } of await recorded.raw(id, instant(from), instant(from + hours(7)))) found.push(at);
    }
    expect(new Set(found).size).toBe(3 * 24 * 60);
    expect(found).toHaveLength(3 * 24 * 60);
  });
});
