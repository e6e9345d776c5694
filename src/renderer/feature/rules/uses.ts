import type { ConditionDraft } from './condition-draft.js';

/** Which of the form's parts a condition has. */
export interface Uses {
  /** It can look at the share of two counters. */
  readonly ratio: boolean;
  /** Many samples become one value first. */
  readonly reduce: boolean;
  readonly baseline: boolean;
  /** The side on which a breach can end at a limit of its own; null where there is none. */
  readonly clear: 'above' | 'below' | null;
  /** It can be waited for how long it holds. */
  readonly for: boolean;
}

const uses = (clear: Uses['clear'], more: Partial<Uses> = {}): Uses => ({
  ratio: true,
  reduce: true,
  baseline: false,
  for: true,
  clear,
  ...more,
});
const usual = (clear: Uses['clear']): Uses => uses(clear, { baseline: true });
const plain = (more: Partial<Uses> = {}): Uses => uses(null, { ratio: false, reduce: false, ...more });

export const USES: Readonly<Record<ConditionDraft['condition'], Uses>> = {
  above: uses('below'),
  below: uses('above'),
  increase: usual('below'),
  decrease: usual('above'),
  increaseBy: usual('below'),
  decreaseBy: usual('above'),
  outsideBand: usual(null),
  trend: plain(),
  absent: plain(),
  burnRate: plain({ ratio: true }),
  event: plain({ for: false }),
};

/** Whether the rule looks at the share of two counters. */
export const isRatio = ({ condition, subject }: ConditionDraft): boolean => USES[condition].ratio && subject === 'ratio';
