import { describe, expect, it } from 'vitest';
import { configOf, httpTarget, NINE_O_CLOCK, pass, type Rig, siteDown } from '../../../tests/support/engine.js';
import { rigsOfEachTest } from '../../../tests/support/rigs.js';
import { fail, ok } from '../core/model/result.js';
import type { SeriesId } from '../core/model/sample.js';
import { days, hours, instant, minutes, seconds } from '../core/time/instant.js';

const { rigOf, running } = rigsOfEachTest();

const BACK = -hours(26);

describe('a wall clock that is set back', () => {
  it('while the desk sleeps does not leave it blind afterwards', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(2));
    rig.engine.suspend();
    rig.clock.jump(BACK);
    rig.engine.resume();
    rig.weather.up = false;
    await pass(rig, minutes(2));
    expect(rig.firing()).toHaveLength(1);
    expect(rig.sent.map(({ reason }) => reason)).toContain('firing');
  });

  it('while the desk sleeps leaves no stretch open that would be grey for ever', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(2));
    rig.engine.suspend();
    await pass(rig, seconds(2));
    rig.clock.jump(BACK);
    rig.engine.resume();
    await pass(rig, minutes(2));
    const open = (await rig.store.journal.segments(instant(0), instant(NINE_O_CLOCK + days(9)))).filter(
      ({ to }) => to === null,
    );
    expect(open).toMatchObject([{ cause: 'observed' }]);
  });

  it('does not hold back a message that waits for its next try', async () => {
    let works = false;
    const busy = fail({ retry: 'later', code: '503', text: 'busy' } as const);
    const rig = await rigOf({ answer: async () => (works ? ok({ text: 'shown' }) : busy) });
    rig.weather.up = false;
    await pass(rig, seconds(5));
    expect(rig.sent).toHaveLength(1);
    works = true;
    rig.clock.jump(BACK);
    await pass(rig, seconds(30));
    expect(rig.sent).toHaveLength(2);
  });

  it('does not hold back a message that waited when the desk stopped', async () => {
    let works = false;
    const busy = fail({ retry: 'later', code: '503', text: 'busy' } as const);
    const rig = await rigOf({ answer: async () => (works ? ok({ text: 'shown' }) : busy) });
    rig.weather.up = false;
    await pass(rig, seconds(5));
    works = true;
    await running.pop()?.engine.stop();
    rig.clock.jump(BACK);
    const again = await rigOf({ store: rig.store, clock: rig.clock, weather: rig.weather });
    await pass(again, minutes(1));
    expect(again.sent.map(({ reason }) => reason)).toContain('firing');
  });

  it('does not hold back the pop-ups after a burst of them', async () => {
    const targets = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => httpTarget(id));
    const rig = await rigOf({ config: { targets, rules: [siteDown] } });
    await pass(rig, minutes(2));
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) rig.weatherOf.set(id, { up: false, seconds: 1, failure: 'status' });
    for (const { id } of targets.slice(0, 6)) await rig.engine.readNow(id);
    expect(rig.firing()).toHaveLength(6);
    rig.clock.jump(BACK);
    await pass(rig, seconds(20));
    rig.weatherOf.set('h', { up: false, seconds: 1, failure: 'status' });
    await pass(rig, minutes(3));
    const told = rig.sent.flatMap(({ alerts }) => alerts);
    expect(new Set(told).size).toBe(7);
  });

  it('does not keep a settling desk from speaking', async () => {
    const rig = await rigOf({ config: { targets: [httpTarget('home'), httpTarget('slow')] } });
    const release = rig.holdReads();
    await pass(rig, seconds(5));
    rig.clock.jump(BACK);
    release();
    rig.weather.up = false;
    const holdAgain = rig.holdReads();
    await pass(rig, minutes(3));
    holdAgain();
    await pass(rig, minutes(2));
    expect(rig.sent.map(({ reason }) => reason)).toContain('firing');
  });

  it('still has the own network asked before a failure counts', async () => {
    const far = httpTarget('home', { url: 'https://www.example.org/' });
    const probes = [{ host: '192.0.2.1', port: 443 }];
    const rig = await rigOf({ config: { targets: [far], connectivity: { probes, every: seconds(30) } } });
    await pass(rig, minutes(2));
    rig.weather.failure = 'connection';
    rig.weather.up = false;
    await pass(rig, minutes(2));
    expect(rig.firing()).toHaveLength(1);
    rig.weather.up = true;
    await pass(rig, minutes(10));
    expect(rig.firing()).toHaveLength(0);
    rig.clock.jump(BACK);
    rig.network = false;
    rig.weather.up = false;
    await pass(rig, minutes(3));
    expect(rig.firing()).toHaveLength(0);
    expect(rig.engine.view().view.watch.state).toBe('blind');
  });

  it('twice, forth and back: only the time in which nobody looked is unobserved', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(10));
    rig.clock.jump(hours(26));
    await pass(rig, minutes(1));
    rig.clock.jump(BACK);
    await pass(rig, minutes(50));
    const segments = await rig.store.journal.segments(NINE_O_CLOCK, instant(rig.clock.now()));
    const unobserved = segments.filter(({ cause }) => cause !== 'observed');
    const length = unobserved.reduce((sum, { from, to }) => sum + Math.min(to ?? Infinity, rig.clock.now()) - from, 0);
    expect(length).toBeLessThanOrEqual(minutes(2));
  });
});

describe('a wall clock set forward by years', () => {
  const UP = 'up{source="http",target="home"}' as SeriesId;
  const samples = async (rig: Rig): Promise<number> =>
    (await rig.store.history.raw(UP, instant(0), instant(NINE_O_CLOCK + hours(1)))).length;

  it('deletes nothing, also after a restart', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(30));
    const before = await samples(rig);
    expect(before).toBeGreaterThan(20);
    rig.clock.jump(days(800));
    await pass(rig, seconds(10));
    const again = await running.pop()?.restart();
    if (again === undefined) throw new Error('no rig');
    running.push(again);
    await pass(again, minutes(10));
    expect(await samples(again)).toBe(before);
  });

  it('deletes nothing where it happened in the desk’s sleep', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(30));
    const before = await samples(rig);
    rig.engine.suspend();
    rig.clock.jump(days(800));
    rig.engine.resume();
    await pass(rig, minutes(10));
    expect(await samples(rig)).toBe(before);
  });
});

describe('the own network', () => {
  const far = httpTarget('home', { url: 'https://www.example.org/' });
  const probes = [{ host: '192.0.2.1', port: 443 }];
  const offline = async (): Promise<Rig> => {
    const rig = await rigOf({ config: { targets: [far], connectivity: { probes, every: seconds(30) } } });
    rig.network = false;
    await pass(rig, minutes(2));
    expect(rig.engine.view().view.watch.state).toBe('blind');
    return rig;
  };

  it('is no longer asked, and counts as there, once nobody names a probe', async () => {
    const rig = await offline();
    rig.engine.reconfigure(configOf({ targets: [far], connectivity: { probes: [], every: seconds(30) } }));
    rig.weather.up = false;
    await pass(rig, minutes(2));
    expect(rig.firing()).toHaveLength(1);
  });

  it('lost during a sleep leaves the desk blind after it, not observing', async () => {
    const rig = await rigOf({ config: { targets: [far], connectivity: { probes, every: seconds(30) } } });
    await pass(rig, minutes(2));
    rig.engine.suspend();
    rig.network = false;
    await pass(rig, minutes(1));
    rig.engine.resume();
    await pass(rig, seconds(20));
    expect(rig.engine.view().view.watch.state).toBe('blind');
    rig.network = true;
    await pass(rig, minutes(1));
    expect(rig.engine.view().view.watch.state).not.toBe('blind');
  });
});
