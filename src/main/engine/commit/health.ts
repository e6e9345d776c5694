import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import { type Instant, seconds } from '../../core/time/instant.js';
import type { Draft } from '../draft.js';

/** Whether what happened is durable, and if not, since when and why. */
export type StoreHealth =
  | { readonly state: 'ok'; readonly lastAt: Instant | null }
  | { readonly state: 'failing'; readonly since: Instant; readonly text: string };

/** A commit under way, and when it began on both clocks. */
export interface Writing {
  readonly draft: Draft;
  readonly at: Instant;
  readonly begun: number;
}

/** Notes how the store takes what is committed. */
export interface CommitHealth {
  isFailing(): boolean;
  failed(error: unknown): void;
  wrote(): void;
  /** The commit under way that has taken too long; null: there is none. */
  hung(): Writing | null;
  now(): StoreHealth;
  /** It has failed or hung for so long that people are to be told without it. */
  isLong(): boolean;
}

export interface CommitHealthParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly healthChanged: () => void;
  /** The commit that is under way. */
  readonly writing: () => Writing | null;
}

/** A write that takes longer hangs; and a store may fail for this long before people are told without it. */
export const STORE_PATIENCE = seconds(10);
export const HANGS = 'a write has not ended after 10 s';

export const createCommitHealth = ({ clock, log, healthChanged, writing }: CommitHealthParts): CommitHealth => {
  let failingFrom: number | null = null;
  let health: StoreHealth = { state: 'ok', lastAt: null };
  const isFailing = (): boolean => health.state === 'failing';
  const hung = (): Writing | null => {
    const now = writing();
    return now !== null && clock.monotonic() - now.begun >= STORE_PATIENCE ? now : null;
  };
  return {
    isFailing,
    failed: (error) => {
      const text = error instanceof Error ? error.message : String(error);
      log.error('store.commit-failed', { text });
      failingFrom ??= writing()?.begun ?? clock.monotonic();
      if (isFailing()) return;
      health = { state: 'failing', since: clock.now(), text };
      healthChanged();
    },
    wrote: () => {
      const wasFailing = isFailing();
      failingFrom = null;
      health = { state: 'ok', lastAt: clock.now() };
      if (wasFailing) healthChanged();
    },
    hung,
    now: () => {
      const stuck = hung();
      return stuck === null || isFailing() ? health : { state: 'failing', since: stuck.at, text: HANGS };
    },
    isLong: () => (failingFrom !== null && clock.monotonic() - failingFrom >= STORE_PATIENCE) || hung() !== null,
  };
};
