import type { EpisodeId } from '../../core/model/alert.js';
import type { Delivery } from '../../core/model/notification.js';
import type { Clock } from '../../core/port/clock.js';
import { createHeap, type Heap } from './heap.js';
import { remaining, type Wait, waitOf } from './wait.js';

/** A delivery on its way out, and what keeps it. */
export interface Item {
  delivery: Delivery;
  /** Its place among all that came, and 0 for what is critical: that goes first where a channel cannot keep up. */
  readonly number: number;
  readonly rank: number;
  /** The alerts in whose rows it stands. */
  readonly alerts: Set<EpisodeId>;
  wait: Wait;
  /** For how many of its alerts something older has still to leave. */
  blocks: number;
  place: 'blocked' | 'later' | 'ready' | 'aside' | 'taken';
}

/** What waits to leave by one channel. */
export interface Queue {
  /** The item of a delivery that came before; undefined where none did, or it is settled. */
  find(id: string): Item | undefined;
  add(delivery: Delivery): void;
  /** A newer version of what waits: it may tell of more alerts. */
  renew(item: Item, delivery: Delivery): void;
  /** The next that is due, most urgent and oldest first; undefined where none is. `which`: all, or only what may leave at any time. */
  take(which: 'all' | 'any-time'): Item | undefined;
  /** Puts something that was taken aside until it is renewed. */
  setAside(item: Item): void;
  /** Puts something that was taken off for a while. */
  putOff(item: Item, length: number): void;
  /** It has left, or need not any more: what had to wait for it moves up. */
  settle(item: Item): void;
  /** Milliseconds until the next falls due that is not yet; infinite where none will. */
  nextIn(): number;
}

/** The clocks are one as long as they differ by no more than this from how they stood last. */
const PARTED = 1_000;

/**
 * Deliveries of one channel by when they may leave. Those that tell of the same alert leave in the order in which they came: none
 * overtakes another, not even one that has to be tried again. Nothing here costs more where more is waiting, but for a logarithm.
 */
export const createQueue = (clock: Clock): Queue => {
  const items = new Map<string, Item>();
  /** Alert -> what tells of it, oldest first. */
  const rows = new Map<EpisodeId, Item[]>();
  const anyTime = createHeap<Item>(isBefore);
  const ready = createHeap<Item>(isBefore);
  let later = createHeap<Item>(isSooner);
  let offset = clock.now() - clock.monotonic();
  let count = 0;

  const place = (item: Item): void => {
    if (item.blocks > 0) item.place = 'blocked';
    else if (remaining(clock, item.wait) > 0) put(item, 'later', later);
    else put(item, 'ready', item.delivery.reason === 'desk-blind' ? anyTime : ready);
  };

  /** In the row of each of its alerts it stands by its age, but never before what is being sent. */
  const standInRows = (item: Item, alerts: readonly EpisodeId[]): void => {
    for (const alert of alerts) {
      if (item.alerts.has(alert)) continue;
      item.alerts.add(alert);
      const row = rows.get(alert);
      if (row === undefined) rows.set(alert, [item]);
      else insert(row, item);
    }
  };

  const moveUp = (alert: EpisodeId): void => {
    const row = rows.get(alert);
    row?.shift();
    const [next] = row ?? [];
    if (next === undefined) rows.delete(alert);
    else {
      next.blocks -= 1;
      if (next.blocks === 0 && next.place === 'blocked') place(next);
    }
  };

  /** A clock that was set makes some waits shorter: they are put in order anew. */
  const followClock = (): void => {
    const now = clock.now() - clock.monotonic();
    if (Math.abs(now - offset) < PARTED) return;
    offset = now;
    const before = later;
    later = createHeap(isSooner);
    for (let item = before.pop(); item !== undefined; item = before.pop()) {
      item.wait = { ...item.wait, doneBy: clock.monotonic() + remaining(clock, item.wait) };
      later.push(item);
    }
  };

  const ripen = (): void => {
    followClock();
    for (let first = later.peek(); first !== undefined && remaining(clock, first.wait) <= 0; first = later.peek()) {
      later.pop();
      place(first);
    }
  };

  /** One that was blocked meanwhile by joining others waits for its turn to come again. */
  const popFrom = (heap: Heap<Item>): Item | undefined => {
    for (let item = heap.pop(); item !== undefined; item = heap.pop()) {
      if (item.blocks === 0) return item;
      item.place = 'blocked';
    }
    return undefined;
  };

  return {
    find: (id) => items.get(id),
    add: (delivery) => {
      count += 1;
      const item = newItem(delivery, count, firstWait(clock, delivery));
      items.set(delivery.id, item);
      standInRows(item, delivery.alerts);
      place(item);
    },
    renew: (item, delivery) => {
      item.delivery = delivery;
      standInRows(item, delivery.alerts);
      if (item.place === 'aside') place(item);
    },
    take: (which) => {
      ripen();
      const item = popFrom(anyTime) ?? (which === 'all' ? popFrom(ready) : undefined);
      if (item !== undefined) item.place = 'taken';
      return item;
    },
    setAside: (item) => {
      item.place = 'aside';
    },
    putOff: (item, length) => {
      item.wait = waitOf(clock, length);
      place(item);
    },
    settle: (item) => {
      items.delete(item.delivery.id);
      for (const alert of item.alerts) moveUp(alert);
    },
    nextIn: () => {
      followClock();
      const first = later.peek();
      return first === undefined ? Number.POSITIVE_INFINITY : remaining(clock, first.wait);
    },
  };
};

const newItem = (delivery: Delivery, number: number, wait: Wait): Item => ({
  delivery,
  number,
  rank: delivery.message.severity === 'critical' ? 0 : 1,
  alerts: new Set(),
  wait,
  blocks: 0,
  place: 'blocked',
});

const put = (item: Item, place: 'later' | 'ready', heap: Heap<Item>): void => {
  item.place = place;
  heap.push(item);
};

const isSooner = (a: Item, b: Item): boolean => a.wait.doneBy < b.wait.doneBy;

const isBefore = (a: Item, b: Item): boolean => (a.rank === b.rank ? a.number < b.number : a.rank < b.rank);

const insert = (row: Item[], item: Item): void => {
  const found = row.findIndex(({ number, place }) => number > item.number && place !== 'taken');
  const index = found === -1 ? row.length : found;
  row.splice(index, 0, item);
  const waits = index > 0 ? item : row[1];
  if (waits !== undefined) waits.blocks += 1;
};

/** No delivery is put off for longer than it was decided to be; also after a restart a failed one waits as long as it was to. */
const firstWait = (clock: Clock, { nextAt, dueAt, attempts, decidedAt }: Delivery): Wait => {
  const until = nextAt ?? dueAt;
  const length = Math.min(until - clock.now(), until - (attempts.at(-1)?.at ?? decidedAt));
  return { until, doneBy: clock.monotonic() + Math.max(0, length) };
};
