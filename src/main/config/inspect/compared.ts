import { assertNever } from '../../core/model/result.js';
import { isCounterName } from '../../core/sample/window.js';
import { burnPairs } from '../../core/slo/burn-pairs.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import { bandOf, type ObjectiveDocument, type Objectives } from '../resolve/condition.js';
import type { RuleDocument, WhenDocument } from '../schema/v1/rule.js';

/** Conditions that can never hold, or always would: bands, trends, shares and burn rates out of reach. */
export const inspectCompared = (rule: RuleDocument, at: Path, objectives: Objectives): readonly Finding[] => {
  const when = rule.when ?? {};
  return [
    ...share(when, at),
    ...baselines(when, at),
    ...band(when, at),
    ...trend(when, at),
    ...events(when, at),
    ...burn(rule, at, objectives),
  ];
};

/** A share lies between 0 and 1, and the comparison is strict. */
const share = ({ ratio, above, below }: WhenDocument, at: Path): readonly Finding[] => {
  if (ratio === undefined) return [];
  if (above !== undefined && above >= 1) return [never([...at, 'above'], 'a share is at most 1', 'Choose a value below 1.')];
  if (below !== undefined && below <= 0) return [never([...at, 'below'], 'a share is at least 0', 'Choose a value above 0.')];
  return [];
};

const never = (path: Path, why: string, remedy: string): Finding => error(path, `can never be: ${why}`, remedy);

const BASELINE_KEYS = ['increase', 'decrease', 'increaseBy', 'decreaseBy', 'outsideBand'] as const;

const baselines = (when: WhenDocument, at: Path): readonly Finding[] => {
  const key = BASELINE_KEYS.find((candidate) => when[candidate] !== undefined);
  if (key === undefined) {
    return when.baseline === undefined
      ? []
      : [warning([...at, 'baseline'], 'is not used, because the condition compares with no baseline', 'Remove it.')];
  }
  const findings: Finding[] = [];
  if (when.decrease !== undefined && when.decrease >= 1)
    findings.push(never([...at, 'decrease'], 'nothing falls by all of itself and more', 'Choose less than 100%.'));
  if (key !== 'outsideBand' && key !== 'decrease' && key !== 'increase' && (when[key] ?? 0) < 0)
    findings.push(error([...at, key], 'must not be negative', 'The direction is in the name of the condition.'));
  if (when.reduce === 'count')
    findings.push(error([...at, 'reduce'], 'there is no baseline of how many samples come', 'Compare it with above or below.'));
  if (when.ratio === undefined && isCounterName(when.metric ?? '') && when.reduce !== 'increase') {
    const message = 'a counter only ever rises: its baseline is that of its increase';
    findings.push(error([...at, 'reduce'], message, 'Add reduce: increase and a window.'));
  }
  return findings;
};

const band = (when: WhenDocument, at: Path): readonly Finding[] => {
  if (when.outsideBand === undefined) return [];
  const { atLeast, of } = bandOf(when);
  if (of < 1) return [error([...at, 'outsideBand', 'of'], 'must be at least 1', 'Write for example of: 5.')];
  if (atLeast < 1) return [error([...at, 'outsideBand', 'atLeast'], 'must be at least 1', 'Write for example atLeast: 3.')];
  return atLeast > of
    ? [never([...at, 'outsideBand', 'atLeast'], `${atLeast} of ${of} points`, `Choose at most ${of}, or look at more points.`)]
    : [];
};

const trend = ({ trend: given, metric = '' }: WhenDocument, at: Path): readonly Finding[] => {
  if (given === undefined) return [];
  if (isCounterName(metric)) return [error([...at, 'metric'], 'a counter only ever rises: that is no trend', 'Name a gauge.')];
  if (given.p === 0) return [never([...at, 'trend', 'p'], 'no chance is smaller than 0', 'Write for example p: 0.05.')];
  return given.p === 1 ? [error([...at, 'trend', 'p'], 'is met by any noise', 'Write for example p: 0.05.')] : [];
};

const events = ({ event, metric = '' }: WhenDocument, at: Path): readonly Finding[] =>
  event !== undefined && isCounterName(metric)
    ? [error([...at, 'metric'], 'a counter has no status', 'Use reduce: increase with a window, and above: 0.')]
    : [];

const burn = (rule: RuleDocument, at: Path, objectives: Objectives): readonly Finding[] => {
  const objective = objectives.get(rule.when?.burnRate?.objective ?? '');
  if (objective === undefined) return [];
  const path = [...at, 'burnRate', 'objective'];
  const unfit = unfitObjective(objective);
  return unfit === null ? unreachable(rule, objective, path) : [error(path, unfit[0], unfit[1])];
};

const unfitObjective = ({ id, kind, under }: ObjectiveDocument): readonly [string, string] | null => {
  switch (kind) {
    case 'availability':
    case 'errors':
      return null;
    case 'latency':
      return under === undefined
        ? [`the objective "${id}" does not say from when on a reading is slow`, 'Add under: 2s to the objective.']
        : null;
    case 'lighthouse':
    case 'web-vitals':
      return [`the objective "${id}" has no budget of bad events that could burn`, 'Compare its metric with above or below.'];
    default:
      return assertNever(kind);
  }
};

/** All events bad is a burn rate of 1 ÷ (1 − objective): nothing burns faster. */
const unreachable = (rule: RuleDocument, { id, target }: ObjectiveDocument, path: Path): readonly Finding[] => {
  const most = 1 / (1 - target);
  const pair = burnPairs(rule.severity ?? 'warning').find(({ factor }) => factor >= most);
  if (target < 1 && pair === undefined) return [];
  const why =
    target >= 1
      ? `the objective "${id}" leaves no budget that could burn`
      : `the objective "${id}" burns at most ${Number(most.toPrecision(3))} times too fast, and this rule waits for ${pair?.factor}`;
  return [
    never(path, why, target >= 1 ? 'Set its target below 100%.' : 'Raise the target of the objective, or lower the severity.'),
  ];
};
