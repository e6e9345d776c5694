import { describe, expect, it } from 'vitest';
import { backgroundOf } from '../../../../tests/support/background.js';
import { deliveryOf } from '../../../../tests/support/delivery.js';
import { NINE_O_CLOCK, silentLog } from '../../../../tests/support/engine.js';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import type { EpisodeId } from '../../core/model/alert.js';
import type { Delivery } from '../../core/model/notification.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { ok } from '../../core/model/result.js';
import type { Channel, Pace, Receipt, SendError } from '../../core/port/channel.js';
import { minutes, seconds } from '../../core/time/instant.js';
import { createDeliver, type Deliver } from './deliver.js';

type Outcome = Awaited<ReturnType<Channel['send']>>;

const passing: SendError = { retry: 'later', code: '503', text: 'busy' };
const taken: Outcome = ok<Receipt>({ text: 'taken' });
const refusedBy = (error: SendError): Outcome => ({ ok: false, error });

/** A way out by channels that do as a test says, on a clock that it moves. */
const rig = (pace: Partial<Pace> = {}, kinds: readonly ChannelKind[] = ['webhook']) => {
  const fake = createFakeClock(NINE_O_CLOCK);
  // As on a real machine, some time passes between any two looks at the clock, and less and less.
  let looks = 0;
  let passed = 0;
  const monotonic = (): number => {
    looks += 1;
    passed += 0.01 / looks;
    return fake.monotonic() + passed;
  };
  const clock = { ...fake, monotonic };
  const state = {
    isOpen: true,
    durable: Promise.resolve(),
    /** What a channel answers to a delivery; it takes every one unless told. */
    answer: (_delivery: Delivery): Outcome | Promise<Outcome> => taken,
    pointless: (_delivery: Delivery): string | null => null,
  };
  const sent: Delivery[] = [];
  const kept: Delivery[] = [];
  const begun = new Set<string>();
  const underWay = { now: 0, most: 0 };
  let writes = 0;
  const channelOf = (kind: ChannelKind): Channel => ({
    kind,
    pace: { atOnce: 1, ahead: 0, rate: null, ...pace },
    send: async (delivery) => {
      sent.push(delivery);
      underWay.now += 1;
      underWay.most = Math.max(underWay.most, underWay.now);
      const outcome = await state.answer(delivery);
      underWay.now -= 1;
      return outcome;
    },
    stop: async () => undefined,
  });
  const deliver: Deliver = createDeliver({
    clock,
    log: silentLog,
    channels: kinds.map(channelOf),
    mayLeave: () => state.isOpen,
    isNewest: () => true,
    pointless: (delivery) => state.pointless(delivery),
    longestFailure: () => null,
    triesOf: () => 3,
    background: () => backgroundOf(),
    spread: (wait) => wait,
    begin: ({ id }) => begun.add(id),
    spare: ({ id }) => begun.delete(id),
    keep: (delivery) => kept.push(delivery),
    remember: () => {
      writes += 1;
      return state.durable;
    },
  });
  return {
    clock,
    deliver,
    state,
    sent,
    kept,
    begun,
    underWay,
    writes: () => writes,
    names: () => sent.map(({ id }) => id),
    /** Keeps the store from writing, until the returned function is called. */
    holdStore: () => {
      let release = (): void => undefined;
      state.durable = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
};

let alerts = 0;
/** A delivery of an alert of its own, unless told of which. */
const of = (id: string, over: Partial<Delivery> = {}): Delivery => {
  alerts += 1;
  return deliveryOf('webhook', { id, alerts: [`a${alerts}-1` as EpisodeId], ...over });
};
const many = (count: number): readonly Delivery[] => Array.from({ length: count }, (_, index) => of(`d${index}`));
const sameAlert = { alerts: ['a0-1' as EpisodeId] };

describe('delivering', () => {
  it('tries three times, each wait three times the last, then gives up with the reason', async () => {
    const { clock, deliver, sent, kept, state } = rig();
    state.answer = () => refusedBy(passing);
    deliver.enqueue(of('a'));
    await clock.advance(seconds(9));
    expect(sent).toHaveLength(1);
    await clock.advance(seconds(2));
    expect(sent).toHaveLength(2);
    await clock.advance(seconds(31));
    expect(sent).toHaveLength(3);
    expect(kept.at(-1)?.state).toMatchObject({ kind: 'abandoned', why: '3 attempts failed: busy' });
  });

  it('counts no attempt while it may not tell anybody, however long that lasts, and tells them then', async () => {
    const { clock, deliver, kept, begun, state } = rig();
    state.answer = () => refusedBy({ retry: 'later', code: 'not-leading', text: 'another desk may lead', untried: true });
    deliver.enqueue(of('a'));
    await clock.advance(minutes(30));
    expect(kept).toEqual([]);
    expect(begun.size).toBe(0);
    state.answer = () => taken;
    await clock.advance(seconds(11));
    expect(kept.at(-1)).toMatchObject({ state: { kind: 'delivered' }, attempts: [{ outcome: 'ok' }] });
  });

  it('keeps nobody’s address in what a receiver said, also where it repeats it', async () => {
    const { clock, deliver, kept, state } = rig();
    const text = '550 5.1.1 <ana.canary@example.org> unknown; +441234567890 too';
    state.answer = () => refusedBy({ retry: 'never', code: '550', text });
    deliver.enqueue(of('a'));
    await clock.advance(seconds(1));
    expect(JSON.stringify(kept)).toContain('550 5.1.1');
    expect(JSON.stringify(kept)).not.toMatch(/ana\.canary|1234567/);
  });

  it('does not repeat what was refused for good', async () => {
    const { clock, deliver, sent, kept, state } = rig();
    state.answer = () => refusedBy({ retry: 'never', code: '400', text: 'no such room' });
    deliver.enqueue(of('a'));
    await clock.advance(minutes(10));
    expect(sent).toHaveLength(1);
    expect(kept.at(-1)?.state.kind).toBe('abandoned');
  });

  it('sends a delivery once, however often it is handed over', async () => {
    const { clock, deliver, sent } = rig();
    const delivery = of('a');
    deliver.enqueue(delivery);
    deliver.enqueue(delivery);
    await clock.advance(seconds(1));
    deliver.enqueue({ ...delivery, state: { kind: 'delivered', at: NINE_O_CLOCK } });
    await clock.advance(seconds(1));
    expect(sent).toHaveLength(1);
  });

  it('tells of those that joined a message while it waited', async () => {
    const { clock, deliver, sent, state } = rig();
    state.isOpen = false;
    deliver.enqueue(of('group', sameAlert));
    deliver.enqueue(of('group', { alerts: [...sameAlert.alerts, 'a00-1' as EpisodeId] }));
    state.isOpen = true;
    deliver.wake();
    await clock.advance(seconds(1));
    expect(sent.map(({ alerts: told }) => told)).toEqual([['a0-1', 'a00-1']]);
  });

  it('keeps what may not leave yet, and says afterwards how late it is', async () => {
    const { clock, deliver, sent, state } = rig();
    state.isOpen = false;
    deliver.enqueue(of('a'));
    await clock.advance(minutes(4));
    expect(sent).toEqual([]);
    state.isOpen = true;
    deliver.wake();
    await clock.advance(seconds(1));
    expect(sent[0]?.message.body).toContain('This message is 4 min late.');
  });

  it('lets what says that the desk is blind leave at any time', async () => {
    const { clock, deliver, names, state } = rig();
    state.isOpen = false;
    deliver.enqueue(of('a'));
    deliver.enqueue(of('blind', { reason: 'desk-blind' }));
    await clock.advance(seconds(1));
    expect(names()).toEqual(['blind']);
  });

  it('gives up what has become pointless, and what waited for it leaves', async () => {
    const { clock, deliver, names, kept, state } = rig();
    state.isOpen = false;
    for (const id of ['a', 'b']) deliver.enqueue(of(id, sameAlert));
    state.pointless = ({ id }) => (id === 'a' ? 'it is over' : null);
    state.isOpen = true;
    deliver.wake();
    await clock.advance(seconds(1));
    expect(names()).toEqual(['b']);
    expect(kept[0]).toMatchObject({ id: 'a', state: { kind: 'abandoned', why: 'it is over' } });
  });
});

describe('many deliveries', () => {
  it('leave by each channel as many at once as it takes', async () => {
    const { clock, deliver, sent, underWay, state } = rig({ atOnce: 4 });
    state.answer = async () => {
      await new Promise((resolve) => clock.wakeAt((clock.now() + 100) as typeof NINE_O_CLOCK, () => resolve(null)));
      return taken;
    };
    for (const delivery of many(20)) deliver.enqueue(delivery);
    await clock.advance(seconds(2));
    expect(underWay.most).toBe(4);
    expect(sent).toHaveLength(20);
  });

  it('of one alert never overtake each other, not even one that is tried again', async () => {
    const { clock, deliver, names, state } = rig({ atOnce: 4 });
    const failing = new Set(['firing']);
    state.answer = ({ id }) => (failing.delete(id) ? refusedBy(passing) : taken);
    deliver.enqueue(of('firing', sameAlert));
    deliver.enqueue(of('escalated', sameAlert));
    deliver.enqueue(of('of both', { alerts: [...sameAlert.alerts, 'a00-1' as EpisodeId] }));
    deliver.enqueue(of('later news', { alerts: ['a00-1' as EpisodeId] }));
    deliver.enqueue(of('another alert'));
    await clock.advance(seconds(5));
    expect(names()).toEqual(['firing', 'another alert']);
    await clock.advance(seconds(6));
    expect(names().slice(2)).toEqual(['firing', 'escalated', 'of both', 'later news']);
  });

  it('leave critical first where the channel cannot keep up', async () => {
    const { clock, deliver, names, state } = rig();
    state.isOpen = false;
    const message = { ...of('x').message, severity: 'warning' as const };
    for (const id of ['w1', 'w2']) deliver.enqueue(of(id, { message }));
    deliver.enqueue(of('c1'));
    state.isOpen = true;
    deliver.wake();
    await clock.advance(seconds(1));
    expect(names()).toEqual(['c1', 'w1', 'w2']);
  });

  it('begin no faster than the channel may be used', async () => {
    const { clock, deliver, sent } = rig({ atOnce: 8, ahead: 0, rate: { count: 3, per: seconds(10) } });
    for (const delivery of many(8)) deliver.enqueue(delivery);
    await clock.advance(seconds(9));
    expect(sent).toHaveLength(3);
    await clock.advance(seconds(2));
    expect(sent).toHaveLength(6);
    await clock.advance(seconds(10));
    expect(sent).toHaveLength(8);
  });

  it('go on after a pause for their pace, however short', async () => {
    const { clock, deliver, sent } = rig({ atOnce: 3, rate: { count: 5, per: seconds(1) } });
    for (const delivery of many(200)) deliver.enqueue(delivery);
    await clock.advance(seconds(45));
    expect(sent).toHaveLength(200);
  });

  it('all wait as long as the receiver of one asks, and those of other channels do not', async () => {
    const { clock, deliver, sent, state } = rig({ atOnce: 1 }, ['webhook', 'slack']);
    state.answer = ({ id }) => (id === 'd0' ? refusedBy({ ...passing, retryAfter: minutes(2) }) : taken);
    for (const delivery of many(3)) deliver.enqueue(delivery);
    deliver.enqueue({ ...of('s'), channel: 'slack' });
    await clock.advance(seconds(110));
    expect(sent.map(({ id }) => id)).toEqual(['d0', 's']);
    state.answer = () => taken;
    await clock.advance(seconds(15));
    expect(sent.map(({ id }) => id)).toEqual(['d0', 's', 'd0', 'd1', 'd2']);
  });

  it('wait no longer than they were to where the clock is set back, and not at all where it is set past their time', async () => {
    const { clock, deliver, sent, state } = rig();
    state.answer = () => refusedBy(passing);
    deliver.enqueue(of('a'));
    await clock.advance(seconds(1));
    clock.jump(-minutes(60));
    deliver.wake();
    await clock.advance(seconds(10));
    expect(sent).toHaveLength(2);
    clock.jump(minutes(1));
    deliver.wake();
    await clock.advance(seconds(1));
    expect(sent).toHaveLength(3);
  });
});

describe('what leaves', () => {
  it('is written down to have begun before it does', async () => {
    const { clock, deliver, sent, holdStore } = rig({ atOnce: 2 });
    const release = holdStore();
    for (const delivery of many(2)) deliver.enqueue(delivery);
    await clock.advance(seconds(1));
    expect(sent).toEqual([]);
    release();
    await clock.advance(seconds(1));
    expect(sent).toHaveLength(2);
  });

  it('shares one write with what leaves at the same moment, and with the outcomes of what left before', async () => {
    const { clock, deliver, sent, writes } = rig({ atOnce: 10 });
    for (const delivery of many(30)) deliver.enqueue(delivery);
    await clock.advance(seconds(1));
    expect(sent).toHaveLength(30);
    expect(writes()).toBeLessThanOrEqual(6);
  });

  it.each([
    ['timeout', true],
    ['econnreset', true],
    ['unknown', true],
    ['503', false],
    ['econnrefused', false],
  ])('after an attempt that ended with %s says that it may be a repeat: %s', async (outcome, isSaid) => {
    const { clock, deliver, sent } = rig();
    deliver.enqueue(of('a', { attempts: [{ at: NINE_O_CLOCK, took: seconds(0), outcome, text: '' }] }));
    await clock.advance(seconds(1));
    expect(sent[0]?.message.body.includes('Possible repeat')).toBe(isSaid);
  });
});

describe('stopping', () => {
  it('sends what is due first', async () => {
    const { deliver, sent } = rig({ atOnce: 2 });
    for (const delivery of many(7)) deliver.enqueue(delivery);
    await deliver.stop();
    expect(sent).toHaveLength(7);
  });

  it('waits for an answer for five seconds, then leaves it open what became of it', async () => {
    const { clock, deliver, sent, kept, state } = rig();
    state.answer = () => new Promise(() => undefined);
    for (const delivery of many(2)) deliver.enqueue(delivery);
    await clock.advance(seconds(1));
    let isStopped = false;
    const stopping = deliver.stop().then(() => {
      isStopped = true;
    });
    await clock.advance(seconds(4));
    expect(isStopped).toBe(false);
    await clock.advance(seconds(2));
    await stopping;
    expect(sent).toHaveLength(1);
    expect(kept).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it('takes back that those have begun which were only written down ahead', async () => {
    const { clock, deliver, sent, begun, state } = rig({ atOnce: 1, ahead: 3 });
    state.answer = () => new Promise(() => undefined);
    for (const delivery of many(6)) deliver.enqueue(delivery);
    await clock.advance(seconds(1));
    expect(begun.size).toBe(4);
    const stopping = deliver.stop();
    await clock.advance(seconds(6));
    await stopping;
    expect([...begun]).toEqual(sent.map(({ id }) => id));
  });
});
