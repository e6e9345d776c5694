import type { Attempt, Delivery } from '../core/model/notification.js';
import type { ChannelKind } from '../core/model/reason.js';
import { withLateness } from '../core/notify/message.js';
import type { Background, Channel, SendError } from '../core/port/channel.js';
import type { Clock, Stop } from '../core/port/clock.js';
import type { Log } from '../core/port/log.js';
import { after, type Duration, duration, type Instant, seconds } from '../core/time/instant.js';
import { sendOnce } from './send-once.js';

export interface DeliverParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly channels: readonly Channel[];
  /** Whether this delivery may leave now; the desk may be settling, or offline for this channel. */
  readonly mayLeave: (delivery: Delivery) => boolean;
  /** Why a delivery has become pointless (its alert is over before anybody was told); null while it has not. */
  readonly pointless: (delivery: Delivery) => string | null;
  /** What a channel may say besides the message, as it is now. */
  readonly background: (delivery: Delivery) => Background;
  /** How often a channel is tried before a delivery is given up. */
  readonly triesOf: (channel: ChannelKind) => number;
  /** Spreads a wait a little, so that many desks do not all come back at once. */
  readonly spread: (wait: Duration) => Duration;
  /** Keeps the delivery's new state. What it returns is awaited before the channel sends more: a crash repeats one at most. */
  readonly keep: (delivery: Delivery) => unknown;
}

export interface Deliver {
  /** A durable delivery is handed over. One that is known already is ignored. */
  enqueue(delivery: Delivery): void;
  /** Looks again at what may leave: something that held it back may be over. */
  wake(): void;
  /** What each channel said last. */
  health(): ReadonlyMap<string, ChannelHealth>;
  /** Gives attempts under way up to five seconds. */
  stop(): Promise<void>;
}

export interface ChannelHealth {
  readonly state: 'ok' | 'failing';
  readonly lastAt: Instant;
  readonly text: string;
}

const FIRST_WAIT = seconds(10);
const STOP_LIMIT = seconds(5);

interface Waiting {
  delivery: Delivery;
  /** It may leave from this moment on, or once the steady clock shows `doneBy`: a wall clock set back must hold nothing. */
  notBefore: Instant;
  doneBy: number;
  isLeaving: boolean;
}

/** Sends what the journal holds, one at a time per channel, oldest first. */
export const createDeliver = (parts: DeliverParts): Deliver => {
  const { clock } = parts;
  const waiting = new Map<string, Waiting>();
  const busy = new Map<string, Promise<void>>();
  const health = new Map<string, ChannelHealth>();
  const abort = new AbortController();
  let cancelTimer: Stop | null = null;

  const wake = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    if (abort.signal.aborted) return;
    for (const channel of parts.channels) if (!busy.has(channel.kind)) sendNext(channel);
    const soonest = Math.min(...[...waiting.values()].map(remaining).filter((length) => length > 0));
    if (Number.isFinite(soonest)) cancelTimer = clock.wakeAt(after(clock.now(), soonest), wake);
  };

  const remaining = ({ notBefore, doneBy }: Waiting): number => Math.min(notBefore - clock.now(), doneBy - clock.monotonic());

  /** No delivery is put off for longer than it was decided to be; also after a restart a failed one waits as long as it was to. */
  const take = (delivery: Delivery): void => {
    const notBefore = delivery.nextAt ?? delivery.dueAt;
    const wait = Math.min(notBefore - clock.now(), notBefore - (delivery.attempts.at(-1)?.at ?? delivery.decidedAt));
    const doneBy = clock.monotonic() + Math.max(0, wait);
    waiting.set(delivery.id, { delivery, notBefore, doneBy, isLeaving: false });
  };

  const sendNext = (channel: Channel): void => {
    const now = clock.now();
    for (const item of waiting.values()) {
      if (item.delivery.channel !== channel.kind || remaining(item) > 0 || !parts.mayLeave(item.delivery)) continue;
      const pointless = parts.pointless(item.delivery);
      if (pointless !== null) {
        void settle(item, { kind: 'abandoned', at: now, why: pointless });
        continue;
      }
      const sending = attempt(channel, item).finally(() => {
        busy.delete(channel.kind);
        wake();
      });
      busy.set(channel.kind, sending);
      return;
    }
  };

  const settle = async (item: Waiting, state: Delivery['state']): Promise<void> => {
    waiting.delete(item.delivery.id);
    await parts.keep({ ...item.delivery, state });
  };

  const attempt = async (channel: Channel, item: Waiting): Promise<void> => {
    const begunAt = clock.now();
    const late = begunAt - item.delivery.dueAt;
    item.isLeaving = true;
    const leaving = { ...item.delivery, message: withLateness(item.delivery.message, late) };
    const outcome = await sendOnce(clock, channel, leaving, () => parts.background(leaving));
    const tried: Attempt = {
      at: begunAt,
      took: duration(Math.max(0, clock.now() - begunAt)),
      outcome: outcome.ok ? 'ok' : outcome.error.code,
      text: outcome.ok ? outcome.value.text : outcome.error.text,
    };
    const references = outcome.ok ? outcome.value.references : undefined;
    const found = references === undefined ? {} : { references };
    item.delivery = { ...item.delivery, attempts: [...item.delivery.attempts, tried], ...found };
    health.set(channel.kind, { state: outcome.ok ? 'ok' : 'failing', lastAt: clock.now(), text: tried.text });
    item.isLeaving = false;
    if (outcome.ok) return settle(item, { kind: 'delivered', at: clock.now() });
    parts.log.warn('delivery.failed', {
      channel: channel.kind,
      code: outcome.error.code,
      tries: item.delivery.attempts.length,
    });
    await failed(item, outcome.error);
  };

  const failed = async (item: Waiting, error: SendError): Promise<void> => {
    const tries = item.delivery.attempts.length;
    const why = givenUp(tries, parts.triesOf(item.delivery.channel), error);
    if (why !== null) return settle(item, { kind: 'abandoned', at: clock.now(), why });
    const wait = error.retryAfter ?? parts.spread(duration(FIRST_WAIT * 3 ** (tries - 1)));
    item.notBefore = after(clock.now(), wait);
    item.doneBy = clock.monotonic() + wait;
    item.delivery = { ...item.delivery, nextAt: item.notBefore };
    await parts.keep(item.delivery);
  };

  return {
    enqueue: (delivery) => {
      if (delivery.state.kind !== 'waiting') return;
      const known = waiting.get(delivery.id);
      if (known === undefined) take(delivery);
      else if (known.delivery.attempts.length === 0 && !known.isLeaving) known.delivery = delivery;
      wake();
    },
    wake,
    health: () => health,
    stop: async () => {
      cancelTimer?.();
      abort.abort();
      let cancelLimit: Stop = () => undefined;
      const limit = new Promise<void>((resolve) => {
        cancelLimit = clock.wakeAt(after(clock.now(), STOP_LIMIT), resolve);
      });
      await Promise.race([Promise.all(busy.values()), limit]);
      cancelLimit();
    },
  };
};

/** Why there is no further try; null while there is one. */
const givenUp = (tries: number, most: number, error: SendError): string | null => {
  if (error.retry === 'never') return `refused for good: ${error.text}`;
  return tries >= most ? `${tries} attempts failed: ${error.text}` : null;
};
