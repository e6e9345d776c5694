import type { Delivery } from '../../core/model/notification.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { asItLeaves, isPossibleRepeat } from '../../core/notify/attempt.js';
import type { Background, Channel } from '../../core/port/channel.js';
import { createOutcomes, type Outcomes } from './outcomes.js';
import { createPaceKeeper, type PaceKeeper } from './pace.js';
import { createQueue, type Item, type Queue } from './queue.js';
import { sendOnce } from './send-once.js';
import type { ChannelHealth, WayParts } from './way-parts.js';

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
  /** A test went out by it, past what waits. */
  tried: Outcomes['tried'];
  health(): ChannelHealth | null;
}

/** What is on its way by one channel. */
interface Traffic {
  readonly channel: Channel;
  readonly parts: WayParts;
  readonly queue: Queue;
  readonly keeper: PaceKeeper;
  readonly outcomes: Outcomes;
  /** Claimed, and not ended yet; of those what has begun and waits, and what is being sent. */
  readonly underWay: Set<Item>;
  readonly waiting: Item[];
  readonly sending: Set<Item>;
  readonly ends: Set<() => void>;
  /** Something waits that might leave, were it not for the channel's pace. */
  isHeld: boolean;
  isOver: boolean;
}

export const createWay = (channel: Channel, parts: WayParts): Way => {
  const { kind, pace } = channel;
  const queue = createQueue(parts.clock);
  const outcomes = createOutcomes(kind, parts, queue);
  const traffic: Traffic = {
    ...{ channel, parts, queue, outcomes, keeper: createPaceKeeper(pace.rate) },
    ...{ underWay: new Set(), waiting: [], sending: new Set(), ends: new Set(), isHeld: false, isOver: false },
  };
  const { waiting, sending } = traffic;
  return {
    kind,
    enqueue: (delivery) => enqueue(traffic, delivery),
    claim: () => claim(traffic),
    begun: (items) => waiting.push(...items),
    nextBegun: () => (sending.size < pace.atOnce ? waiting.shift() : undefined),
    send: (item) => send(traffic, item),
    nextIn: () => {
      if (isFull(traffic)) return Number.POSITIVE_INFINITY;
      // Time passes between a claim and this: what held it may just have ended, and then it is to be looked at again at once.
      return traffic.isHeld ? patience(traffic) : queue.nextIn();
    },
    end: () => end(traffic),
    tried: outcomes.tried,
    health: outcomes.health,
  };
};

const isFull = ({ channel: { pace }, underWay }: Traffic): boolean => underWay.size >= pace.atOnce + pace.ahead;

const patience = ({ parts, keeper, outcomes }: Traffic): number =>
  Math.max(outcomes.pauseLeft(), keeper.waitAt(parts.clock.monotonic()));

const enqueue = ({ queue, underWay, parts }: Traffic, delivery: Delivery): void => {
  const known = queue.find(delivery.id);
  if (known !== undefined && underWay.has(known)) return;
  if (delivery.state.kind !== 'waiting') {
    if (known !== undefined) queue.settle(known);
  } else if (!parts.isNewest(delivery)) return;
  else if (known === undefined) queue.add(delivery);
  else if (known.delivery.attempts.length === 0) queue.renew(known, delivery);
};

const claim = (traffic: Traffic): readonly Item[] => {
  const { parts, keeper, underWay } = traffic;
  const items: Item[] = [];
  traffic.isHeld = false;
  while (!isFull(traffic)) {
    traffic.isHeld = patience(traffic) > 0;
    if (traffic.isHeld) break;
    const item = next(traffic);
    if (item === undefined) break;
    underWay.add(item);
    keeper.begun(parts.clock.monotonic());
    parts.begin(item.delivery);
    items.push(item);
  }
  return items;
};

/** The next that is to leave; what has become pointless is given up on the way. */
const next = ({ channel, parts, queue, outcomes }: Traffic): Item | undefined => {
  const which = parts.mayLeave(channel.kind) ? 'all' : 'any-time';
  for (let item = queue.take(which); item !== undefined; item = queue.take(which)) {
    if (!parts.isNewest(item.delivery)) {
      queue.setAside(item);
      continue;
    }
    const why = parts.pointless(item.delivery);
    if (why === null) return item;
    const doubt = isPossibleRepeat(item.delivery) ? '; an earlier attempt may have arrived' : '';
    outcomes.settle(item, { kind: 'abandoned', at: parts.clock.now(), why: `${why}${doubt}` });
  }
  return undefined;
};

const send = async (traffic: Traffic, item: Item): Promise<void> => {
  const { channel, parts, outcomes, underWay, sending, ends } = traffic;
  const { clock } = parts;
  sending.add(item);
  const begunAt = clock.now();
  if (isPossibleRepeat(item.delivery)) parts.log.warn('delivery.possible-repeat', { channel: channel.kind });
  const leaving = { ...item.delivery, message: asItLeaves(item.delivery, begunAt) };
  const background = (): Background => parts.background(leaving);
  const outcome = await sendOnce(leaving, { clock, channel, background, ends });
  sending.delete(item);
  if (traffic.isOver) return;
  underWay.delete(item);
  if (!outcome.ok && outcome.error.untried === true) outcomes.putOff(item);
  else outcomes.ended(item, begunAt, outcome);
};

const end = (traffic: Traffic): void => {
  traffic.isOver = true;
  for (const item of traffic.underWay) if (!traffic.sending.has(item)) traffic.parts.spare(item.delivery);
  for (const cease of traffic.ends) cease();
};
