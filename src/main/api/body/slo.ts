import { z } from 'zod';
import type { BurnWindow, Measure, ObjectivePart, ObjectiveStanding, SloStatus } from '../../core/model/slo.js';
import { nameObjective } from '../../core/slo/name.js';
import { countBody, instantBody, iso, isoOrNull, ratioBody } from './primitive.js';

const verdictBody = z
  .enum(['met', 'missed', 'too-few', 'no-reading', 'no-source'])
  .describe('`too-few`: not enough events to judge. `no-source`: nothing that is configured here gives what is counted.');

const eventsBody = z.number().min(0).describe('Events; of counters also fractions.');

const figures = {
  verdict: verdictBody,
  ratio: ratioBody.nullable().describe('Good ÷ all events. In unobserved time there are none.'),
  between: z.object({ low: ratioBody, high: ratioBody }).describe('Where the true share lies with 95 % confidence (Wilson).'),
  good: eventsBody,
  events: eventsBody,
};

const partBody = z.object({
  metric: z.string().describe('Or bad ÷ all of two counters.'),
  limit: z.number().nullable().describe('Up to here (`atMost`) or from here on (`atLeast`) a reading is good.'),
  side: z.enum(['atMost', 'atLeast']).nullable(),
  ...figures,
});

const burnBody = z.object({
  severity: z.enum(['critical', 'warning']),
  factor: z.number().describe('Both rates above it make an alert.'),
  longSeconds: countBody,
  shortSeconds: countBody,
  longRate: z.number().nullable().describe('Times faster than allowed; null without an event in the window.'),
  shortRate: z.number().nullable(),
});

export const sloBody = z.object({
  id: z.string(),
  name: z.string().describe('What is promised, with its limit.'),
  kind: z.enum(['availability', 'latency', 'errors', 'lighthouse', 'web-vitals']),
  target: ratioBody,
  overSeconds: z.number().min(0),
  from: instantBody.describe('Start of the window, or when this desk first started.'),
  to: instantBody,
  ...figures,
  coverage: ratioBody.describe('Share of the time from `from` to `to` that was observed.'),
  text: z.string(),
  budget: z
    .object({
      totalSeconds: z.number().describe('The error budget as time of full failure.'),
      spentSeconds: z.number(),
      leftSeconds: z.number().describe('Negative once it is overspent.'),
      leftRatio: z.number(),
      totalEvents: z.number().describe('Bad events that the counted ones allow.'),
      spentEvents: z.number(),
    })
    .nullable()
    .describe('Null while there are too few events to judge.'),
  burn: z.array(burnBody),
  pace: z.object({ overSeconds: countBody, rate: z.number() }).nullable().describe('How fast the budget is used up lately.'),
  runsOutAt: instantBody.nullable().describe('When the budget is used up at that pace; null where it never is, or is already.'),
  parts: z.array(partBody).describe('Each thing that is counted; the figures above are of the one that stands worst.'),
});

export type SloBody = z.infer<typeof sloBody>;

export const toSloBody = (standing: ObjectiveStanding): SloBody => {
  const { objective, status, burns, pace, runsOutAt } = standing;
  return {
    id: objective.id,
    name: nameObjective(objective),
    kind: objective.kind,
    target: objective.target,
    overSeconds: objective.over / 1_000,
    from: iso(standing.from),
    to: iso(standing.to),
    ...figuresOf(status, verdictOf(standing)),
    coverage: status.coverage,
    text: textOf(standing),
    budget: budgetOf(standing),
    burn: burns.map(toBurnBody),
    pace: pace === null ? null : { overSeconds: pace.over / 1_000, rate: pace.rate },
    runsOutAt: isoOrNull(runsOutAt),
    parts: standing.parts.map(toPartBody),
  };
};

const verdictOf = ({ state, status }: ObjectiveStanding): SloBody['verdict'] => (state === 'measured' ? status.verdict : state);

const textOf = ({ state, status }: ObjectiveStanding): string => {
  if (state === 'no-source') return 'Nothing that is configured here gives what this counts.';
  return state === 'no-reading' ? 'No reading yet.' : status.text;
};

const figuresOf = ({ ratio, between: [low, high], good, valid }: SloStatus, verdict: SloBody['verdict']) => ({
  verdict,
  ratio,
  between: { low, high },
  good,
  events: valid,
});

const budgetOf = ({ state, status, budget, budgetEvents }: ObjectiveStanding): SloBody['budget'] =>
  state !== 'measured' || status.verdict === 'too-few'
    ? null
    : {
        totalSeconds: budget / 1_000,
        spentSeconds: (budget - status.budgetLeft) / 1_000,
        leftSeconds: status.budgetLeft / 1_000,
        leftRatio: status.budgetLeftRatio,
        totalEvents: budgetEvents,
        spentEvents: status.valid - status.good,
      };

const toBurnBody = ({ severity, factor, long, short, longRate, shortRate }: BurnWindow): z.infer<typeof burnBody> => ({
  severity,
  factor,
  longSeconds: long / 1_000,
  shortSeconds: short / 1_000,
  longRate,
  shortRate,
});

const toPartBody = ({ measure, status }: ObjectivePart): z.infer<typeof partBody> => ({
  metric: nameOf(measure),
  limit: measure.kind === 'readings' ? measure.good.limit : null,
  side: measure.kind === 'readings' ? measure.good.side : null,
  ...figuresOf(status, status.valid === 0 ? 'no-reading' : status.verdict),
});

const nameOf = (measure: Measure): string =>
  measure.kind === 'readings' ? measure.metric : `${measure.bad} ÷ ${measure.total}`;
