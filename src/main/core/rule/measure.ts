import type { Instant } from '../time/instant.js';
import type { Measured } from './measured.js';
import type { Case } from './member.js';
import { measureRatio } from './ratio.js';
import { reduceMetric } from './reduce.js';

/** What the rule's subject amounted to at `to`, which is now or an earlier instant; null where there was nothing. */
export const measure = (judged: Case, to: Instant = judged.at.now): Measured | null => {
  const { subject } = judged.rule.when;
  return subject.kind === 'ratio' ? measureRatio(subject, judged, to) : reduceMetric(subject, judged, to);
};
