import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../../tests/support/fake-clock.js';
import { scriptedSecrets } from '../../../../tests/support/secrets.js';
import { type Receiver, startReceiver } from '../../../../tests/support/servers/receiver.js';
import { createPoster, type Poster } from '../../channel/poster.js';
import type { SeriesSample } from '../../core/model/sample.js';
import type { Pulse } from '../../core/observe/pulse.js';
import type { HeartbeatTransport, Transports } from '../../core/port/transports.js';
import { instant, minutes, seconds } from '../../core/time/instant.js';
import { createLog } from '../../platform/log.js';
import { createHeartbeat, type Heartbeat } from './heartbeat.js';

const SECRET = 'k7Qz1p';

let receiver: Receiver;
let poster: Poster;
let underWay = 0;
let heartbeat: Heartbeat | null = null;
beforeEach(async () => {
  underWay = 0;
  receiver = await startReceiver();
  poster = createPoster({ version: '1.2.3' });
});
afterEach(async () => {
  await heartbeat?.stop();
  heartbeat = null;
  poster.stop();
  await receiver.stop();
});

const rigOf = (change: Partial<HeartbeatTransport> | null = {}) => {
  const clock: FakeClock = createFakeClock(instant(Date.UTC(2026, 0, 5, 3)));
  const pulse = {
    looking: { kind: 'yes', since: clock.now() } as Pulse['looking'],
    stuckAt: null as Pulse['tickedAt'] | null,
    storeFailure: null as string | null,
  };
  const planned: { plan: HeartbeatTransport | null } = {
    plan:
      change === null ? null : { url: { kind: 'stored', name: 'beat' }, every: minutes(1), allowInsecure: false, ...change },
  };
  const lines: string[] = [];
  const told: SeriesSample[] = [];
  const news: (() => void)[] = [];
  const rig = createHeartbeat({
    clock,
    log: createLog({ folder: null, level: 'debug', stream: { write: (line) => lines.push(line) } }),
    settings: {
      transports: () => ({ heartbeat: planned.plan }) as Transports,
      subscribe: (listener) => {
        news.push(() => listener({} as never));
        return () => undefined;
      },
    },
    secrets: scriptedSecrets({ beat: `${receiver.url}/push/${SECRET}?key=${SECRET}` }),
    poster: {
      post: async (post) => {
        underWay += 1;
        const posted = await poster.post(post);
        underWay -= 1;
        return posted;
      },
    },
  });
  heartbeat = rig;
  rig.start(async (samples) => void told.push(...samples));
  rig.follow({
    pulse: () => ({
      ...{ tickedAt: pulse.stuckAt ?? clock.now(), looking: pulse.looking, storeFailure: pulse.storeFailure },
      ...{ readAt: null, readWithin: null, rulesFailed: 0, oldestDue: new Map() },
    }),
    refresh: () => undefined,
  });
  const age = (): number | undefined => told.at(-1)?.value;
  const configure = (plan: HeartbeatTransport | null): void => {
    planned.plan = plan;
    for (const tell of news) tell();
  };
  return { clock, pulse, lines, told, age, rig, configure };
};

/** Lets time pass, but no more while the network takes its own. */
const live = async (clock: FakeClock, length: number): Promise<void> => {
  for (let passed = 0; passed < length; passed += seconds(5)) {
    await clock.advance(seconds(5));
    while (underWay > 0 && receiver.answers[0] !== 'hang') await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const isTaken = (rig: Heartbeat): void => expect(rig.state()?.state).toBe('ok');

describe('the heartbeat', () => {
  it('leaves at its interval while the desk watches, and says when it was last taken', async () => {
    const { clock, rig, age } = rigOf();
    expect(rig.state()).toEqual({ state: 'first', lastAt: null, text: '' });
    await live(clock, minutes(3) + seconds(20));
    isTaken(rig);
    expect(receiver.received).toHaveLength(4);
    expect(receiver.received[0]).toMatchObject({ path: `/push/${SECRET}?key=${SECRET}`, body: '' });
    expect(receiver.received[0]?.headers['user-agent']).toBe('Watchroom/1.2.3');
    expect(age()).toBeLessThanOrEqual(60);
    expect(rig.problems()).toEqual([]);
  });

  it.each([
    ['sleeps', { looking: { kind: 'no', cause: 'asleep' } }, 'the machine sleeps'],
    ['cannot keep what it sees', { storeFailure: 'the disk is full' }, 'the disk is full'],
    ['stands still', { stuckAt: instant(0) }, 'its turns have stood still'],
  ] as const)('does not leave while the desk %s, and leaves again soon after', async (_, trouble, why) => {
    const { clock, rig, pulse } = rigOf();
    await live(clock, seconds(10));
    isTaken(rig);
    const whole = { ...pulse };
    Object.assign(pulse, trouble);
    await live(clock, minutes(4));
    expect(receiver.received).toHaveLength(1);
    expect(rig.state()).toMatchObject({ state: 'held', text: expect.stringContaining(why) });
    Object.assign(pulse, whole);
    await live(clock, seconds(10));
    isTaken(rig);
    expect(receiver.received).toHaveLength(2);
  });

  it('charges no time in which the desk did not look', async () => {
    const { clock, pulse, told, age, rig } = rigOf();
    await live(clock, seconds(30));
    isTaken(rig);
    pulse.looking = { kind: 'no', cause: 'offline' };
    const before = told.length;
    await live(clock, minutes(10));
    expect(told).toHaveLength(before);
    pulse.looking = { kind: 'yes', since: clock.now() };
    await live(clock, seconds(30));
    expect(age()).toBeLessThanOrEqual(60);
  });

  it.each([
    [404, 'the receiver answered 404: the check is not there any more'],
    [302, 'the receiver answered 302, a redirect, which is not followed: write the final address'],
    [500, 'the receiver answered 500'],
  ])('tells what a receiver means that answers %i, and tries again soon', async (status, words) => {
    receiver.answers = [{ status, body: `no ${SECRET}` }];
    const { clock, rig, age } = rigOf();
    await live(clock, minutes(3));
    expect(rig.state()).toMatchObject({ state: 'failing', lastAt: null, text: `The last one did not arrive: ${words}.` });
    expect(receiver.received.length).toBeGreaterThanOrEqual(10);
    expect(age()).toBeGreaterThan(150);
    expect(rig.problems()).toMatchObject([{ id: 'heartbeat', text: `The heartbeat does not arrive: ${words}.` }]);
    receiver.answers = [{ status: 200 }];
    await live(clock, seconds(20));
    isTaken(rig);
    expect(rig.problems()).toEqual([]);
  });

  it('obeys a receiver that asks to be left alone', async () => {
    receiver.answers = [{ status: 429, headers: { 'retry-after': '120' } }, { status: 200 }];
    const { clock, rig } = rigOf();
    await live(clock, seconds(115));
    expect(receiver.received).toHaveLength(1);
    await live(clock, seconds(15));
    isTaken(rig);
    expect(receiver.received).toHaveLength(2);
  });

  it('gives a receiver that hangs ten seconds', async () => {
    receiver.answers = ['hang'];
    const { clock, rig } = rigOf();
    await live(clock, seconds(20));
    await vi.waitFor(() =>
      expect(rig.state()).toMatchObject({ state: 'failing', text: expect.stringContaining('no answer in time') }),
    );
  });

  it('writes down no part of its address that could let anybody pretend to be this desk', async () => {
    receiver.answers = [{ status: 404, body: `unknown check ${SECRET}` }, 'reset', { status: 200, body: SECRET }];
    const { clock, rig, lines } = rigOf();
    await live(clock, minutes(1));
    isTaken(rig);
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['heartbeat.failed', 'heartbeat.taken']);
    expect(lines.join('')).not.toContain(SECRET);
    expect(lines.join('')).not.toContain(receiver.url);
  });

  it.each([
    ['a secret that is not kept', { url: { kind: 'stored', name: 'gone' } }, 'no secret "gone" is stored'],
    ['an address that is none', { url: { kind: 'plain', text: `${SECRET}//x` } }, 'heartbeat.url is no http or https address'],
    [
      'plain http beyond this machine',
      { url: { kind: 'plain', text: `http://beat.example/${SECRET}` } },
      'The address is plain http',
    ],
  ] as const)('says what is wrong with %s', async (_, change, words) => {
    const { clock, rig } = rigOf(change);
    await live(clock, seconds(10));
    expect(rig.state()).toMatchObject({ state: 'failing', text: expect.stringContaining(words) });
    expect(rig.state()?.text).not.toContain(SECRET);
  });

  it('begins with the settings, and ends with them', async () => {
    const { clock, rig, told, configure } = rigOf(null);
    await live(clock, minutes(2));
    expect(rig.state()).toBeNull();
    expect(told).toEqual([]);
    configure({ url: { kind: 'stored', name: 'beat' }, every: seconds(10), allowInsecure: false });
    await live(clock, seconds(30));
    isTaken(rig);
    expect(receiver.received.length).toBeGreaterThanOrEqual(2);
    configure(null);
    const before = receiver.received.length;
    await live(clock, minutes(1));
    expect(receiver.received).toHaveLength(before);
    expect(rig.state()).toBeNull();
  });

  it('says that it is late where its timer was', async () => {
    const { clock, rig, lines } = rigOf();
    await live(clock, seconds(10));
    isTaken(rig);
    clock.jump(minutes(3));
    expect(rig.state()).toMatchObject({ state: 'late' });
    await live(clock, seconds(5));
    isTaken(rig);
    expect(lines.join('')).toContain('heartbeat.late');
  });
});
