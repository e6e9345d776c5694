import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configOf, createRig, httpTarget, NINE_O_CLOCK, pass, type Rig } from '../../../../tests/support/engine.js';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import { commitOf, silentLog, temporaryFolder } from '../../../../tests/support/store.js';
import type { PastView } from '../../core/model/past.js';
import type { SeriesSample } from '../../core/model/sample.js';
import type { Objective } from '../../core/model/slo.js';
import type { Recording } from '../../core/port/recording.js';
import { seriesId } from '../../core/sample/series.js';
import { measuresOf } from '../../core/slo/measures.js';
import { days, type Instant, instant, minutes, after as moved, seconds } from '../../core/time/instant.js';
import { apply } from '../../core/view/diff.js';
import { openRecording } from '../../store/embedded/recording/open.js';
import { createMemoryRecording } from '../../store/memory/memory-recording.js';

const { folder, remove } = temporaryFolder();
afterAll(remove);

const MINUTE = minutes(1);
let count = 0;
const onDisk = () => {
  count += 1;
  const file = join(folder, `${count}`, 'recording.db');
  return { file, open: (): Promise<Recording> => openRecording({ file, log: silentLog, thread: 'inline' }) };
};

const past = async ({ engine }: Rig, at: Instant): Promise<PastView> => {
  const answer = await engine.past(at);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

/** Response times with as many digits as real ones have. */
const uneven = (): (() => number) => {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return 0.1 + (state / 2_147_483_647) * 0.4;
  };
};

const UPTIME: Objective = {
  id: 'uptime',
  kind: 'availability',
  target: 0.999,
  over: days(30),
  measures: measuresOf({ kind: 'availability', match: [], underSeconds: 2, leastScore: 90 }),
  sources: ['http'],
  hasSource: true,
};

const VITALS = ['lcp_seconds', 'inp_seconds', 'cls_score', 'fcp_seconds', 'ttfb_seconds'];
const DEVICES = ['mobile', 'desktop', 'tablet'];

/** What the visitors of forty pages lived through in a minute, on three kinds of device. */
const visits = (at: Instant, next: () => number): readonly SeriesSample[] =>
  VITALS.flatMap((name) =>
    DEVICES.flatMap((device) =>
      Array.from({ length: 40 }, (_, page): SeriesSample => {
        const series = { name, labels: { country: 'GB', device, page: `page-${page}` } };
        return { id: seriesId(series), series, at, value: next() };
      }),
    ),
  );

describe('looking back at the console', () => {
  it('shows exactly what was pushed at each minute, also after a restart', async () => {
    const disk = onDisk();
    const config = { targets: ['home', 'booking', 'prices'].map((id) => httpTarget(id, { every: seconds(20) })) };
    const recording = await disk.open();
    // What a console that follows the pushes shows at the moment of each recording.
    const pushed = new Map<Instant, string>();
    const first = await createRig({
      config,
      recording: {
        ...recording,
        record: (minute) => {
          pushed.set(minute.at, JSON.stringify(shown));
          return recording.record(minute);
        },
      },
    });
    let shown = first.engine.view().view;
    first.engine.subscribe((push) => {
      shown = apply(shown, push.changes);
    });
    for (let n = 0; n < 45; n += 1) {
      if (n === 5) first.weatherOf.set('booking', { up: false, seconds: 0.2, failure: 'status' });
      if (n === 20) first.weatherOf.delete('booking');
      await pass(first, MINUTE);
    }
    const compare = async (rig: Rig): Promise<void> => {
      for (const [at, text] of pushed) {
        const then = await past(rig, at);
        expect(then).toMatchObject({ asked: at, at, gap: null });
        expect(then.view).toBe(text);
      }
    };
    expect(pushed.size).toBe(45);
    expect(pushed.get(moved(NINE_O_CLOCK, 10 * MINUTE))).toContain('"state":"firing"');
    await compare(first);
    await first.engine.stop();
    await recording.stop();
    const second = await createRig({ config, clock: first.clock, store: first.store, recording: await disk.open() });
    await pass(second, 3 * MINUTE);
    await compare(second);
    await second.engine.stop();
  });

  it('says where there is no recording, and what is shown instead', async () => {
    const recording = createMemoryRecording();
    const first = await createRig({ recording });
    await pass(first, 5 * MINUTE);
    const off = first.clock.now();
    await first.engine.stop();
    await pass(first, 40 * MINUTE);
    const second = await createRig({ clock: first.clock, store: first.store, recording });
    await pass(second, 10 * MINUTE);
    const on = moved(off, 41 * MINUTE);
    expect(await past(second, moved(off, 20 * MINUTE))).toMatchObject({ at: off, gap: { from: off, to: on } });
    expect(await past(second, moved(on, 90_000))).toMatchObject({ at: moved(on, MINUTE), gap: null });
    const day = await second.engine.pastDay(second.clock.now());
    expect(day.ok && day.value.recorded).toEqual([
      { from: moved(NINE_O_CLOCK, MINUTE), to: off },
      { from: on, to: moved(second.clock.now(), -MINUTE) },
    ]);
    await second.engine.stop();
  });

  it('holds the whole of the day on which the clocks go back, and no more of any other', async () => {
    const start = instant(Date.parse('2026-10-24T23:00:00Z'));
    const rig = await createRig({ clock: createFakeClock(start), recording: createMemoryRecording() });
    await pass(rig, 5 * MINUTE);
    const on = async (to: string) => {
      const day = await rig.engine.pastDay(instant(Date.parse(to)));
      return day.ok ? { from: new Date(day.value.from).toISOString(), stretches: day.value.recorded.length } : day;
    };
    expect(await on('2026-10-26T00:00:00Z')).toEqual({ from: '2026-10-24T23:00:00.000Z', stretches: 1 });
    expect(await on('2026-10-27T00:00:00Z')).toEqual({ from: '2026-10-26T00:00:00.000Z', stretches: 0 });
    await rig.engine.stop();
  });

  it('marks when the alerts of a day began and ended', async () => {
    const rig = await createRig({ recording: createMemoryRecording() });
    await pass(rig, 2 * MINUTE);
    rig.weather.up = false;
    await pass(rig, 5 * MINUTE);
    rig.weather.up = true;
    await pass(rig, 20 * MINUTE);
    const day = await rig.engine.pastDay(rig.clock.now());
    const [row] = rig.alerts();
    expect(day.ok && day.value.alerts).toEqual([
      { id: row?.id, name: 'Site down', severity: 'critical', firedAt: row?.firedAt, resolvedAt: row?.resolvedAt },
    ]);
    expect(row?.resolvedAt).not.toBeNull();
    await rig.engine.stop();
  });

  it('refuses what was not recorded yet, what is still to come, and a desk that records nothing', async () => {
    const rig = await createRig({ recording: createMemoryRecording() });
    expect(await rig.engine.past(NINE_O_CLOCK)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    await pass(rig, 2 * MINUTE);
    expect(await rig.engine.past(instant(NINE_O_CLOCK - 1))).toMatchObject({
      error: { message: 'Nothing is recorded of that time: the recording begins on 5 January 2026 at 09:01.' },
    });
    expect(await rig.engine.past(moved(rig.clock.now(), MINUTE))).toMatchObject({ error: { code: 'bad-input' } });
    const without = await createRig();
    expect(await without.engine.past(NINE_O_CLOCK)).toMatchObject({ error: { code: 'unavailable' } });
    await Promise.all([rig.engine.stop(), without.engine.stop()]);
  });

  it('keeps watching while nothing can be recorded, says so, and records all as soon as it can', async () => {
    const memory = createMemoryRecording();
    const state = { isFull: false };
    const recording: Recording = {
      ...memory,
      record: async (minute) => {
        if (state.isFull) throw new Error('the disk is full');
        await memory.record(minute);
      },
    };
    const rig = await createRig({ recording });
    const banners = () => rig.engine.view().view.system.banners.map(({ id }) => id);
    await pass(rig, 2 * MINUTE);
    state.isFull = true;
    await pass(rig, 2 * MINUTE);
    expect(banners()).toContain('recording-failing');
    state.isFull = false;
    await pass(rig, MINUTE);
    expect(banners()).not.toContain('recording-failing');
    await pass(rig, MINUTE);
    expect((await past(rig, rig.clock.now())).view).toBe(JSON.stringify(rig.engine.view().view));
    expect((await past(rig, moved(NINE_O_CLOCK, 3 * MINUTE))).gap).toEqual({
      from: moved(NINE_O_CLOCK, 2 * MINUTE),
      to: moved(NINE_O_CLOCK, 5 * MINUTE),
    });
    await rig.engine.stop();
  });

  it('keeps what pages were answered at each minute, to the letter', async () => {
    const recording = await onDisk().open();
    const rig = await createRig({ recording, config: { objectives: [UPTIME] } });
    await pass(rig, 2 * MINUTE);
    const at = rig.clock.now();
    const then = {
      'objective.list': await rig.engine.objectives(),
      'objective.read uptime': await rig.engine.objective('uptime').then((answer) => answer.ok && answer.value),
      'infrastructure.read': await rig.engine.infrastructure(),
      'business.read 24': await rig.engine.business(24),
      'performance.read 24': await rig.engine.performance(24),
    };
    rig.weather.up = false;
    await pass(rig, 20 * MINUTE);
    const { view, answers } = await past(rig, at);
    expect(answers).toBe(JSON.stringify(then));
    expect(view).not.toContain('@answers');
    expect(JSON.stringify(await rig.engine.objectives())).not.toBe(JSON.stringify(then['objective.list']));
    await rig.engine.stop();
    await recording.stop();
  });

  it('needs less than 50 MB a day for 1,000 targets that are read each minute, and 600 series of visits', async () => {
    const disk = onDisk();
    const recording = await disk.open();
    const rig = await createRig({
      recording,
      config: {
        objectives: [UPTIME],
        targets: Array.from({ length: 1_000 }, (_, n) => httpTarget(`page-${n}`, { labels: { page: `page-${n}` } })),
      },
    });
    const next = uneven();
    Object.defineProperty(rig.weather, 'seconds', { get: next, enumerable: true });
    for (let minute = 0; minute < 32; minute += 1) {
      await rig.store.journal.commit(commitOf({ samples: visits(rig.clock.now(), next) }));
      await pass(rig, MINUTE);
    }
    const { minutes: recorded } = await recording.figures();
    await rig.engine.stop();
    // Its log is written back to the file when it is closed.
    await recording.stop();
    expect(recorded).toBe(32);
    expect((statSync(disk.file).size / recorded) * 1_440).toBeLessThan(50_000_000);
  }, 60_000);

  it('deletes what is older than the configuration keeps', async () => {
    const recording = createMemoryRecording();
    const rig = await createRig({
      recording,
      config: { retention: { ...configOf().retention, recording: minutes(60) } },
    });
    await pass(rig, 130 * MINUTE);
    const { first, minutes: left } = await recording.figures();
    expect(first).toBeGreaterThanOrEqual(moved(rig.clock.now(), -100 * MINUTE));
    expect(left).toBeGreaterThanOrEqual(60);
    await rig.engine.stop();
  });
});
