import type { BaselineKind } from '../model/baseline.js';
import type { Rule } from '../model/rule.js';

/** Which baseline a rule compares with; null where it compares with none. */
export const baselineKindOf = ({ when: { test } }: Rule): BaselineKind | null => ('baseline' in test ? test.baseline : null);

/** What the rules on a series ask to be learnt of it; null where none of them asks: it then costs no memory. */
export const wantedSeason = (bindings: readonly { readonly rule: Rule }[]): 'none' | 'weekly' | null => {
  let wanted: 'none' | 'weekly' | null = null;
  for (const { rule } of bindings) {
    const kind = baselineKindOf(rule);
    if (kind === 'seasonal' || kind === 'auto') return 'weekly';
    if (kind === 'ema') wanted = 'none';
  }
  return wanted;
};
