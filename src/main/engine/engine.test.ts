import { describe, expect, it } from 'vitest';
import { ANA, httpTarget, NINE_O_CLOCK, pass, type Rig, slowPage } from '../../../tests/support/engine.js';
import { rigsOfEachTest } from '../../../tests/support/rigs.js';
import type { EpisodeId } from '../core/model/alert.js';
import type { SeriesId } from '../core/model/sample.js';
import type { Commit } from '../core/port/journal.js';
import { hours, instant, minutes, seconds } from '../core/time/instant.js';
import { createMemoryStore } from '../store/memory/memory-store.js';

const { rigOf, running } = rigsOfEachTest();
const only = (rig: Rig): ReturnType<Rig['alerts']>[number] => {
  const [row, ...others] = rig.alerts();
  if (row === undefined || others.length > 0) throw new Error(`expected one alert, found ${others.length + (row ? 1 : 0)}`);
  return row;
};
const timelineOf = async (rig: Rig, id: EpisodeId): Promise<readonly string[]> =>
  (await rig.store.journal.timeline(id)).map((entry) => entry.kind);

describe('a site that breaks and recovers', () => {
  it('fires at once, is told once, and resolves after five minutes and three good readings', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(2));
    rig.weather.up = false;
    await pass(rig, minutes(1));
    expect(only(rig)).toMatchObject({
      state: 'firing',
      severity: 'critical',
      target: 'home',
      summary: 'home is down: answered 503',
    });
    expect(rig.sent.map((delivery) => delivery.reason)).toEqual(['firing']);
    rig.weather.up = true;
    await pass(rig, minutes(5));
    expect(only(rig).state).toBe('firing');
    await pass(rig, minutes(2));
    expect(only(rig)).toMatchObject({ state: 'resolved', resolution: { how: 'auto' } });
    expect(rig.sent.map((delivery) => delivery.reason)).toEqual(['firing', 'recovered']);
  });

  it('waits for the rule to have held before it fires', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(1));
    rig.weather.seconds = 4;
    await pass(rig, minutes(2));
    expect(rig.alerts()).toEqual([]);
    await pass(rig, minutes(1));
    expect(only(rig)).toMatchObject({ rule: 'slow-page', value: 4, threshold: 3 });
  });

  it('keeps its story in order', async () => {
    const rig = await rigOf();
    rig.weather.up = false;
    await pass(rig, seconds(5));
    const { id } = only(rig);
    await rig.engine.act({ kind: 'acknowledge', alert: id, note: 'on it', end: { kind: 'resolved' } }, ANA);
    await rig.engine.act({ kind: 'resolve', alert: id, reason: 'restarted it', judged: 'real' }, ANA);
    await pass(rig, seconds(2));
    expect(await timelineOf(rig, id)).toEqual([
      'fired',
      'notified',
      'delivered',
      'acknowledged',
      'resolved',
      'notified',
      'delivered',
    ]);
    expect(await rig.store.journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 3 });
  });
});

describe('what people do', () => {
  const broken = async (): Promise<{ rig: Rig; id: EpisodeId }> => {
    const rig = await rigOf();
    rig.weather.up = false;
    await pass(rig, seconds(5));
    return { rig, id: only(rig).id };
  };

  it('an acknowledgement belongs to its episode: the next one is born without it', async () => {
    const { rig, id } = await broken();
    await rig.engine.act({ kind: 'acknowledge', alert: id, note: '', end: { kind: 'resolved' } }, ANA);
    expect(only(rig)).toMatchObject({ state: 'firing', acknowledged: { by: 'Ana' } });
    rig.weather.up = true;
    await pass(rig, minutes(8));
    rig.weather.up = false;
    await pass(rig, minutes(2));
    const [next] = rig.firing();
    expect(next).toMatchObject({ episode: 2, acknowledged: null });
  });

  it('an acknowledgement until a time ends then', async () => {
    const { rig, id } = await broken();
    const at = (rig.clock.now() + minutes(10)) as ReturnType<Rig['clock']['now']>;
    await rig.engine.act({ kind: 'acknowledge', alert: id, note: '', end: { kind: 'until', at } }, ANA);
    await pass(rig, minutes(9));
    expect(only(rig).acknowledged).not.toBeNull();
    await pass(rig, minutes(2));
    expect(only(rig).acknowledged).toBeNull();
  });

  it('resolved by hand, it does not fire again until it was good once or half an hour has passed', async () => {
    const { rig, id } = await broken();
    await rig.engine.act({ kind: 'resolve', alert: id, reason: 'known', judged: 'noise' }, ANA);
    await pass(rig, minutes(29));
    expect(rig.firing()).toEqual([]);
    await pass(rig, minutes(3));
    expect(rig.firing()).toMatchObject([{ episode: 2 }]);
  });

  it('resolved by hand and good once, it fires again at the next failure', async () => {
    const { rig, id } = await broken();
    await rig.engine.act({ kind: 'resolve', alert: id, reason: 'mended', judged: null }, ANA);
    rig.weather.up = true;
    await pass(rig, minutes(2));
    rig.weather.up = false;
    await pass(rig, minutes(2));
    expect(rig.firing()).toMatchObject([{ episode: 2 }]);
  });

  it('reopening restores the same episode with its acknowledgement', async () => {
    const { rig, id } = await broken();
    await rig.engine.act({ kind: 'acknowledge', alert: id, note: 'mine', end: { kind: 'resolved' } }, ANA);
    const before = only(rig);
    await rig.engine.act({ kind: 'resolve', alert: id, reason: 'oops', judged: null }, ANA);
    const reopened = await rig.engine.act({ kind: 'reopen', alert: id }, ANA);
    expect(reopened.ok).toBe(true);
    expect(only(rig)).toMatchObject({ id, state: 'firing', acknowledged: before.acknowledged, firedAt: before.firedAt });
  });

  it('tells each end of an alert that was reopened, and keeps both messages', async () => {
    const { rig, id } = await broken();
    const resolve = () => rig.engine.act({ kind: 'resolve', alert: id, reason: 'mended', judged: null }, ANA);
    await resolve();
    await pass(rig, seconds(2));
    await rig.engine.act({ kind: 'reopen', alert: id }, ANA);
    await pass(rig, seconds(2));
    await resolve();
    await pass(rig, seconds(2));
    const recovered = rig.sent.filter(({ reason }) => reason === 'recovered').map((delivery) => delivery.id);
    expect(new Set(recovered).size).toBe(2);
    const kept = await rig.store.journal.deliveries({ episode: id, limit: 10 });
    expect(kept.map((delivery) => delivery.id)).toEqual(expect.arrayContaining(recovered));
  });

  it('a suppressed alert stays in sight and is told once when the suppression ends', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(2));
    await rig.engine.act({ kind: 'suppress-matching', matchers: [], for: minutes(30), why: 'works on the line' }, ANA);
    rig.weather.up = false;
    await pass(rig, minutes(5));
    expect(only(rig)).toMatchObject({ state: 'firing', suppressed: { by: 'Ana', why: 'works on the line' } });
    expect(rig.sent).toEqual([]);
    expect(rig.engine.view().view.watch).toMatchObject({ state: 'muted', suppressed: 1 });
    await pass(rig, minutes(30));
    expect(rig.sent.map((delivery) => delivery.reason)).toEqual(['suppression-ended']);
  });

  it('takes back an acknowledgement of one’s own, and leaves the one that somebody else has given since', async () => {
    const { rig, id } = await broken();
    const acknowledge = { kind: 'acknowledge', alert: id, note: '', end: { kind: 'resolved' } } as const;
    const takeBack = { kind: 'unacknowledge', alert: id, isOwn: true } as const;
    await rig.engine.act(acknowledge, ANA);
    await rig.engine.act({ kind: 'unacknowledge', alert: id }, { ...ANA, name: 'Tom' });
    await rig.engine.act(acknowledge, { ...ANA, name: 'Tom' });
    expect(await rig.engine.act(takeBack, ANA)).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('Tom has acknowledged') },
    });
    expect(only(rig)?.acknowledged).toMatchObject({ by: 'Tom' });
    expect(await rig.engine.act(takeBack, { ...ANA, name: 'Tom' })).toMatchObject({ ok: true });
    expect(only(rig)?.acknowledged).toBeNull();
  });

  it('lets nobody act who may only look, whichever way they come', async () => {
    const { rig, id } = await broken();
    for (const via of ['tray', 'desk', 'slack', 'api'] as const) {
      const vic = { name: 'Vic', role: 'viewer', via } as const;
      const forbidden = { ok: false, error: { code: 'forbidden', message: 'This needs the role responder; Vic is viewer.' } };
      const acknowledge = { kind: 'acknowledge', alert: id, note: '', end: { kind: 'resolved' } } as const;
      expect(await rig.engine.act(acknowledge, vic)).toMatchObject(forbidden);
      const muteAll = { kind: 'suppress-matching', matchers: [], for: minutes(60), why: '' } as const;
      expect(await rig.engine.act(muteAll, vic)).toMatchObject(forbidden);
    }
    expect(only(rig)).toMatchObject({ acknowledged: null, suppressed: null });
  });

  it('refuses what the state does not allow, and says why', async () => {
    const { rig, id } = await broken();
    expect(await rig.engine.act({ kind: 'unacknowledge', alert: id }, ANA)).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await rig.engine.act({ kind: 'unsuppress-alert', alert: id }, ANA)).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await rig.engine.act({ kind: 'note', alert: 'a99-1' as EpisodeId, text: 'x' }, ANA)).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('a test alert goes through the channel, says TEST, and counts nowhere', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(1));
    const tested = await rig.engine.act({ kind: 'test-alert' }, ANA);
    await pass(rig, seconds(2));
    expect(tested).toMatchObject({ ok: true });
    expect(rig.sent.at(-1)).toMatchObject({ reason: 'test', message: { title: 'TEST · Critical: Test alert' } });
    expect(rig.engine.view().view.watch).toMatchObject({ state: 'ok', firing: { critical: 0 } });
  });
});

describe('a desk that does not look', () => {
  it('sleeps eight hours: no alert, no charged downtime, one summary', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(10));
    rig.engine.suspend();
    rig.clock.jump(hours(8));
    rig.engine.resume();
    await pass(rig, minutes(2));
    expect(rig.alerts()).toEqual([]);
    expect(rig.sent.map((delivery) => [delivery.reason, delivery.message.title])).toEqual([
      ['desk-back', 'Watchroom is back after 8 h asleep'],
    ]);
    const { watch } = rig.engine.view().view;
    expect(watch.unobserved).toMatchObject([{ cause: 'asleep' }]);
    expect(watch.unobserved[0]?.to).toBe((watch.unobserved[0]?.from ?? 0) + hours(8));
  });

  it('notices a sleep that nobody announced', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(10));
    rig.clock.jump(hours(8));
    await pass(rig, minutes(2));
    expect(rig.alerts()).toEqual([]);
    expect(rig.engine.view().view.watch.unobserved).toMatchObject([{ cause: 'asleep' }]);
    expect(rig.sent.map((delivery) => delivery.reason)).toEqual(['desk-back']);
  });

  it.each([26, -26])('the wall clock jumping %i hours neither fires nor resolves anything by itself', async (jump) => {
    const rig = await rigOf({ config: { rules: [slowPage] } });
    rig.weather.seconds = 4;
    await pass(rig, minutes(1));
    rig.clock.jump(hours(jump));
    await pass(rig, seconds(20));
    expect(rig.alerts()).toEqual([]);
    await pass(rig, minutes(3));
    const [alert] = rig.firing();
    expect(alert).toMatchObject({ rule: 'slow-page' });
    rig.weather.seconds = 0.1;
    await pass(rig, minutes(2));
    rig.clock.jump(hours(jump));
    await pass(rig, seconds(20));
    expect(rig.firing()).toHaveLength(1);
  });

  it('a rule still counts only observed time across a sleep', async () => {
    const rig = await rigOf({ config: { rules: [slowPage] } });
    rig.weather.seconds = 4;
    await pass(rig, minutes(1.5));
    rig.engine.suspend();
    rig.clock.jump(hours(8));
    rig.engine.resume();
    await pass(rig, seconds(20));
    expect(rig.alerts()).toEqual([]);
    await pass(rig, minutes(2));
    expect(rig.firing()).toHaveLength(1);
  });

  it('without its own network judges no target, says so once, and comes back with one summary', async () => {
    const targets = Array.from({ length: 200 }, (_, index) => httpTarget(`t${index}`, { url: `http://192.0.2.${index}/` }));
    const rig = await rigOf({
      config: { targets, connectivity: { probes: [{ host: '192.0.2.1', port: 53 }], every: seconds(30) } },
    });
    await pass(rig, minutes(3));
    Object.assign(rig.weather, { up: false, failure: 'connection' });
    rig.network = false;
    await pass(rig, minutes(5));
    expect(rig.alerts()).toEqual([]);
    expect(rig.engine.view().view.watch).toMatchObject({ state: 'blind', blind: { cause: 'offline' } });
    Object.assign(rig.weather, { up: true });
    rig.network = true;
    await pass(rig, minutes(3));
    expect(rig.sent.map((delivery) => delivery.reason)).toEqual(['desk-blind', 'desk-back']);
    expect(rig.alerts()).toEqual([]);
  });

  it('a target that really fails while the network works counts', async () => {
    const targets = [httpTarget('far', { url: 'http://192.0.2.9/' })];
    const rig = await rigOf({
      config: { targets, connectivity: { probes: [{ host: '192.0.2.1', port: 53 }], every: seconds(30) } },
    });
    await pass(rig, minutes(2));
    Object.assign(rig.weather, { up: false, failure: 'connection' });
    await pass(rig, minutes(2));
    expect(only(rig)).toMatchObject({ state: 'firing', summary: 'far is down: connection refused' });
  });

  it('shows the time in which it did not run as unobserved, and goes on where it stopped', async () => {
    const rig = await rigOf();
    rig.weather.up = false;
    await pass(rig, seconds(30));
    const { id } = only(rig);
    await rig.engine.act({ kind: 'acknowledge', alert: id, note: 'mine', end: { kind: 'resolved' } }, ANA);
    running.pop();
    await rig.engine.stop();
    rig.clock.jump(hours(3));
    const next = await rigOf({ store: rig.store, clock: rig.clock, weather: rig.weather });
    await pass(next, minutes(2));
    expect(only(next)).toMatchObject({ id, state: 'firing', acknowledged: { by: 'Ana' } });
    expect(next.engine.view().view.watch.unobserved).toMatchObject([{ cause: 'stopped' }]);
    expect(next.sent.map((delivery) => delivery.reason)).toEqual(['desk-back']);
  });
});

describe('many alerts at once', () => {
  it('shows five pop-ups and one for all the rest', async () => {
    const targets = Array.from({ length: 40 }, (_, index) => httpTarget(`t${index}`, { every: seconds(10) }));
    const rig = await rigOf({ config: { targets } });
    await pass(rig, minutes(1));
    rig.weather.up = false;
    await pass(rig, seconds(25));
    expect(rig.firing()).toHaveLength(40);
    expect(rig.sent).toHaveLength(6);
    expect(rig.sent.at(-1)?.message.title).toBe('35 alerts are firing, 35 critical');
  });

  it('calls a sixth one by its name', async () => {
    const targets = Array.from({ length: 6 }, (_, index) => httpTarget(`t${index}`, { every: seconds(5) }));
    const rig = await rigOf({ config: { targets } });
    await pass(rig, minutes(1));
    rig.weather.up = false;
    await pass(rig, seconds(20));
    expect(rig.sent.map((delivery) => delivery.message.title)).toEqual(Array.from({ length: 6 }, () => 'Critical: Site down'));
  });
});

describe('a store that cannot write', () => {
  it('does not keep people from hearing what is wrong, and remembers it once it can', async () => {
    const store = createMemoryStore();
    let isFull = false;
    const journal = {
      ...store.journal,
      commit: async (commit: Commit) =>
        isFull ? Promise.reject(new Error('no space left on device')) : store.journal.commit(commit),
    };
    const rig = await rigOf({ store: { ...store, journal } });
    await pass(rig, minutes(2));
    isFull = true;
    rig.weather.up = false;
    await pass(rig, minutes(2));
    expect(rig.engine.view().view.system.banners).toMatchObject([{ id: 'store-failing', severity: 'critical' }]);
    expect(rig.sent.map((delivery) => delivery.reason)).toEqual(['firing']);
    const { id } = only(rig);
    expect(await rig.engine.act({ kind: 'note', alert: id, text: 'x' }, ANA)).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    });
    isFull = false;
    await pass(rig, seconds(10));
    expect(rig.engine.view().view.system.banners).toEqual([]);
    expect(rig.sent).toHaveLength(1);
    expect(await timelineOf(rig, id)).toEqual(['fired', 'notified', 'delivered']);
  });
});

describe('a clock that cannot be believed', () => {
  it('deletes nothing for an observed day after a jump of years, and deletes again after it', async () => {
    const rig = await rigOf();
    await pass(rig, minutes(10));
    const samples = async () => (await rig.store.history.figures()).samples;
    const before = await samples();
    rig.clock.jump(hours(24 * 365 * 3));
    await pass(rig, minutes(30));
    expect(await samples()).toBeGreaterThan(before);
    await pass(rig, hours(25));
    const [oldest] = await rig.store.history.raw('up{source="http",target="home"}' as SeriesId, instant(0), rig.clock.now());
    expect(oldest?.at).toBeGreaterThan(NINE_O_CLOCK + hours(24));
  }, 90_000);
});

describe('an alert laid open', () => {
  it('tells what ended it before, and what else runs beside it', async () => {
    const rig = await rigOf({ config: { targets: [httpTarget('home'), httpTarget('booking')] } });
    await pass(rig, minutes(2));
    rig.weather.up = false;
    await pass(rig, minutes(1));
    const [first] = rig.alerts();
    if (first === undefined) throw new Error('nothing fires');
    await rig.engine.act({ kind: 'resolve', alert: first.id, reason: 'Restarted the diary', judged: 'real' }, ANA);
    rig.weather.up = true;
    await pass(rig, minutes(10));
    rig.weather.up = false;
    await pass(rig, minutes(1));

    const again = rig.alerts().find(({ state, target }) => state === 'firing' && target === first.target);
    const detail = await rig.engine.alert(again?.id ?? first.id);
    if (!detail.ok) throw new Error(detail.error.message);
    expect(detail.value.earlier).toMatchObject([
      { id: first.id, resolution: { how: 'hand', by: ANA.name, reason: 'Restarted the diary' }, judged: 'real' },
    ]);
    const other = rig.alerts().find(({ state, target }) => state === 'firing' && target !== first.target);
    expect(detail.value.related).toMatchObject([{ id: other?.id, state: 'firing', bond: 'time' }]);
  });
});
