import type { Result } from '../model/result.js';

/** Where newer versions are looked for. */
export interface UpdateFeed {
  readonly url: string;
  readonly channel: string;
}

/** What a feed said, once its signature was found good. */
export type FeedAnswer =
  | {
      readonly kind: 'newer';
      readonly version: string;
      readonly notes: string;
      /** Null: this app replaces itself by it. */
      readonly byHand: ByHand | null;
    }
  /** Nothing newer for this desk, and why where that needs saying: an older one, or a roll-out that has not reached it. */
  | { readonly kind: 'none'; readonly why: string };

/** A version that a person has to put in place. */
export interface ByHand {
  /** Where it is to be had. */
  readonly address: string;
  /** What to do with it, in a sentence. */
  readonly text: string;
}

/**
 * Why an update did not come. `unreachable`: tried again later, it may. `refused`: what came is not what its maker signed.
 * `impossible`: this app cannot be replaced by itself.
 */
export interface UpdateFailure {
  readonly kind: 'unreachable' | 'refused' | 'impossible';
  /** In words that any viewer may read: without a place of this machine. */
  readonly text: string;
  /** More, for the log alone. */
  readonly detail?: string;
}

/** Replaces the installed app by a newer version of itself. */
export interface Updater {
  /** Asks the feed. Nothing is fetched but the feed's description of its newest version. */
  look(feed: UpdateFeed): Promise<Result<FeedAnswer, UpdateFailure>>;
  /** Fetches what the last look found, verifies it, and lays it ready. The running app is left alone. */
  fetch(): Promise<Result<null, UpdateFailure>>;
  /** Ends a look and a fetch that are under way, soon. */
  giveUp(): void;
  /** Puts what was fetched in place. Everything else must have stopped: the process ends next. */
  install(version: string): Promise<Result<null, UpdateFailure>>;
}
