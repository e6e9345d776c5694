import type { Action, ActionReceipt } from '../model/action.js';
import type { Actor } from '../model/actor.js';
import type { EpisodeId } from '../model/alert.js';
import type { ChannelTrial } from '../model/notification.js';
import type { Reading } from '../model/reading.js';
import type { ChannelKind } from '../model/reason.js';
import type { Refusal, Result } from '../model/result.js';
import type { Target, TargetId } from '../model/target.js';
import type { AlertDetail, AlertRow, RevisedView, TargetDetail, ViewPush } from '../model/view.js';
import type { Instant } from '../time/instant.js';
import type { Stop } from './clock.js';

/** The running engine as its shells see it: window, tray, browser, API and commands all go through this. */
export interface Desk {
  view(): RevisedView;
  /** Changes since the last push, at most four a second. */
  subscribe(listener: (push: ViewPush) => void): Stop;
  /** Resolves once the act is durable and the view shows it. */
  act(action: Action, actor: Actor): Promise<Result<ActionReceipt, Refusal>>;
  alert(id: EpisodeId): Promise<Result<AlertDetail, Refusal>>;
  /** Rows of episodes that are open or were touched since `since`, newest first. */
  alerts(since: Instant, limit: number): Promise<readonly AlertRow[]>;
  target(id: TargetId): Promise<Result<TargetDetail, Refusal>>;
  /** Reads a target at once, beside its schedule. */
  readNow(id: TargetId): Promise<Result<Reading, Refusal>>;
  /** One look at a target that is not (yet) configured; nothing of it is kept. */
  tryTarget(target: Target): Promise<Reading>;
  /** Sends one test message by a channel at once, and answers what its receiver said. */
  tryChannel(channel: ChannelKind, actor: Actor): Promise<Result<ChannelTrial, Refusal>>;
  /** Remembers what someone did that is not an act on an alert (a saved configuration, a sign-in). */
  remember(
    action: string,
    subject: string,
    actor: Actor,
    details: Readonly<Record<string, string | number | boolean | null>>,
  ): Promise<void>;
  /** The machine is about to sleep, or has woken. */
  suspend(): void;
  resume(): void;
}
