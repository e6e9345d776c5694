import type { Config } from '../core/model/config.js';
import type { ChannelKind } from '../core/model/reason.js';

/** Which alerts have nothing to tell before something changes, or before a moment that is known; and what they rest on. */
export interface Rest {
  /** Fingerprints of those that are to be looked at: they changed, or their time has come. */
  readonly awake: Set<string>;
  /** Of those at rest, the ones that have something to tell and are muted. */
  readonly muted: Set<string>;
  /** When the first of those at rest asks for something, in milliseconds since the epoch; infinite: none does. */
  until: number;
  config: Config | null;
  channels: readonly ChannelKind[] | null;
  isSettling: boolean;
  /** A suppression began or ended, or something that explains others did. */
  areMutesNew: boolean;
  maintenance: string;
}

/** Nothing rests before the first look. */
export const nothingAtRest = (): Rest => ({
  awake: new Set(),
  muted: new Set(),
  until: Number.NEGATIVE_INFINITY,
  config: null,
  channels: null,
  isSettling: true,
  areMutesNew: false,
  maintenance: '',
});

/** Of which alerts, or their bindings, and of which episodes something changed: fingerprints and ids. */
export interface Touched {
  readonly alerts: Set<string>;
  readonly episodes: Set<string>;
}

export const nothingTouched = (): Touched => ({ alerts: new Set(), episodes: new Set() });
