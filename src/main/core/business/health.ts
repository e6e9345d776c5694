import type { Score, ScorePart, Spread } from '../model/figure.js';
import type { ObjectiveKind, ObjectiveStanding } from '../model/slo.js';
import { VITALS } from '../visit/vitals.js';
import { between, scoreOf } from './score.js';
import { countText, secondsText } from './words.js';

/** What the performance health score rests on. */
export interface HealthFacts {
  /** p75 of each Web Vital over the whole site. */
  readonly vitals: readonly Spread[];
  /** Mean Lighthouse performance score of the audited pages, 0–100; null without an audit. */
  readonly lighthouse: { readonly score: number; readonly audits: number } | null;
  readonly objectives: readonly ObjectiveStanding[];
}

const FORMULA =
  '100 × Σ weight × value ÷ Σ weight. A vital: 1 up to its good limit, 0 from its poor one, evenly between. Lighthouse: score ÷ 100. ' +
  'A promise: 1 where it is kept, 0 once ten times its error budget is used, evenly between.';

const VITAL_WEIGHTS: readonly (readonly [metric: string, name: string, weight: number])[] = [
  ['lcp_seconds', 'Largest paint (LCP)', 15],
  ['inp_seconds', 'Response to input (INP)', 15],
  ['cls', 'Layout shift (CLS)', 10],
];

const PROMISES: readonly (readonly [kind: ObjectiveKind, name: string, weight: number])[] = [
  ['availability', 'Uptime', 15],
  ['latency', 'Response time', 15],
  ['errors', 'Page views without an error', 15],
];

/** How many times over its budget a promise counts for nothing. */
const FLOOR = 10;

/** The composite performance health score, 0–100; of what is not measured nothing is assumed. */
export const healthOf = ({ vitals, lighthouse, objectives }: HealthFacts): Score =>
  scoreOf(FORMULA, [
    ...VITAL_WEIGHTS.map(([metric, name, weight]) => vitalPart(metric, name, weight, vitals)),
    {
      ...{ id: 'lighthouse', name: 'Lighthouse', weight: 15 },
      value: lighthouse === null ? null : lighthouse.score / 100,
      text:
        lighthouse === null ? 'No audit was read.' : `${Math.round(lighthouse.score)} of 100 over ${lighthouse.audits} audits`,
    },
    ...PROMISES.map(([kind, name, weight]) => promisePart(kind, name, weight, objectives)),
  ]);

const vitalPart = (metric: string, name: string, weight: number, vitals: readonly Spread[]): ScorePart => {
  const spread = vitals.find((one) => one.metric === metric);
  const limits = VITALS[metric];
  const part = { id: metric, name, weight };
  if (spread === undefined || limits === undefined) return { ...part, value: null, text: 'No visitor’s reading.' };
  const text = `p75 ${metric === 'cls' ? Math.round(spread.p75 * 1_000) / 1_000 : secondsText(spread.p75)} of ${countText(spread.n)} visits`;
  if (spread.rating === 'too-few') return { ...part, value: null, text: `${text}: too few` };
  return { ...part, value: between(spread.p75, limits.good, limits.poor), text };
};

/** Of several promises of a kind the one that stands worst. */
const promisePart = (
  kind: ObjectiveKind,
  name: string,
  weight: number,
  objectives: readonly ObjectiveStanding[],
): ScorePart => {
  const values = objectives
    .filter(({ objective, state, status }) => objective.kind === kind && state === 'measured' && status.verdict !== 'too-few')
    .flatMap(({ objective, status }) =>
      status.ratio === null
        ? []
        : [{ value: promiseValue(status.ratio, objective.target), ratio: status.ratio, n: status.valid }],
    )
    .sort((a, b) => a.value - b.value);
  const [worst] = values;
  return worst === undefined
    ? { id: kind, name, weight, value: null, text: 'Not judged: no promise of it, or too few readings.' }
    : { id: kind, name, weight, value: worst.value, text: `${keptText(worst.ratio)} of ${countText(worst.n)}` };
};

/** Rounded down: nothing may look kept that is not. */
const keptText = (ratio: number): string => `${Math.floor(ratio * 10_000) / 100} %`;

const promiseValue = (ratio: number, target: number): number =>
  ratio >= target ? 1 : between(ratio, target, Math.max(0, 1 - FLOOR * (1 - target)));
