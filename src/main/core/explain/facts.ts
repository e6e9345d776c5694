import type { Now } from '../alert/advance.js';
import type { Alert, Episode, Telling, Waiting } from '../model/alert.js';
import type { SeenSeries } from '../model/explanation.js';
import type { Labels } from '../model/labels.js';
import type { UnobservedCause } from '../model/ledger.js';
import type { MuteFact } from '../model/mute.js';
import type { Delivery } from '../model/notification.js';
import type { ChannelKind } from '../model/reason.js';
import type { Judgement, Rule } from '../model/rule.js';
import type { Access } from '../notify/route.js';
import type { Instant } from '../time/instant.js';

/** What an explanation of one alert at one instant is made of: all of it found by the functions that decide. */
export interface Facts {
  readonly at: Now;
  /** The zone in which times are said. */
  readonly zone: string;
  readonly rule: Rule;
  readonly labels: Labels;
  readonly judgement: Judgement;
  /** Why the rule could not be evaluated; null where it could. */
  readonly failure: string | null;
  readonly series: readonly SeenSeries[];
  /** A rule that waits for a first series does so; null: it needs one. */
  readonly isAwaited: boolean;
  /** Why nobody looked, and since when; null while the desk and the source look. */
  readonly unobserved: { readonly cause: UnobservedCause; readonly since: Instant | null; readonly text: string } | null;
  /** Why nobody was told although every gate seems open: what was really done then was otherwise. Null where it was not. */
  readonly dissent: string | null;
  readonly alert: Alert | null;
  /** The episode that fires, or the last one. */
  readonly episode: Episode | null;
  /** What can mute it, in the order in which it is looked for; empty where nothing fires. */
  readonly mutes: readonly MuteFact[];
  /** Why people said that it is suppressed; empty where they said nothing. */
  readonly suppressedWhy: string;
  readonly channels: readonly ChannelFacts[];
  readonly levels: readonly LevelFacts[];
  /** Whether an acknowledgement stops the levels, and there is one. */
  readonly areLevelsStopped: boolean;
}

export interface ChannelFacts {
  readonly channel: ChannelKind;
  /** `off`: not configured, or turned off. `unavailable`: configured, but this process cannot send by it. */
  readonly use: 'on' | 'off' | 'unavailable';
  readonly access: Access;
  readonly telling: Telling | null;
  /** The delivery that told of it first; null where it is no longer kept. */
  readonly delivery: Delivery | null;
  /** What is decided at level 0 and waits. */
  readonly waiting: Waiting | null;
}

export interface LevelFacts {
  readonly level: number;
  readonly team: string;
  readonly at: Instant;
  readonly isDone: boolean;
  readonly channels: readonly ChannelKind[];
}
