import type { Duration, Instant } from '../time/instant.js';
import type { EpisodeId } from './alert.js';
import type { Matcher } from './rule.js';
import type { SeriesId } from './sample.js';

/** How long an acknowledgement is asked to hold. */
export type AcknowledgeEndRequest =
  | { readonly kind: 'resolved' }
  | { readonly kind: 'until'; readonly at: Instant }
  | { readonly kind: 'worse' };

/** What a person may do: to alerts, where `alert` names the episode, and to the watch itself. */
export type Action =
  | { readonly kind: 'acknowledge'; readonly alert: EpisodeId; readonly note: string; readonly end: AcknowledgeEndRequest }
  /** `isOwn`: somebody else's acknowledgement stays. */
  | { readonly kind: 'unacknowledge'; readonly alert: EpisodeId; readonly isOwn?: true | undefined }
  | { readonly kind: 'resolve'; readonly alert: EpisodeId; readonly reason: string; readonly judged: 'real' | 'noise' | null }
  | { readonly kind: 'reopen'; readonly alert: EpisodeId }
  /** The next level of its escalation is told now instead of at its time. */
  | { readonly kind: 'escalate'; readonly alert: EpisodeId }
  | { readonly kind: 'suppress'; readonly alert: EpisodeId; readonly for: Duration; readonly why: string }
  | { readonly kind: 'suppress-matching'; readonly matchers: readonly Matcher[]; readonly for: Duration; readonly why: string }
  | { readonly kind: 'unsuppress'; readonly suppression: string }
  | { readonly kind: 'unsuppress-alert'; readonly alert: EpisodeId }
  | { readonly kind: 'note'; readonly alert: EpisodeId; readonly text: string }
  /** What was usual for a series no longer is: its baseline is learnt anew. */
  | { readonly kind: 'reset-baseline'; readonly series: SeriesId; readonly why: string }
  | { readonly kind: 'test-alert' }
  /** Practises the escalation: all of it within `over`. */
  | { readonly kind: 'start-drill'; readonly over: Duration }
  /** Somebody says that a message of a drill has arrived. */
  | { readonly kind: 'confirm-drill'; readonly alert: EpisodeId; readonly delivery: string }
  /** A task of the calendar is done. */
  | { readonly kind: 'do-task'; readonly task: string; readonly note: string }
  /** Takes back what was noted of it at `at`. */
  | { readonly kind: 'undo-task'; readonly task: string; readonly at: Instant };

/** What came of it: the alert as it is now, and the suppression that was made, for undoing it. */
export interface ActionReceipt {
  readonly alert: EpisodeId | null;
  readonly suppression: string | null;
  /** Not carried out yet, and why: it is kept, and will be. */
  readonly waits?: string;
}
