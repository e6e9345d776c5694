import type { Labels } from '../core/model/labels.js';
import type { UnobservedCause } from '../core/model/ledger.js';
import type { HeldBecause, NotificationReason } from '../core/model/reason.js';
import type { RuleId, Severity, Verdict } from '../core/model/rule.js';
import type { Instant } from '../core/time/instant.js';

/** What the engine did, as it did it: the raw material of a scenario's transcript. */
export type TraceEvent =
  | {
      readonly event: 'alert';
      readonly rule: RuleId;
      readonly labels: Labels;
      readonly from: string;
      readonly to: string;
      readonly value: number | null;
      readonly severity?: Severity;
      readonly episode?: number;
    }
  | {
      readonly event: 'notification';
      readonly reason: NotificationReason;
      readonly rule: RuleId | null;
      /** Left out by what tells of no single alert. */
      readonly labels?: Labels;
      readonly channel: string;
      readonly level: number;
      readonly recipients: readonly string[];
      readonly alerts?: readonly { readonly rule: RuleId; readonly labels: Labels; readonly state: string }[];
    }
  | {
      readonly event: 'held';
      readonly rule: RuleId;
      readonly labels: Labels;
      readonly channel: string;
      readonly because: HeldBecause;
    }
  | {
      readonly event: 'escalation';
      readonly rule: RuleId;
      readonly labels: Labels;
      readonly level: number;
      readonly team: string;
    }
  | { readonly event: 'attempt'; readonly channel: string; readonly outcome: string; readonly try: number }
  | {
      readonly event: 'delivery';
      readonly channel: string;
      readonly state: 'delivered' | 'abandoned';
      readonly attempts: number;
    }
  | { readonly event: 'unobserved'; readonly cause: UnobservedCause; readonly from: Instant; readonly to: Instant }
  | {
      readonly event: 'verdict';
      readonly rule: RuleId;
      readonly labels: Labels;
      readonly verdict: Verdict;
      readonly value: number | null;
      readonly n: number;
    };

export type Trace = (at: Instant, event: TraceEvent) => void;

export const noTrace: Trace = () => undefined;
