import type { Duration, Instant } from '../time/instant.js';

/** Where this desk's installed app looks for newer versions of itself, and how often. */
export interface UpdatePlan {
  /** The folder of the feed, as an address without a slash at its end. */
  readonly url: string;
  /** Names the feed's file: `latest` means `latest.yml`, `latest-mac.yml` or `latest-linux.yml`. */
  readonly channel: string;
  readonly every: Duration;
}

/** A newer version that the feed has for this desk. */
export interface UpdateOffer {
  readonly version: string;
  /** What is new, as plain text; empty where the feed says nothing. */
  readonly notes: string;
  /** Where a person gets it who installs it by hand; null: the app replaces itself by it. */
  readonly address: string | null;
}

/**
 * - `first`: not looked yet. - `current`: there is nothing newer for this desk. - `fetching`: a newer version is being fetched.
 * - `ready`: it is here, verified, and waits for a person or for the end. - `offered`: there is a newer version, verified,
 *   which a person has to install; nothing is fetched. - `failing`: the feed could not be read, or the version not be
 *   fetched. - `refused`: what the feed has is not to be trusted; nothing was changed. - `resting`: this app cannot replace itself.
 */
export type UpdateState = 'first' | 'current' | 'fetching' | 'ready' | 'offered' | 'failing' | 'refused' | 'resting';

export interface UpdateView {
  readonly state: UpdateState;
  /** The last look that ended, whatever came of it. */
  readonly lastAt: Instant | null;
  readonly offer: UpdateOffer | null;
  /** More about the state, in a sentence or two; empty where there is nothing to add. */
  readonly text: string;
}
