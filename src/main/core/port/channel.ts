import type { EpisodeId } from '../model/alert.js';
import type { AlertRow } from '../model/alert-view.js';
import type { AlertChart } from '../model/chart.js';
import type { Site } from '../model/config.js';
import type { DoNotDisturb } from '../model/do-not-disturb.js';
import type { CheckPoint, Delivery } from '../model/notification.js';
import type { ChannelKind } from '../model/reason.js';
import type { DailyReport } from '../model/report.js';
import type { Result } from '../model/result.js';
import type { Rate } from '../model/telling.js';
import type { Templates } from '../model/template.js';
import type { Duration, Instant } from '../time/instant.js';

/** What the receiver said when it took a message. Holds no secret. */
export interface Receipt {
  readonly text: string;
  /** It was taken, and kept from people's eyes: nobody has seen it. */
  readonly isHidden?: true;
  /** Where the message can be found again, in the channel's own words: kept, and given back with later news of its alerts. */
  readonly references?: readonly string[];
}

export interface SendError {
  /** `later`: passing, try again. `never`: a permanent refusal. */
  readonly retry: 'later' | 'never';
  /** A status code or a short name (`timeout`, `no-daemon`). */
  readonly code: string;
  readonly text: string;
  readonly retryAfter?: Duration;
  /** Nobody was asked: it is no attempt, and may be put off as often as it takes. */
  readonly untried?: true;
}

/** What a person did with a message that was shown. */
export interface Reaction {
  readonly kind: 'clicked' | 'dismissed' | 'acknowledged';
  readonly delivery: string;
}

/** What is known, when a message leaves, of what it tells. */
export interface Background {
  readonly now: Instant;
  readonly site: Site;
  /** The alerts that it tells, its own first: at most the first thousand. */
  readonly alerts: readonly AlertRow[];
  /** How many it tells in all. */
  readonly count: number;
  /** Where this channel has told of these alerts before, the first place first; those that it has not told are left out. */
  readonly shown: readonly { readonly alert: EpisodeId; readonly references: readonly string[] }[];
  /** How messages about one alert are worded. */
  readonly templates: Templates;
  /** What the day was like: of a daily summary alone. Rejects where history cannot be read. */
  readonly report?: () => Promise<DailyReport>;
  /** What the rule of the one alert looked at; null where no line could show that. Rejects where history cannot be read. */
  readonly chart?: () => Promise<AlertChart | null>;
}

/** How fast a channel may be used. */
export interface Pace {
  /** Deliveries under way at the same time. */
  readonly atOnce: number;
  /** Further deliveries that are written down to have begun while those are under way, so that none waits for the disk. After a crash these, too, may be taken for repeats. */
  readonly ahead: number;
  /** Deliveries that may begin in any stretch of time; null: as many as there are. */
  readonly rate: Rate | null;
}

/** A way out to people. */
export interface Channel {
  readonly kind: ChannelKind;
  readonly pace: Pace;
  /** Sends one delivery once; never throws for what the receiver does. `background`: what it may say besides the message. */
  send(delivery: Delivery, signal: AbortSignal, background: () => Background): Promise<Result<Receipt, SendError>>;
  /**
   * Shows alerts that it has told as they are now, where they stand, and calls nobody. Only a channel that can edit what it
   * sent has it. Null: done. Otherwise why not.
   */
  refresh?(background: Background, signal: AbortSignal): Promise<string | null>;
  /** What its set-up lacks for anything to be sent by it, and where that is set; null: nothing. Not there: it needs no set-up. */
  lacks?(): string | null;
  /** Looks at its set-up as far as that goes without a message; never throws for what the other side does. Not there: nothing to look at. */
  check?(signal: AbortSignal): Promise<readonly CheckPoint[]>;
  /** Whether what it shows is kept from people's eyes now, as far as it lately knew; null before it knows. Not there: nothing can. */
  doNotDisturb?(): DoNotDisturb | null;
  stop(): Promise<void>;
}
