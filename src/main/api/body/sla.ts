import { z } from 'zod';
import type { ObjectiveStanding } from '../../core/model/slo.js';
import { countBody, instantBody, iso, ratioBody } from './primitive.js';
import { type SloBody, sloBody, toSloBody } from './slo.js';

const shortBody = sloBody.pick({
  id: true,
  name: true,
  kind: true,
  target: true,
  verdict: true,
  ratio: true,
  events: true,
  coverage: true,
  text: true,
  budget: true,
  runsOutAt: true,
});

export const slaBody = z
  .object({
    isMet: z.boolean().nullable().describe('Whether every objective that can be judged is met; null while none can.'),
    met: countBody,
    missed: countBody,
    tooFew: countBody.describe('Objectives with too few events to judge.'),
    withoutReading: countBody.describe('Objectives of which nothing was read, or that have no source here.'),
    uptime: z
      .object({
        from: instantBody,
        to: instantBody,
        ratio: ratioBody,
        target: ratioBody,
        isMet: z.boolean().nullable().describe('Null while there are too few readings to judge.'),
        readings: countBody,
        coverage: ratioBody,
      })
      .nullable()
      .describe('The first objective of availability; null without one, or without a reading.'),
    objectives: z.array(shortBody).describe('All of them in short; `type=dashboard` has them whole, as `slo`.'),
  })
  .nullable()
  .describe('How the service level is kept; null where no objective is configured.');

export type SlaBody = z.infer<typeof slaBody>;

/** The service level in a few numbers. */
export const toSlaBody = (standings: readonly ObjectiveStanding[]): SlaBody => {
  if (standings.length === 0) return null;
  const bodies = standings.map(toSloBody);
  const count = (...verdicts: readonly SloBody['verdict'][]): number =>
    bodies.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const [met, missed] = [count('met'), count('missed')];
  return {
    isMet: met + missed === 0 ? null : missed === 0,
    met,
    missed,
    tooFew: count('too-few'),
    withoutReading: count('no-reading', 'no-source'),
    uptime: uptimeOf(standings),
    objectives: bodies.map(short),
  };
};

const short = ({ id, name, kind, target, verdict, ratio, events, coverage, text, budget, runsOutAt }: SloBody) => ({
  id,
  name,
  kind,
  target,
  verdict,
  ratio,
  events,
  coverage,
  text,
  budget,
  runsOutAt,
});

const uptimeOf = (standings: readonly ObjectiveStanding[]): NonNullable<SlaBody>['uptime'] => {
  const standing = standings.find(({ objective }) => objective.kind === 'availability');
  if (standing === undefined || standing.status.ratio === null) return null;
  const { objective, from, to, status } = standing;
  return {
    from: iso(from),
    to: iso(to),
    ratio: standing.status.ratio,
    target: objective.target,
    isMet: status.verdict === 'too-few' ? null : status.verdict === 'met',
    readings: status.valid,
    coverage: status.coverage,
  };
};
