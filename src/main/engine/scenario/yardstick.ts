import { timetable } from '../../core/incident/escalation.js';
import type { Config } from '../../core/model/config.js';
import type { Rule } from '../../core/model/rule.js';
import type { RuleScenario } from '../../core/model/rule-scenario.js';
import type { Case } from '../../core/rule/member.js';
import { sideOf } from '../../core/rule/side.js';
import { usualOf } from '../../core/rule/usual.js';
import { type Extremes, isSwitch, wellPast } from '../../core/scenario/course.js';
import { burnPairs, burnReach } from '../../core/slo/burn-pairs.js';
import { type Duration, days, hours, type Instant, minutes } from '../../core/time/instant.js';
import type { Recent } from './recent.js';

/** What the courses of a rule are measured by. */
export interface Yardstick extends Extremes {
  readonly from: RuleScenario['usual']['from'];
  readonly learning: RuleScenario['learning'];
  readonly scale: RuleScenario['scale'];
}

/** What is usual for the rule's value, what is well past its limit, and between what a person may draw. */
export const yardstickOf = (judged: Case, recent: Recent): Yardstick => {
  const { when } = judged.rule;
  const known = 'baseline' in when.test ? usualOf(judged, when.test.baseline, judged.at.now) : null;
  const learning = known?.kind === 'learning' ? { have: known.have, need: known.need } : null;
  if (isSwitch(when)) {
    const isUp = when.test.kind !== 'event';
    const extremes = isUp ? { usual: 1, bad: 0 } : { usual: 0, bad: 1 };
    return { ...extremes, from: 'limit', learning, scale: { least: 0, most: 1, step: 1 } };
  }
  const expected = known?.kind === 'usual' ? known.expected : recent.value;
  const usual = rounded(expected ?? goodSideOf(judged.rule));
  const from = known?.kind === 'usual' ? 'baseline' : recent.value === null ? 'limit' : 'history';
  const band = known?.kind === 'usual' ? known : null;
  const limit = limitFrom(judged.rule, usual, band);
  const side = sideOf(when.test) === 'below' ? 'below' : 'above';
  const bad = wellPast(limit, usual, side, isShare(judged.rule));
  return { usual, bad, from, learning, scale: scaleOf(usual, bad, isShare(judged.rule)) };
};

const rounded = (value: number): number => Number(value.toPrecision(4));

const isShare = ({ when: { subject } }: Rule): boolean =>
  subject.kind === 'ratio' || (subject.kind === 'metric' && subject.metric.endsWith('_ratio'));

/** Where nothing is known: half of what the rule allows. */
const goodSideOf = (rule: Rule): number => {
  const { test } = rule.when;
  if (test.kind === 'above') return test.threshold / 2;
  if (test.kind === 'below') return test.threshold <= 0 ? test.threshold + 1 : test.threshold * (isShare(rule) ? 1 : 2);
  if (test.kind === 'burnRate') return test.objective.kind === 'latency' ? (test.objective.slowerThan ?? 1) / 2 : 0;
  return isShare(rule) ? 0.01 : 1;
};

type Range = { readonly low: number; readonly high: number } | null;

/** The limit as it stands now, in the unit of what is drawn. */
const limitFrom = (rule: Rule, usual: number, band: Range): number => {
  const { test } = rule.when;
  switch (test.kind) {
    case 'above':
    case 'below':
      return test.threshold;
    case 'increase':
      return usual * (1 + test.by);
    case 'decrease':
      return usual * (1 - test.by);
    case 'increaseBy':
      return usual + test.by;
    case 'decreaseBy':
      return usual - test.by;
    case 'outsideBand':
      return test.side === 'below' ? (band?.low ?? usual * 0.5) : (band?.high ?? usual * 1.5);
    case 'trend':
      return test.direction === 'up' ? usual * 1.5 : usual * 0.5;
    case 'burnRate':
      return burnLimit(rule, test.objective.kind === 'latency' ? test.objective.slowerThan : null, test.objective.target);
    case 'absent':
    case 'event':
      return usual;
  }
};

const burnLimit = ({ severity }: Rule, slowerThan: number | null, target: number): number =>
  slowerThan ?? Math.min(1, (burnPairs(severity)[0]?.factor ?? 1) * (1 - target));

const scaleOf = (usual: number, bad: number, isWhole: boolean): Yardstick['scale'] => {
  const least = Math.min(0, 2 * Math.min(usual, bad));
  const highest = Math.max(usual, bad) * 1.5 || 1;
  const unit = 10 ** Math.floor(Math.log10((highest - least) / 20));
  const most = Number((Math.ceil(highest / unit) * unit).toPrecision(12));
  return { least, most: isWhole ? Math.min(1, most) : most, step: Number(unit.toPrecision(1)) };
};

const LENGTHS: readonly Duration[] = [hours(1), hours(4), hours(12), days(2), days(7)];

/** The shortest length of a scenario whose trouble lasts until it fires and the first level hears of it, and whose end sees it resolve. */
export const lengthFor = (rule: Rule, config: Config, now: Instant): Duration => {
  const window = windowOf(rule);
  const levels = timetable(rule, config.escalation, now).map(({ at }) => at - now);
  const level = levels.find((after) => after > 0 && after <= hours(1)) ?? 0;
  const toFire = rule.for + window + level + minutes(5);
  const toEnd = rule.resolve.after + window + minutes(5);
  return LENGTHS.find((length) => length / 2 >= toFire && length / 3 >= toEnd) ?? days(7);
};

const windowOf = ({ when: { subject, test }, severity }: Rule): number => {
  if (test.kind === 'absent') return test.for;
  if (test.kind === 'trend') return test.over;
  if (test.kind === 'burnRate') return burnReach(severity) / 8;
  return subject.window ?? minutes(5);
};
