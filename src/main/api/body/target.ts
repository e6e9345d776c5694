import { z } from 'zod';
import type { TargetRow } from '../../core/model/target-view.js';
import type { ConsoleView } from '../../core/model/view.js';
import { bySeverityBody, countBody, instantBody, isoOrNull, labelsBody, ratioBody } from './primitive.js';

export const targetBody = z.object({
  id: z.string(),
  name: z.string(),
  source: z.string(),
  url: z.string().nullable(),
  labels: labelsBody,
  everySeconds: z.number(),
  state: z.enum(['up', 'down', 'unknown']),
  since: instantBody.nullable(),
  lastAt: instantBody.nullable(),
  status: z.number().int().nullable(),
  responseSeconds: z.number().nullable(),
  problem: z.string().nullable(),
  certificateDays: z.number().nullable(),
  firing: bySeverityBody,
});

export const toTargetBody = (row: TargetRow): z.infer<typeof targetBody> => ({
  id: row.id,
  name: row.name,
  source: row.source,
  url: row.url,
  labels: { ...row.labels },
  everySeconds: row.everySeconds,
  state: row.state,
  since: isoOrNull(row.since),
  lastAt: isoOrNull(row.lastAt),
  status: row.status,
  responseSeconds: row.responseSeconds,
  problem: row.problem,
  certificateDays: row.certificateDays,
  firing: { ...row.firing },
});

export const statusBody = z.enum(['starting', 'ok', 'problem', 'blind', 'muted']);

export const healthBody = z.object({
  status: statusBody,
  score: z.number().min(0).max(100).nullable(),
  active: bySeverityBody.describe('Open alerts that nobody has acknowledged or suppressed.'),
  acknowledged: countBody,
  suppressed: countBody,
  targets: z.object({ total: countBody, up: countBody, down: countBody, unknown: countBody }),
  freshAt: instantBody.nullable(),
  coverage: ratioBody.describe('Share of the last 24 h in which this desk looked.'),
});

export const toHealthBody = ({ watch, targets }: ConsoleView): z.infer<typeof healthBody> => ({
  status: watch.state,
  score: scoreOf(Object.values(targets)),
  active: { ...watch.firing },
  acknowledged: watch.acknowledged,
  suppressed: watch.suppressed,
  targets: { ...watch.targets },
  freshAt: isoOrNull(watch.freshAt),
  coverage: watch.coverage,
});

/**
 * 0–100: the mean over targets that have a current reading of 1 (well), ½ (up, with a problem or a warning) and
 * 0 (down, or a critical alert); null where no target has one.
 */
export const scoreOf = (targets: readonly TargetRow[]): number | null => {
  const known = targets.filter(({ state }) => state !== 'unknown');
  if (known.length === 0) return null;
  return Math.round((known.reduce((sum, target) => sum + shareOf(target), 0) / known.length) * 1_000) / 10;
};

const shareOf = ({ state, firing, problem }: TargetRow): number => {
  if (state === 'down' || firing.critical > 0) return 0;
  return problem !== null || firing.warning > 0 ? 0.5 : 1;
};
