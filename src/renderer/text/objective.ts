import type { Measure, ObjectiveStanding } from '../../preload/contract/views.js';
import { count, isState, metricName, percent, plain, quantity } from './quantity.js';
import type { Saying } from './states.js';
import { roughly, spell } from './time.js';

type Objective = ObjectiveStanding['objective'];

/** What is promised, in a few words. */
export const sayObjective = ({ kind, measures, target }: Objective): string => {
  const [first] = measures;
  switch (kind) {
    case 'availability':
      return 'Uptime';
    case 'latency':
      return first?.kind === 'readings' ? `Response time within ${quantity(first.good.limit, first.metric)}` : 'Response time';
    case 'errors':
      return `Error rate below ${percent(1 - target, 3)}`;
    case 'lighthouse':
      return first?.kind === 'readings' ? `Performance score from ${plain(first.good.limit)}` : 'Performance score';
    case 'web-vitals':
      return 'Core Web Vitals good';
  }
};

const days = (length: number): string => (length % 86_400_000 === 0 ? count(length / 86_400_000, 'day') : spell(length));

/** `99.9 % over 30 days`. Of errors the share that is counted is that of what went well, and says so. */
export const sayTarget = ({ kind, target, over }: Objective): string =>
  `${percent(target, 3)}${kind === 'errors' ? ' without error' : ''} over ${days(over)}`;

/** What is counted: `answers`, `page views`. */
const eventsName = ({ kind }: Objective): readonly [one: string, many: string] => {
  switch (kind) {
    case 'errors':
      return ['page view', 'page views'];
    case 'lighthouse':
      return ['audit', 'audits'];
    case 'web-vitals':
      return ['visit', 'visits'];
    case 'availability':
    case 'latency':
      return ['reading', 'readings'];
  }
};

export const countEvents = (n: number, objective: Objective): string => count(Math.round(n), ...eventsName(objective));

/** Whether more than its share of the budget goes at the pace of now. */
export const isAtRisk = ({ runsOutAt }: Pick<ObjectiveStanding, 'runsOutAt'>): boolean => runsOutAt !== null;

export const sayStanding = (standing: ObjectiveStanding): Saying => {
  const { state, status } = standing;
  if (state === 'no-source') return { tone: 'neutral', word: 'No source' };
  if (state === 'no-reading') return { tone: 'unseen', word: 'No reading' };
  if (status.verdict === 'too-few') return { tone: 'neutral', word: 'Too few to judge' };
  if (status.verdict === 'missed') return { tone: 'critical', word: 'Missed' };
  return isAtRisk(standing) ? { tone: 'warning', word: 'Kept, at risk' } : { tone: 'good', word: 'Kept' };
};

const URGENCY: Partial<Readonly<Record<Saying['tone'], number>>> = { critical: 0, warning: 1 };

/** Missed ones first, then those at risk; the rest as configured. */
export const worstKept = (standings: readonly ObjectiveStanding[]): readonly ObjectiveStanding[] => {
  const rank = (standing: ObjectiveStanding): number => URGENCY[sayStanding(standing).tone] ?? 2;
  return [...standings].sort((a, b) => rank(a) - rank(b));
};

/** Why nothing can be said; null where something can. */
export const sayWhyNot = ({ state, status, objective }: ObjectiveStanding): string | null => {
  if (state === 'no-source') return 'No source here gives it.';
  if (state === 'no-reading') return 'Nothing was read.';
  return status.verdict === 'too-few' ? `Only ${countEvents(status.valid, objective)} so far.` : null;
};

/** Whether it has been judged, so that its budget means something. */
export const isJudged = ({ state, status }: ObjectiveStanding): boolean => state === 'measured' && status.verdict !== 'too-few';

const HOUR = 3_600_000;
/** To the minute, once it is more than an hour. */
const spelt = (length: number): string =>
  length < 1_000 ? '0 s' : length < HOUR ? spell(length) : spell(Math.floor(length / 60_000) * 60_000);

/** Beside the share that is left, how much that is: `29 min of 43 min 12 s`, or counted, `420 of 4,561 bad visits`; else how much too many. */
export const sayBudget = (standing: ObjectiveStanding): string => {
  const { status, budget, budgetEvents, objective } = standing;
  if (objective.kind === 'availability')
    return status.budgetLeft < 0
      ? `overspent by ${spelt(-status.budgetLeft)}`
      : `${spelt(status.budgetLeft)} of ${spelt(budget)}`;
  const left = Math.floor(budgetEvents - (status.valid - status.good));
  return left < 0
    ? `${countBad(-left, objective)} too many`
    : `${plain(left)} of ${countBad(Math.floor(budgetEvents), objective)}`;
};

const countBad = (n: number, objective: Objective): string => {
  const [one, many] = eventsName(objective);
  return count(n, `bad ${one}`, `bad ${many}`);
};

/** How much of the budget is left, as a share of it: `68 %`. */
export const shareOfBudget = (left: number): string => (left <= 0 ? 'None' : `${plain(Math.floor(left * 100))} %`);

/** How many promises are missed, kept though at risk, kept, and not judged. */
export const countStandings = (standings: readonly ObjectiveStanding[]) => {
  const judged = standings.filter(isJudged);
  const missed = judged.filter(({ status }) => status.verdict === 'missed').length;
  const atRisk = judged.filter((one) => one.status.verdict !== 'missed' && isAtRisk(one)).length;
  return { missed, atRisk, kept: judged.length - missed - atRisk, unjudged: standings.length - judged.length };
};

/** The promise with the least of its error budget left; null while none can be judged. */
export const leastBudget = (standings: readonly ObjectiveStanding[]): ObjectiveStanding | null => {
  const [least] = standings.filter(isJudged).sort((a, b) => a.status.budgetLeftRatio - b.status.budgetLeftRatio);
  return least ?? null;
};

/** `7 % of budget left: Uptime`. */
export const sayLeastBudget = ({ status, objective }: ObjectiveStanding): string =>
  status.budgetLeftRatio <= 0
    ? `no budget left: ${sayObjective(objective)}`
    : `${shareOfBudget(status.budgetLeftRatio)} of budget left: ${sayObjective(objective)}`;

/** When the budget is used up, in a sentence. */
export const sayOutlook = (standing: ObjectiveStanding, now: number): string => {
  const { pace, runsOutAt, status } = standing;
  if (pace === null) return 'Too little came lately to say how fast it is used up.';
  const rate = `${plain(Number(pace.rate.toPrecision(2)))} times the even pace over the last ${spell(pace.over)}`;
  if (status.budgetLeftRatio <= 0) return `Nothing is left to use up: ${rate}.`;
  if (runsOutAt !== null) return `Used up in ${roughly(Math.max(0, runsOutAt - now))} if it goes on like this: ${rate}.`;
  return `It is not used up at this pace: ${rate}.`;
};

/** What one measure calls good: `Largest paint (LCP) up to 2.5 s`. */
export const sayMeasure = (measure: Measure): string => {
  if (measure.kind === 'counters') return `${metricName(measure.total)}, less ${metricName(measure.bad).toLowerCase()}`;
  if (isState(measure.metric)) return 'a reading that finds the target up';
  return `${metricName(measure.metric)} ${measure.good.side === 'atMost' ? 'up to' : 'from'} ${quantity(measure.good.limit, measure.metric)}`;
};
