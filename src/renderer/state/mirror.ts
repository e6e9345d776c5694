import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Push, ShownPage } from '../../preload/contract/pushes.js';
import type { ConsoleView, ViewChange, ViewPush } from '../../preload/contract/views.js';
import { callOver, type Transport } from './transport.js';

/**
 * - `connecting`: nothing was heard yet. `live`: what is shown is what main knows.
 * - `lost`: main cannot be reached; what is shown is as old as `since`. `signed-out`: a browser without a session.
 */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'lost'; readonly since: number; readonly why: string }
  | { readonly kind: 'signed-out' };

/** What main knows, as far as we were told. Written only here. */
export interface Mirror {
  readonly revision: number | null;
  readonly view: ConsoleView | null;
  readonly connection: Connection;
}

export type MirrorStore = StoreApi<Mirror>;

export const createMirror = (): MirrorStore =>
  createStore<Mirror>(() => ({ revision: null, view: null, connection: { kind: 'connecting' } }));

type KeyedPart = Exclude<ViewChange['part'], 'watch' | 'desk' | 'system'>;

/** Applies changes in order. Each keyed part is copied once however many of its rows change. */
export const applyChanges = (view: ConsoleView, changes: readonly ViewChange[]): ConsoleView => {
  const next: Record<string, unknown> = { ...view };
  const copied = new Set<KeyedPart>();
  for (const change of changes) {
    if (change.part === 'watch' || change.part === 'desk' || change.part === 'system') next[change.part] = change.value;
    else setRow(next, copied, change.part, change.key, change.value);
  }
  return next as unknown as ConsoleView;
};

const setRow = (next: Record<string, unknown>, copied: Set<KeyedPart>, part: KeyedPart, key: string, row: unknown): void => {
  if (!copied.has(part)) next[part] = copyOf(next[part] as Record<string, unknown>);
  copied.add(part);
  const rows = next[part] as Record<string, unknown>;
  if (row === null) delete rows[key];
  else rows[key] = row;
};

/** Key by key: to spread ten thousand rows takes the browser three times as long. */
const copyOf = (rows: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(rows)) copy[key] = rows[key];
  return copy;
};

export interface MirrorOptions {
  /** Wall-clock milliseconds: when a lost connection was lost. */
  readonly now: () => number;
  /** Main asks for a page: someone clicked a pop-up or the tray. */
  readonly onShow: (page: ShownPage) => void;
  /** Pause before a failed whole read is tried again, in milliseconds. */
  readonly retryAfter: number;
}

/**
 * Follows main: reads the view whole, then applies pushes that start at its revision and reads again when one does not.
 * Returns its stop.
 */
export const followMain = (transport: Transport, store: MirrorStore, options: MirrorOptions): (() => void) => {
  const call = callOver(transport);
  const early: ViewPush[] = [];
  let isReading = false;
  let isStopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const lose = (why: string): void => {
    const { connection } = store.getState();
    if (connection.kind !== 'lost') store.setState({ connection: { kind: 'lost', since: options.now(), why } });
  };

  const read = async (): Promise<void> => {
    if (isReading || isStopped) return;
    isReading = true;
    clearTimeout(retry);
    const answer = await call('view.read', {});
    isReading = false;
    if (isStopped) return;
    if (answer.ok) {
      store.setState({ ...answer.value, connection: { kind: 'live' } });
      for (const push of early.splice(0)) take(push);
      return;
    }
    if (answer.error.code === 'unauthenticated') {
      store.setState({ connection: { kind: 'signed-out' } });
      return;
    }
    lose(answer.error.message);
    retry = setTimeout(() => void read(), options.retryAfter);
  };

  const take = (push: ViewPush): void => {
    if (isReading) {
      early.push(push);
      return;
    }
    const { revision, view } = store.getState();
    if (view !== null && revision === push.from) {
      store.setState({ revision: push.to, view: applyChanges(view, push.changes), connection: { kind: 'live' } });
    } else if (revision === null || push.to > revision) void read();
  };

  const onPush = (push: Push): void => {
    if (push.kind === 'view') take(push.push);
    else options.onShow(push.page);
  };

  const stopPushes = transport.onPush(onPush);
  const stopLink = transport.onLink((link) => {
    if (link === 'up') void read();
    else if (store.getState().view === null) void read();
    else lose('The connection to the engine broke.');
  });

  return () => {
    isStopped = true;
    clearTimeout(retry);
    stopPushes();
    stopLink();
  };
};
