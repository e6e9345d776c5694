import type { ConsoleView, RevisedView, ViewPush } from '../../core/model/view.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import { after, type Instant } from '../../core/time/instant.js';
import { diff } from '../../core/view/diff.js';
import type { MadeOf } from '../../core/view/made-of.js';

export interface PublishParts {
  readonly clock: Clock;
  readonly build: (now: Instant) => ConsoleView;
  /** What the one who builds notes of its rows; left out where nothing is noted. */
  readonly madeOf?: MadeOf;
}

export interface Publish {
  current(): RevisedView;
  /** What was pushed last; while nobody looks, what would be pushed now. */
  pushed(): ConsoleView;
  subscribe(listener: (push: ViewPush) => void): Stop;
  /** Something changed: `urgent` for what a person waits for, `routine` for the rest. */
  changed(how: 'urgent' | 'routine'): void;
  stop(): void;
}

/** At most four pushes in any second; routine changes use two of them, so that what matters never waits behind them. */
const WINDOW = 1_000;
const MOST = 4;
const MOST_ROUTINE = 2;

/** Keeps the view's revision, and sends what changed since the last one. */
export const createPublish = ({ clock, build, madeOf }: PublishParts): Publish => {
  const listeners = new Set<(push: ViewPush) => void>();
  let revised: RevisedView = { revision: 1, view: build(clock.now()) };
  let isDirty = false;
  let pushes: number[] = [];
  let timer: { readonly stop: Stop; readonly how: 'urgent' | 'routine' } | null = null;

  const refresh = (): ViewPush | null => {
    isDirty = false;
    const view = build(clock.now());
    if (listeners.size === 0) {
      // Nobody has the view before: what leads from it to this one need not be found.
      revised = { revision: revised.revision + 1, view };
      return null;
    }
    const changes = diff(revised.view, view, madeOf);
    if (changes.length === 0) return null;
    const push = { from: revised.revision, to: revised.revision + 1, changes };
    revised = { revision: push.to, view };
    return push;
  };

  const flush = (): void => {
    timer?.stop();
    timer = null;
    const push = refresh();
    if (push === null) return;
    pushes.push(clock.monotonic());
    for (const listener of listeners) listener(push);
  };

  const wait = (how: 'urgent' | 'routine'): number => {
    const now = clock.monotonic();
    pushes = pushes.filter((at) => now - at < WINDOW);
    const most = how === 'urgent' ? MOST : MOST_ROUTINE;
    if (pushes.length < most) return 0;
    return WINDOW - (now - (pushes[pushes.length - most] as number));
  };

  const changed = (how: 'urgent' | 'routine'): void => {
    isDirty = true;
    // While nobody looks the view is made when somebody asks for it.
    if (listeners.size === 0) return;
    if (timer !== null && (timer.how === 'urgent' || how === 'routine')) return;
    timer?.stop();
    // Even an urgent change waits for the end of its turn, so that one turn is one push.
    timer = { how, stop: clock.wakeAt(after(clock.now(), Math.max(how === 'urgent' ? 1 : 100, wait(how))), flush) };
  };

  return {
    current: () => {
      if (isDirty) flush();
      return revised;
    },
    pushed: () => {
      if (isDirty && listeners.size === 0) flush();
      return revised.view;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
    stop: () => {
      timer?.stop();
      listeners.clear();
    },
  };
};
