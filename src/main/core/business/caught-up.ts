import type { Gap } from '../slo/gaps.js';
import { after, days, type Instant } from '../time/instant.js';

/**
 * Documents of the site's own database wait for a desk that was away: it reads them up when it is back, this far at most, so that
 * one that was off for a week does not begin with a week of documents.
 */
export const READ_UP = days(1);

/** What such gaps leave unknown: what is still going on, and of long ones all but their last day. */
export const afterReadingUp = (gaps: readonly Gap[], now: Instant): readonly Gap[] =>
  gaps.map((gap) => (gap.to < now ? { ...gap, to: after(gap.to, -READ_UP) } : gap)).filter(({ from, to }) => from < to);
