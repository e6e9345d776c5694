import { describe, expect, it } from 'vitest';
import { createScriptedDesk, HOME_RESPONSE, T0 } from '../../../tests/support/desk.js';
import { createFakeClock } from '../../../tests/support/fake-clock.js';
import { scriptedDrills } from '../../../tests/support/scripted-drills.js';
import { scriptedSecrets } from '../../../tests/support/secrets.js';
import { createScriptedSettings } from '../../../tests/support/settings.js';
import { CALLS } from '../../preload/contract/calls.js';
import { createPreviews } from '../channel/preview/preview.js';
import { maskSecrets, unmaskSecrets, unmaskValue } from '../config/mask.js';
import type { Actor } from '../core/model/actor.js';
import type { ObservationSegment } from '../core/model/ledger.js';
import { fail } from '../core/model/result.js';
import type { History } from '../core/port/history.js';
import type { Journal } from '../core/port/journal.js';
import type { Log } from '../core/port/log.js';
import type { Search } from '../core/port/search.js';
import { days, type Instant, instant } from '../core/time/instant.js';
import { createGate } from './gate.js';
import { createHandlers } from './handlers/table.js';

const admin: Actor = { name: 'Ann', role: 'admin', via: 'desk' };
const responder: Actor = { name: 'Bob', role: 'responder', via: 'api' };
const viewer: Actor = { name: 'Cy', role: 'viewer', via: 'browser' };

const segments: ObservationSegment[] = [
  { scope: 'desk', from: instant(0), to: instant(2_000), cause: 'observed' },
  { scope: 'desk', from: instant(2_000), to: instant(5_000), cause: 'asleep' },
  { scope: 'source:host', from: instant(6_000), to: instant(7_000), cause: 'source-failing' },
  { scope: 'desk', from: instant(8_000), to: null, cause: 'offline' },
];

const history: History = {
  range: async () =>
    [{ id: 'up', series: { name: 'up', labels: { source: 'http' } }, unit: '', resolution: 60, points: [] }] as never,
  raw: async () => [],
  list: async () => [],
  quantile: async () => null,
  hourly: async () => [],
  count: async () => [],
  tally: async () => [],
  figures: async () => ({ kind: 'memory', place: 'memory', bytes: 0, series: 0, samples: 0 }),
  retain: async () => ({ deleted: 0, sealed: 0 }),
};

const journal = {
  segments: async () => segments,
  deliveries: async () => [],
  audit: async () => [],
  verifyAudit: async () => {
    throw new Error('the disk is gone: /secret/place');
  },
} as unknown as Journal;

const nothingFound = { rows: [], next: null, looked: 0, since: instant(0), keptFor: days(90) };
const searched: unknown[] = [];
const search: Search = {
  deliveries: async (question) => {
    searched.push(question);
    return nothingFound;
  },
  audit: async (question) => {
    searched.push(question);
    return { ...nothingFound, about: {} };
  },
};

const setUp = () => {
  const logged: string[] = [];
  const note = (name: string): void => {
    logged.push(name);
  };
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const desk = createScriptedDesk();
  const settings = createScriptedSettings(undefined, 'version: 1\nchannels: { slack: { botToken: xoxb-secret } }\n');
  const handlers = createHandlers({
    desk,
    settings,
    secrets: scriptedSecrets(),
    history,
    journal,
    search,
    clock: createFakeClock(instant(10_000)),
    build: { version: '0.1.0', platform: 'linux' },
    playbooks: { list: () => [], read: () => null },
    previews: createPreviews(() => []),
    mask: { maskSecrets, unmaskSecrets, unmaskValue },
    readDocument: (text) => ({ text }),
    parseTarget: () => fail({ code: 'bad-input', message: 'no url', field: 'target.url' }),
    trySource: async () => fail({ code: 'bad-input', message: 'nothing is tried here' }),
    lookAtSite: async () => fail({ code: 'bad-input', message: 'nothing is looked at here' }),
    isGivenBy: () => false,
    evidence: { of: async () => [], read: async () => null, keepHar: async () => '' },
    loadHar: async () => fail('there is no page here'),
    audits: { list: async () => [], of: async () => [], read: async () => null },
    openReport: null,
    ownWindow: null,
    updates: null,
  });
  return { gate: createGate({ handlers, log }), desk, settings, logged };
};

const error = (code: string, field?: string) => ({
  ok: false,
  error: expect.objectContaining(field === undefined ? { code } : { code, field }),
});

describe('the gate', () => {
  it('has a handler for every call and knows no other, not even those every object has', async () => {
    const { gate } = setUp();
    for (const name of Object.keys(CALLS)) expect(await gate(name, { nonsense: 1 }, admin)).toEqual(error('bad-input'));
    for (const name of ['toString', '__proto__', 'constructor', 'alert.delete', '']) {
      expect(await gate(name, {}, admin)).toEqual(error('not-found'));
    }
  });

  it('passes on what a list is narrowed by, and refuses what is no day, no channel and no outcome', async () => {
    const { gate } = setUp();
    const place = { id: 'd1', decidedAt: 5 };
    const asked = { channel: 'email', outcome: 'abandoned', recipient: 'anna', about: 'x', after: place, limit: 9 };
    const stretch = { from: '2026-11-24', to: '2026-11-24' };
    expect(await gate('delivery.list', { ...asked, ...stretch }, viewer)).toMatchObject({ ok: true, value: { rows: [] } });
    const changed = { list: 'rules', id: 'slow' };
    const acts = { by: 'ana', kind: 'settings', text: 'slow', changed, before: 7, limit: 9, ...stretch };
    expect(await gate('audit.list', acts, viewer)).toEqual({ ok: true, value: { ...nothingFound, about: {} } });
    expect(searched.slice(-2)).toEqual([{ ...asked, ...stretch }, acts]);
    expect(await gate('delivery.list', { limit: 9, from: 'last Tuesday' }, viewer)).toEqual(error('bad-input', 'from'));
    expect(await gate('delivery.list', { limit: 9, to: '2026-13-01' }, viewer)).toEqual(error('bad-input', 'to'));
    expect(await gate('delivery.list', { limit: 9, to: '2026-02-31' }, viewer)).toEqual(error('bad-input', 'to'));
    expect(await gate('delivery.list', { limit: 9, channel: 'pigeon' }, viewer)).toEqual(error('bad-input', 'channel'));
    expect(await gate('delivery.list', { limit: 9, outcome: 'lost' }, viewer)).toEqual(error('bad-input', 'outcome'));
    expect(await gate('audit.list', { limit: 9, kind: 'all' }, viewer)).toEqual(error('bad-input', 'kind'));
    expect(await gate('audit.list', { limit: 5_000 }, viewer)).toEqual(error('bad-input', 'limit'));
  });

  it('names the field that is wrong', async () => {
    const { gate } = setUp();
    const end = { kind: 'until', at: 'noon' };
    expect(await gate('alert.acknowledge', { alert: 'a1-1', note: '', end }, admin)).toEqual(error('bad-input', 'end.at'));
    expect(await gate('alert.resolve', { alert: 'a1-1', reason: 'x', judged: 'maybe' }, admin)).toEqual(
      error('bad-input', 'judged'),
    );
    expect(await gate('view.read', 'text', admin)).toEqual(error('bad-input'));
  });

  it('says what is wrong with it for people, not for programmers', async () => {
    const { gate } = setUp();
    const said = async (call: string, input: unknown): Promise<string> => {
      const answer = await gate(call, input, admin);
      return answer.ok ? '' : answer.error.message;
    };
    expect(await said('site.look', { url: 'x'.repeat(3_000) })).toBe('url is not valid: must have at most 2000 characters');
    expect(await said('audit.list', { limit: 501 })).toBe('limit is not valid: must be at most 500');
    expect(await said('audit.list', { limit: 0 })).toBe('limit is not valid: must be at least 1');
    expect(await said('alert.resolve', { alert: 'a1-1', reason: 'x', judged: 'maybe' })).toBe(
      'judged is not valid: must be real or noise',
    );
  });

  it('tells who asks beforehand what it would refuse to them, and refuses just that', async () => {
    const { gate } = setUp();
    for (const actor of [viewer, responder, admin]) {
      const about = await gate('about.read', {}, actor);
      const { refused } = about.ok
        ? (about.value as { readonly refused: Readonly<Record<string, string>> })
        : { refused: null };
      expect(refused).toEqual(
        Object.fromEntries(
          Object.entries(CALLS).flatMap(([name, { role }]) => {
            const isOpen = role === 'viewer' || role === actor.role || actor.role === 'admin';
            return isOpen ? [] : [[name, role]];
          }),
        ),
      );
    }
  });

  it('lets a role do what it may and no more', async () => {
    const { gate, desk } = setUp();
    const input = { alert: 'a1-1', note: 'mine', end: { kind: 'resolved' } };
    expect(await gate('view.read', undefined, viewer)).toEqual({ ok: true, value: desk.view() });
    expect(await gate('alert.acknowledge', input, viewer)).toEqual(error('forbidden'));
    expect(await gate('config.save', { text: '', revision: 1 }, responder)).toEqual(error('forbidden'));
    expect(await gate('site.look', { url: 'https://www.example.org/' }, responder)).toEqual(error('forbidden'));
    expect(desk.acts).toHaveLength(0);
    expect(await gate('alert.acknowledge', input, responder)).toMatchObject({ ok: true, value: { alert: 'a1-1' } });
    expect(desk.acts).toEqual([{ action: { kind: 'acknowledge', ...input }, actor: responder }]);
  });

  it('passes on why an act was refused', async () => {
    const { gate } = setUp();
    expect(await gate('alert.read', { alert: 'a404-1' }, viewer)).toEqual(error('not-found'));
    expect(await gate('alert.reopen', { alert: 'a1-1' }, responder)).toEqual(error('conflict'));
    expect(await gate('target.try', { target: {} }, admin)).toEqual(error('bad-input', 'target.url'));
  });

  it('answers a bug as internal, without its words, and logs it', async () => {
    const { gate, logged } = setUp();
    const answer = await gate('audit.verify', {}, viewer);
    expect(answer).toEqual(error('internal'));
    expect(JSON.stringify(answer)).not.toContain('disk');
    expect(logged).toEqual(['call.failed']);
  });
});

describe('a fire drill', () => {
  it('is started by an admin alone, within sound limits', async () => {
    const { gate, desk } = setUp();
    expect(await gate('drill.start', { over: 120_000 }, responder)).toEqual(error('forbidden'));
    expect(await gate('drill.start', { over: 1_000 }, admin)).toEqual(error('bad-input', 'over'));
    expect(await gate('drill.start', {}, admin)).toEqual(error('bad-input', 'over'));
    expect(desk.acts).toEqual([]);
    expect(await gate('drill.start', { over: 120_000 }, admin)).toMatchObject({ ok: true });
    expect(desk.acts).toEqual([{ action: { kind: 'start-drill', over: 120_000 }, actor: admin }]);
  });

  it('tells those who may act at which address it failed, and those who look on no more than whose it was', async () => {
    const { gate, desk } = setUp();
    desk.drills = async () => scriptedDrills(T0);
    const seen = async (actor: Actor) => JSON.stringify(await gate('drill.list', { limit: 1 }, actor));
    const addresses = ['senior@example.org', '+447700900456'];
    for (const actor of [admin, responder]) for (const address of addresses) expect(await seen(actor)).toContain(address);
    const masked = await seen(viewer);
    for (const address of addresses) expect(masked).not.toContain(address);
    for (const address of ['s…@example.org', '+44…56']) expect(masked).toContain(address);
  });

  it('is looked at by everybody, and ticked off by whoever acts on alerts', async () => {
    const { gate } = setUp();
    const tick = { drill: 'a1-1', delivery: 'a1-1:test:email:ops@example.org' };
    expect(await gate('drill.list', { limit: 5 }, viewer)).toEqual({ ok: true, value: [] });
    expect(await gate('drill.list', { limit: 500 }, viewer)).toEqual(error('bad-input', 'limit'));
    expect(await gate('drill.confirm', tick, viewer)).toEqual(error('forbidden'));
    expect(await gate('drill.confirm', tick, responder)).toMatchObject({ ok: true });
  });
});

describe('the calendar', () => {
  it('is read by everybody, and noted in by whoever acts on alerts', async () => {
    const { gate, desk } = setUp();
    expect(await gate('calendar.list', {}, viewer)).toMatchObject({ ok: true });
    const done = { task: 'restore', note: 'It took 4 min.' };
    const undo = { task: 'restore', at: T0 };
    expect(await gate('calendar.done', done, viewer)).toEqual(error('forbidden'));
    expect(await gate('calendar.undo', undo, viewer)).toEqual(error('forbidden'));
    expect(await gate('calendar.done', { task: 'restore' }, responder)).toEqual(error('bad-input', 'note'));
    expect(desk.acts).toEqual([]);
    expect(await gate('calendar.done', done, responder)).toMatchObject({ ok: true });
    expect(await gate('calendar.undo', undo, responder)).toMatchObject({ ok: true });
    expect(desk.acts).toEqual([
      { action: { kind: 'do-task', ...done }, actor: responder },
      { action: { kind: 'undo-task', ...undo }, actor: responder },
    ]);
  });
});

describe('message templates', () => {
  it('are shown to everybody, with what may stand in them', async () => {
    const { gate } = setUp();
    expect(await gate('template.guide', {}, viewer)).toMatchObject({
      ok: true,
      value: { variables: expect.arrayContaining([expect.objectContaining({ name: 'summary' })]) },
    });
    expect(await gate('template.preview', { channel: 'sms', example: 'long' }, viewer)).toMatchObject({
      ok: true,
      value: { channel: 'sms', most: 160 },
    });
  });

  it.each([
    ['channel', { channel: 'pigeon', example: 'firing' }],
    ['example', { channel: 'email', example: 'boredom' }],
    ['texts', { channel: 'email', example: 'firing', texts: 'x' }],
  ])('are not shown for a bad %s', async (field, question) => {
    expect(await setUp().gate('template.preview', question, viewer)).toEqual(error('bad-input', field));
  });
});

describe('baselines', () => {
  const reset = (series: unknown, actor: Actor, why: unknown = 'deploy 4711') =>
    setUp().gate('baseline.reset', { series, why }, actor);

  it('are listed, and shown with their band over the time asked for', async () => {
    const { gate } = setUp();
    expect(await gate('baseline.list', {}, viewer)).toMatchObject({
      ok: true,
      value: [{ series: HOME_RESPONSE, samples: 28_800 }],
    });
    expect(await gate('baseline.list', { target: 'booking' }, viewer)).toEqual({ ok: true, value: [] });
    const question = { series: HOME_RESPONSE, kind: 'ema', from: T0 - 3_600_000, to: T0 };
    expect(await gate('baseline.read', question, viewer)).toMatchObject({
      ok: true,
      value: { row: { readiness: { kind: 'ready' } }, course: expect.arrayContaining([expect.objectContaining({ at: T0 })]) },
    });
  });

  it.each([
    ['series', { kind: 'ema', from: 0, to: 1 }],
    ['kind', { series: HOME_RESPONSE, kind: 'best', from: 0, to: 1 }],
    ['to', { series: HOME_RESPONSE, kind: 'ema', from: 5, to: 5 }],
  ])('are not shown for a bad %s', async (field, question) => {
    expect(await setUp().gate('baseline.read', question, viewer)).toEqual(error('bad-input', field));
  });

  it('are not shown of a series of which nothing is learnt', async () => {
    const question = { series: 'up{}', kind: 'ema', from: 0, to: 1 };
    expect(await setUp().gate('baseline.read', question, viewer)).toEqual(error('not-found', 'series'));
  });

  it('are learnt anew for whoever may act, with the reason', async () => {
    const { gate, desk } = setUp();
    const input = { series: HOME_RESPONSE, why: 'deploy 4711' };
    expect(await gate('baseline.reset', input, responder)).toMatchObject({ ok: true });
    expect(desk.acts).toEqual([{ action: { kind: 'reset-baseline', ...input }, actor: responder }]);
  });

  it('are not reset without a reason, by a stranger, or where there are none', async () => {
    expect(await reset(HOME_RESPONSE, responder, '')).toEqual(error('bad-input', 'why'));
    expect(await reset('', responder)).toEqual(error('bad-input', 'series'));
    expect(await reset(HOME_RESPONSE, viewer)).toEqual(error('forbidden'));
    expect(await reset('up{}', responder)).toEqual(error('not-found', 'series'));
  });
});

describe('objectives', () => {
  it('are listed as they stand, and one is shown with the course of its budget', async () => {
    const { gate } = setUp();
    expect(await gate('objective.list', {}, viewer)).toMatchObject({
      ok: true,
      value: [{ objective: { id: 'uptime' }, state: 'measured' }, {}, { state: 'no-source' }, {}, {}],
    });
    expect(await gate('objective.read', { objective: 'uptime' }, viewer)).toMatchObject({
      ok: true,
      value: { standing: { status: { verdict: 'met' } }, unobserved: [{ cause: 'asleep' }, {}, {}] },
    });
  });

  it('are refused by name', async () => {
    const { gate } = setUp();
    expect(await gate('objective.read', { objective: 'speed' }, viewer)).toEqual(error('not-found', 'objective'));
    expect(await gate('objective.read', { objective: '' }, viewer)).toEqual(error('bad-input', 'objective'));
    expect(await gate('objective.list', { all: true }, viewer)).toEqual(error('bad-input'));
  });
});

describe('history', () => {
  const ask = async (from: Instant, to: Instant) =>
    setUp().gate('history.range', { series: ['up'], from, to, maxPoints: 10 }, viewer);

  it('comes with the stretches in which this desk did not look, cut to the range and to now', async () => {
    expect(await ask(instant(3_000), instant(20_000))).toMatchObject({
      ok: true,
      value: {
        unobserved: [
          { from: 3_000, to: 5_000, cause: 'asleep' },
          { from: 8_000, to: 10_000, cause: 'offline' },
        ],
      },
    });
  });

  it('is refused for a range that ends before it begins', async () => {
    expect(await ask(instant(5), instant(5))).toEqual(error('bad-input', 'to'));
  });
});

describe('a change of a rule', () => {
  const edits = [{ path: ['rules', { id: 'slow' }, 'for'], value: '10m' }];

  it('is played for whoever may make it, and for nobody else', async () => {
    const { gate } = setUp();
    expect(await gate('rule.preview', { edits }, admin)).toEqual({ ok: true, value: { backtests: [], left: [] } });
    expect(await gate('rule.preview', { text: 'version: 1\n' }, admin)).toMatchObject({ ok: true });
    expect(await gate('rule.preview', { edits }, responder)).toEqual(error('forbidden'));
    expect(await gate('rule.preview', { edits }, viewer)).toEqual(error('forbidden'));
  });

  it('is refused where it is no change, or has errors', async () => {
    const { gate } = setUp();
    for (const input of [{}, { text: 7 }, { edits: [] }, { text: '', edits }, { edits: [{ path: [] }] }])
      expect(await gate('rule.preview', input, admin)).toEqual(error('bad-input'));
    expect(await gate('rule.preview', { text: 'broken' }, admin)).toEqual(error('bad-input'));
  });

  it('reaches the desk as a whole configuration', async () => {
    const { gate, desk, settings } = setUp();
    const asked: unknown[] = [];
    desk.preview = async (proposed) => {
      asked.push(proposed);
      return { ok: false, error: { code: 'conflict', message: 'Another one.' } };
    };
    expect(await gate('rule.preview', { edits }, admin)).toEqual(error('conflict'));
    expect(asked).toEqual([settings.current().config]);
  });
});

describe('the configuration', () => {
  it('is shown with its secrets masked, and a save of the masked text keeps them', async () => {
    const { gate, settings, desk } = setUp();
    const answer = (await gate('config.read', {}, viewer)) as { ok: true; value: { text: string; revision: number } };
    expect(JSON.stringify(answer)).not.toContain('xoxb-secret');
    const text = `${answer.value.text}profile: none\n`;
    expect(await gate('config.save', { text, revision: 1 }, admin)).toMatchObject({
      ok: true,
      value: { saved: true, revision: 2 },
    });
    expect(settings.current().text).toBe('version: 1\nchannels: { slack: { botToken: xoxb-secret } }\nprofile: none\n');
    expect(desk.remembered).toMatchObject([{ action: 'config.save', actor: admin }]);
  });

  it('never says what a mask stands for to someone who checks a text', async () => {
    const { gate, settings } = setUp();
    const seen: string[] = [];
    settings.check = (text) => {
      seen.push(text);
      return [];
    };
    await gate('config.check', { text: 'site: { timeZone: "•••1•••" }' }, viewer);
    expect(seen).toEqual(['site: { timeZone: "•••1•••" }']);
  });

  it('answers a document with errors by naming them, and a stale revision by a conflict', async () => {
    const { gate } = setUp();
    expect(await gate('config.save', { text: 'broken', revision: 1 }, admin)).toMatchObject({
      ok: true,
      value: { saved: false, revision: 1, problems: [{ severity: 'error' }] },
    });
    expect(await gate('config.save', { text: '', revision: 0 }, admin)).toEqual(error('conflict'));
  });
});
