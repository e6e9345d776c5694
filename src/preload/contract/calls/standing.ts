import { z } from 'zod';
import type { BusinessView } from '../../../main/core/model/business.js';
import type { InfrastructureView } from '../../../main/core/model/infrastructure.js';
import type { PerformanceView } from '../../../main/core/model/performance.js';
import type { ObjectiveDetail, ObjectiveStanding } from '../../../main/core/model/slo.js';
import { answers, call, nothing } from '../call.js';

export const STANDING_CALLS = {
  'infrastructure.read': call('viewer', nothing, answers<InfrastructureView>),
  'performance.read': call('viewer', z.object({ hours: z.number().int().min(1).max(744) }).strict(), answers<PerformanceView>),
  /** What the site earns and for whom it works well, over the last `hours`. */
  'business.read': call('viewer', z.object({ hours: z.number().int().min(1).max(744) }).strict(), answers<BusinessView>),
  'objective.list': call('viewer', nothing, answers<readonly ObjectiveStanding[]>),
  'objective.read': call('viewer', z.object({ objective: z.string().min(1).max(200) }).strict(), answers<ObjectiveDetail>),
} as const;
