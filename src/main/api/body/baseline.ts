import { z } from 'zod';
import type { Readiness } from '../../core/model/baseline.js';
import type { BaselineRow } from '../../core/model/baseline-row.js';
import { assertNever } from '../../core/model/result.js';
import { countBody, instantBody, iso, isoOrNull, labelsBody } from './primitive.js';

/** More are not listed; those that are not ready come first. */
const MOST = 500;

export const baselineBody = z.object({
  series: z.string(),
  metric: z.string(),
  labels: labelsBody,
  rules: z.array(z.string()).describe('Rules that compare with it.'),
  kind: z.enum(['ema', 'seasonal', 'auto']),
  used: z.enum(['ema', 'seasonal']).describe('Which band these rules are judged by now.'),
  state: z.enum(['learning', 'ready', 'frozen', 'reset']).describe('`frozen`: a rule on it fires, or maintenance runs.'),
  text: z.string().describe('`learning 41/100`, `ready`, `frozen since …`, `reset after …`.'),
  have: countBody.nullable().describe('While it learns: samples, or hours of a season, of the `need`.'),
  need: countBody.nullable(),
  since: instantBody.nullable().describe('Since when it is frozen, or when it was reset.'),
  unit: z.enum(['value', 'per-hour']).describe('A counter is learnt as its increase per hour.'),
  band: z
    .object({ expected: z.number(), low: z.number(), high: z.number(), deviation: z.number() })
    .nullable()
    .describe('What is usual now; null until there is enough to judge by.'),
  season: z.enum(['none', 'learning', 'day', 'week']),
  samples: countBody,
  learnedTo: instantBody.nullable(),
});

export type BaselineBody = z.infer<typeof baselineBody>;

/** Null where no rule compares anything with its baseline. */
export const toBaselineBodies = (rows: readonly BaselineRow[]): BaselineBody[] | null =>
  rows.length === 0
    ? null
    : [...rows]
        .sort((a, b) => Number(a.readiness.kind === 'ready') - Number(b.readiness.kind === 'ready'))
        .slice(0, MOST)
        .map(toBody);

const toBody = (row: BaselineRow): BaselineBody => {
  const { readiness, band } = row;
  return {
    series: row.series,
    metric: row.metric,
    labels: { ...row.labels },
    rules: row.rules.map(({ id }) => id),
    kind: row.kind,
    used: row.used,
    state: readiness.kind,
    text: textOf(readiness),
    have: readiness.kind === 'learning' ? readiness.have : null,
    need: readiness.kind === 'learning' ? readiness.need : null,
    since: readiness.kind === 'frozen' ? iso(readiness.since) : readiness.kind === 'reset' ? iso(readiness.at) : null,
    unit: row.form === 'counter' ? 'per-hour' : 'value',
    band: band === null ? null : { expected: band.expected, low: band.low, high: band.high, deviation: band.deviation },
    season: row.season,
    samples: row.samples,
    learnedTo: isoOrNull(row.learnedTo),
  };
};

const textOf = (readiness: Readiness): string => {
  switch (readiness.kind) {
    case 'learning':
      return `learning ${readiness.have}/${readiness.need}`;
    case 'ready':
      return 'ready';
    case 'frozen':
      return `frozen since ${iso(readiness.since)}`;
    case 'reset':
      return `reset after ${readiness.why}`;
    default:
      return assertNever(readiness);
  }
};
