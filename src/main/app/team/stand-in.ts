import type { ConsoleView, RevisedView, ViewPush } from '../../core/model/view.js';
import type { Stop } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import { diff } from '../../core/view/diff.js';

/** One desk for the shells, whichever engine stands behind it at the moment. */
export interface StandIn {
  readonly desk: Desk;
  /** From now on this one stands behind it; whoever shows the view learns what is different. */
  put(desk: Desk): void;
}

/** Revisions of different engines never meet. */
const GENERATION = 2 ** 32;

export const createStandIn = (first: Desk): StandIn => {
  const listeners = new Set<(push: ViewPush) => void>();
  let behind = first;
  let base = 0;
  let unsubscribe: Stop | null = null;

  const tell = (push: ViewPush): void => {
    for (const listener of listeners) listener(push);
  };
  const listen = (): void => {
    unsubscribe = behind.subscribe(({ from, to, changes }) => tell({ from: base + from, to: base + to, changes }));
  };
  const view = (): RevisedView => {
    const revised = behind.view();
    return { revision: base + revised.revision, view: revised.view };
  };
  const subscribe: Desk['subscribe'] = (listener) => {
    listeners.add(listener);
    if (unsubscribe === null) listen();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      unsubscribe?.();
      unsubscribe = null;
    };
  };
  return {
    desk: { ...forwarding(() => behind), view, subscribe },
    put: (next) => {
      const before: ConsoleView = behind.view().view;
      unsubscribe?.();
      unsubscribe = null;
      behind = next;
      base += GENERATION;
      if (listeners.size === 0) return;
      listen();
      const { revision, view: after } = next.view();
      // From a revision that nobody has: whoever keeps a copy asks for the whole.
      tell({ from: base, to: base + revision, changes: diff(before, after) });
    },
  };
};

/** Every call of a part, passed on to the one that is there when it is called. */
export const forwarding = <Part extends object>(part: () => Part): Part =>
  Object.fromEntries(
    Object.keys(part()).map((name) => [
      name,
      (...input: readonly unknown[]) =>
        (part() as Readonly<Record<string, (...input: readonly unknown[]) => unknown>>)[name]?.(...input),
    ]),
  ) as Part;
