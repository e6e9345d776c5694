import type { ExplainAnswer } from '../model/explanation.js';
import type { Labels } from '../model/labels.js';
import type { Refusal, Result } from '../model/result.js';
import type { RuleId } from '../model/rule.js';
import type { Instant } from '../time/instant.js';

/** Which alert at which moment. `labels` names one of a rule's alerts; null: the worst. `at` null: now. */
export interface ExplainQuery {
  readonly rule: RuleId;
  readonly labels: Labels | null;
  readonly at: Instant | null;
}

/** Says why an alert woke somebody at a moment, or why it did not. */
export type Explain = (query: ExplainQuery) => Promise<Result<ExplainAnswer, Refusal>>;
