import type { BudgetPoint, EventStretch, Objective } from '../model/slo.js';
import { bucketStart, type Duration, duration, hours, type Instant, instant } from '../time/instant.js';

/** Points over the whole window: four a day over 30 days. */
const POINTS = 120;

/** Length between two points: whole hours. */
const courseStep = (over: Duration): Duration => duration(Math.max(1, Math.ceil(over / POINTS / hours(1))) * hours(1));

/**
 * The course of the budget over the window: the share that was left after each stretch, out of all that the events of the whole
 * window allow, so that the line begins near 1 and ends at what is left now. A stretch without events has no point.
 */
export const courseOf = (
  { target, over }: Pick<Objective, 'target' | 'over'>,
  stretches: readonly EventStretch[],
  from: Instant,
  to: Instant,
): readonly BudgetPoint[] => {
  const inside = stretches.filter(({ start }) => start >= from && start < to);
  const allowed = inside.reduce((sum, { valid }) => sum + valid, 0) * (1 - target);
  const step = courseStep(over);
  const points: BudgetPoint[] = [];
  let bad = 0;
  for (const { start, good, valid } of inside) {
    bad += valid - good;
    const at = instant(Math.min(to, bucketStart(start, step) + step));
    const last = points.at(-1);
    const isSame = last?.at === at;
    if (isSame) points.pop();
    const before = isSame ? last : { good: 0, valid: 0 };
    points.push({
      at,
      left: bad === 0 ? 1 : allowed > 0 ? 1 - bad / allowed : 0,
      good: before.good + good,
      valid: before.valid + valid,
    });
  }
  return points;
};
