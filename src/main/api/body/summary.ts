import { z } from 'zod';
import type { BusinessView } from '../../core/model/business.js';
import type { ConsoleView } from '../../core/model/view.js';
import type { Instant } from '../../core/time/instant.js';
import { kpiBody, toKpi } from './business.js';
import { bySeverityBody, instantBody, iso, ratioBody } from './primitive.js';
import { type SlaBody, slaBody } from './sla.js';
import { scoreOf, statusBody } from './target.js';

export const summaryBody = z
  .object({
    generatedAt: instantBody,
    status: statusBody,
    score: z.number().min(0).max(100).nullable(),
    active: bySeverityBody,
    sla: slaBody,
    coverage: ratioBody,
    kpi: kpiBody,
  })
  .describe('The state of the watch in a few numbers.');

export type SummaryBody = z.infer<typeof summaryBody>;

export const toSummaryBody = (view: ConsoleView, sla: SlaBody, business: BusinessView, now: Instant): SummaryBody => ({
  generatedAt: iso(now),
  status: view.watch.state,
  score: scoreOf(Object.values(view.targets)),
  active: { ...view.watch.firing },
  sla,
  coverage: view.watch.coverage,
  kpi: toKpi(business),
});
