import type { Delivery } from '../../core/model/notification.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { Result } from '../../core/model/result.js';
import type { Channel, Receipt, SendError } from '../../core/port/channel.js';
import type { Stop } from '../../core/port/clock.js';
import { after, seconds } from '../../core/time/instant.js';
import type { Item } from './queue.js';
import { createWay, type Way } from './way.js';
import type { ChannelHealth, WayParts } from './way-parts.js';

export interface DeliverParts extends WayParts {
  readonly channels: readonly Channel[];
  /**
   * Resolves once all that was kept, and all that was noted to begin, is durable, or cannot be. Called for many at once; nothing
   * leaves before: a crash repeats only what had left and was not yet remembered, and the next start knows which.
   */
  readonly remember: () => Promise<unknown>;
}

export interface Deliver {
  /** A durable delivery is handed over. One that is known already is ignored. */
  enqueue(delivery: Delivery): void;
  /** Looks again at what may leave: something that held it back may be over. */
  wake(): void;
  /** A test went out by a channel, past the outbox. */
  tried(channel: ChannelKind, outcome: Result<Receipt, SendError>): void;
  /** What each channel said last. */
  health(): ReadonlyMap<string, ChannelHealth>;
  /** Whether anything is on its way out at this moment. */
  isBusy(): boolean;
  /** Sends what is due, for at most five seconds; what is under way then is ended. */
  stop(): Promise<void>;
}

const STOP_LIMIT = seconds(5);

/** Sends what the journal holds: by each channel as many at once as it takes, critical and oldest first, an alert's messages in order. */
export const createDeliver = (parts: DeliverParts): Deliver => {
  const { clock } = parts;
  const keep = (delivery: Delivery): void => {
    parts.keep(delivery);
    leave();
  };
  const ways = new Map<string, Way>(parts.channels.map((channel) => [channel.kind, createWay(channel, { ...parts, keep })]));
  let isOver = false;
  const working = new Set<Promise<void>>();
  let claimed: (readonly [Way, readonly Item[]])[] = [];
  let isOwed = false;
  let isWriting = false;
  let timer: { readonly doneBy: number; readonly cancel: Stop } | null = null;

  const work = (promise: Promise<void>): void => {
    working.add(promise);
    void promise.finally(() => working.delete(promise));
  };

  /** What is claimed, and what has become of others, goes into one write after the other: all that gathers during one is in the next. */
  const leave = (): void => {
    isOwed = true;
    if (isWriting) return;
    isWriting = true;
    work(Promise.resolve().then(writeAll));
  };

  const writeAll = async (): Promise<void> => {
    while (isOwed) {
      isOwed = false;
      const leaving = claimed;
      claimed = [];
      await parts.remember();
      for (const [way, items] of leaving) {
        way.begun(items);
        send(way);
      }
    }
    isWriting = false;
  };

  const send = (way: Way): void => {
    if (isOver) return;
    for (let item = way.nextBegun(); item !== undefined; item = way.nextBegun()) {
      work(
        way.send(item).then(() => {
          send(way);
          pump(way);
        }),
      );
    }
  };

  const pump = (way: Way): void => {
    if (isOver) return;
    const items = way.claim();
    if (items.length > 0) {
      claimed.push([way, items]);
      leave();
    }
    wakeIn(way.nextIn());
  };

  const wakeIn = (length: number): void => {
    const doneBy = clock.monotonic() + length;
    if (!Number.isFinite(length) || (timer !== null && timer.doneBy <= doneBy)) return;
    timer?.cancel();
    timer = { doneBy, cancel: clock.wakeAt(after(clock.now(), length), wake) };
  };

  const wake = (): void => {
    timer?.cancel();
    timer = null;
    for (const way of ways.values()) pump(way);
  };

  return {
    enqueue: (delivery) => {
      const way = ways.get(delivery.channel);
      if (way === undefined) return;
      way.enqueue(delivery);
      pump(way);
    },
    wake,
    tried: (channel, outcome) => ways.get(channel)?.tried(outcome),
    health: () => healthOf(ways),
    isBusy: () => working.size > 0,
    stop: async () => {
      for (const way of ways.values()) pump(way);
      let cancelLimit: Stop = () => undefined;
      const limit = new Promise<void>((resolve) => {
        cancelLimit = clock.wakeAt(after(clock.now(), STOP_LIMIT), resolve);
      });
      await Promise.race([allOf(working), limit]);
      cancelLimit();
      isOver = true;
      for (const way of ways.values()) way.end();
      timer?.cancel();
    },
  };
};

const healthOf = (ways: ReadonlyMap<string, Way>): ReadonlyMap<string, ChannelHealth> => {
  const known = new Map<string, ChannelHealth>();
  for (const [kind, way] of ways) {
    const health = way.health();
    if (health !== null) known.set(kind, health);
  }
  return known;
};

/** Resolves once nothing is under way, and nothing that it set off. */
const allOf = async (working: ReadonlySet<Promise<void>>): Promise<void> => {
  while (working.size > 0) await Promise.all(working);
};
