import type { Attempt, Delivery } from '../../core/model/notification.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { Result } from '../../core/model/result.js';
import { asItLeaves, isPossibleRepeat, takenAs, triesOfDelivery } from '../../core/notify/attempt.js';
import { maskAddresses } from '../../core/notify/mask.js';
import { sayLength } from '../../core/notify/quantity.js';
import type { Background, Channel, Receipt, SendError } from '../../core/port/channel.js';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import { after, type Duration, duration, type Instant, seconds } from '../../core/time/instant.js';
import { sendOnce } from '../send-once.js';
import { createPaceKeeper } from './pace.js';
import { createQueue, type Item } from './queue.js';
import { remaining, type Wait, waitOf } from './wait.js';

export interface WayParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether anything may leave by a channel now; the desk may be settling, or offline for it. What says that the desk is blind always may. */
  readonly mayLeave: (channel: ChannelKind) => boolean;
  /** Whether this is the newest of a delivery: a newer one that is not durable yet leaves instead, once it is. */
  readonly isNewest: (delivery: Delivery) => boolean;
  /** Why a delivery has become pointless (its alert is over before anybody was told); null while it has not. */
  readonly pointless: (delivery: Delivery) => string | null;
  /** What a channel may say besides the message, as it is now. */
  readonly background: (delivery: Delivery) => Background;
  /** How often a channel is tried before a delivery is given up. */
  readonly triesOf: (channel: ChannelKind) => number;
  /** How long a delivery may fail before another channel takes it over; null where none would. */
  readonly longestFailure: (delivery: Delivery) => Duration | null;
  /** Spreads a wait a little, so that many desks do not all come back at once. */
  readonly spread: (wait: Duration) => Duration;
  /** Notes that an attempt begins: should the console die before its outcome is kept, the next start knows. */
  readonly begin: (delivery: Delivery) => void;
  /** Takes that back: it has not left, and will not before the console ends. */
  readonly spare: (delivery: Delivery) => void;
  /** Keeps the delivery's new state. */
  readonly keep: (delivery: Delivery) => void;
}

export interface ChannelHealth {
  readonly state: 'ok' | 'failing';
  readonly lastAt: Instant;
  readonly text: string;
}

/** The way out by one channel: what waits for it, and what is under way. */
export interface Way {
  readonly kind: ChannelKind;
  enqueue(delivery: Delivery): void;
  /** What is to leave now, as much as the channel takes at once and ahead. */
  claim(): readonly Item[];
  /** It is durable that these have begun. */
  begun(items: readonly Item[]): void;
  /** The next of those that is to be sent; undefined while as many are under way as the channel takes. */
  nextBegun(): Item | undefined;
  send(item: Item): Promise<void>;
  /** Ends what is under way; what became of it stays open. */
  end(): void;
  /** Milliseconds until it is to be looked at again; infinite where only an event can bring anything. */
  nextIn(): number;
  health(): ChannelHealth | null;
}

const FIRST_WAIT = seconds(10);

export const createWay = (channel: Channel, parts: WayParts): Way => {
  const { clock } = parts;
  const { kind, pace } = channel;
  const most = pace.atOnce + pace.ahead;
  const queue = createQueue(clock);
  const keeper = createPaceKeeper(pace.rate);
  const underWay = new Set<Item>();
  const ends = new Set<() => void>();
  const waiting: Item[] = [];
  const sending = new Set<Item>();
  let isHeld = false;
  let isOver = false;
  let pause: Wait | null = null;
  let health: ChannelHealth | null = null;

  const settle = (item: Item, state: Delivery['state']): void => {
    queue.settle(item);
    parts.keep({ ...item.delivery, state });
  };

  const pauseLeft = (): number => (pause === null ? 0 : Math.max(0, remaining(clock, pause)));
  const patience = (): number => Math.max(pauseLeft(), keeper.waitAt(clock.monotonic()));

  /** The next that is to leave; what has become pointless is given up on the way. */
  const next = (): Item | undefined => {
    const which = parts.mayLeave(kind) ? 'all' : 'any-time';
    for (let item = queue.take(which); item !== undefined; item = queue.take(which)) {
      if (!parts.isNewest(item.delivery)) {
        queue.setAside(item);
        continue;
      }
      const why = parts.pointless(item.delivery);
      if (why === null) return item;
      const doubt = isPossibleRepeat(item.delivery) ? '; an earlier attempt may have arrived' : '';
      settle(item, { kind: 'abandoned', at: clock.now(), why: `${why}${doubt}` });
    }
    return undefined;
  };

  const failed = (item: Item, error: SendError): void => {
    const tries = triesOfDelivery(item.delivery);
    const why = givenUp(tries, parts.triesOf(kind), error);
    if (error.retryAfter !== undefined) pause = waitOf(clock, error.retryAfter);
    const wait = error.retryAfter ?? parts.spread(duration(FIRST_WAIT * 3 ** (tries - 1)));
    const end = why ?? overlong(item.delivery, after(clock.now(), wait), error, parts.longestFailure(item.delivery));
    if (end !== null) {
      settle(item, { kind: 'abandoned', at: clock.now(), why: end });
      return;
    }
    item.delivery = { ...item.delivery, nextAt: after(clock.now(), wait) };
    queue.putOff(item, wait);
    parts.keep(item.delivery);
  };

  /** It was not tried, and waits as if it had not been taken up. */
  const putOff = (item: Item): void => {
    underWay.delete(item);
    queue.putOff(item, FIRST_WAIT);
    parts.spare(item.delivery);
  };

  const ended = (item: Item, outcome: Result<Receipt, SendError>): void => {
    underWay.delete(item);
    const tried = item.delivery.attempts.at(-1) as Attempt;
    health = { state: outcome.ok ? 'ok' : 'failing', lastAt: clock.now(), text: tried.text };
    if (outcome.ok) {
      settle(item, { kind: 'delivered', at: clock.now() });
      return;
    }
    parts.log.warn('delivery.failed', { channel: kind, code: outcome.error.code, tries: item.delivery.attempts.length });
    failed(item, outcome.error);
  };

  return {
    kind,
    enqueue: (delivery) => {
      const known = queue.find(delivery.id);
      if (known !== undefined && underWay.has(known)) return;
      if (delivery.state.kind !== 'waiting') {
        if (known !== undefined) queue.settle(known);
      } else if (!parts.isNewest(delivery)) return;
      else if (known === undefined) queue.add(delivery);
      else if (known.delivery.attempts.length === 0) queue.renew(known, delivery);
    },
    claim: () => {
      const items: Item[] = [];
      isHeld = false;
      while (underWay.size < most) {
        isHeld = patience() > 0;
        if (isHeld) break;
        const item = next();
        if (item === undefined) break;
        underWay.add(item);
        keeper.begun(clock.monotonic());
        parts.begin(item.delivery);
        items.push(item);
      }
      return items;
    },
    begun: (items) => waiting.push(...items),
    nextBegun: () => (sending.size < pace.atOnce ? waiting.shift() : undefined),
    send: async (item) => {
      sending.add(item);
      const begunAt = clock.now();
      if (isPossibleRepeat(item.delivery)) parts.log.warn('delivery.possible-repeat', { channel: kind });
      const leaving = { ...item.delivery, message: asItLeaves(item.delivery, begunAt) };
      const background = (): Background => parts.background(leaving);
      const outcome = await sendOnce(leaving, { clock, channel, background, ends });
      sending.delete(item);
      if (isOver) return;
      if (!outcome.ok && outcome.error.untried === true) {
        putOff(item);
        return;
      }
      item.delivery = tried(item.delivery, begunAt, clock.now(), outcome);
      ended(item, outcome);
    },
    nextIn: () => {
      if (underWay.size >= most) return Number.POSITIVE_INFINITY;
      // Time passes between a claim and this: what held it may just have ended, and then it is to be looked at again at once.
      return isHeld ? patience() : queue.nextIn();
    },
    end: () => {
      isOver = true;
      for (const item of underWay) if (!sending.has(item)) parts.spare(item.delivery);
      for (const end of ends) end();
    },
    health: () => health,
  };
};

const tried = (delivery: Delivery, begunAt: Instant, now: Instant, outcome: Result<Receipt, SendError>): Delivery => {
  const attempt: Attempt = {
    at: begunAt,
    took: duration(Math.max(0, now - begunAt)),
    outcome: outcome.ok ? takenAs(outcome.value) : outcome.error.code,
    // Servers repeat in their answers whom they were to reach.
    text: maskAddresses(outcome.ok ? outcome.value.text : outcome.error.text),
  };
  const references = outcome.ok ? outcome.value.references : undefined;
  return { ...delivery, attempts: [...delivery.attempts, attempt], ...(references === undefined ? {} : { references }) };
};

/** Why there is no further try; null while there is one. */
const givenUp = (tries: number, most: number, error: SendError): string | null => {
  if (error.retry === 'never') return `refused for good: ${maskAddresses(error.text)}`;
  return tries >= most ? `${tries} attempts failed: ${maskAddresses(error.text)}` : null;
};

/** Why another channel takes it over instead of a further try at `nextAt`; null while there is time for that. */
const overlong = ({ attempts }: Delivery, nextAt: Instant, error: SendError, longest: Duration | null): string | null => {
  const [first] = attempts;
  if (longest === null || first === undefined || nextAt - first.at <= longest) return null;
  return `it would fail for longer than ${sayLength(longest)}: ${maskAddresses(error.text)}`;
};
