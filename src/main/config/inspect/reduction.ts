import { isCounterName } from '../../core/sample/window.js';
import { formatDuration } from '../../core/time/duration.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import { CONDITION_DEFAULTS, thresholdOf } from '../resolve/condition.js';
import type { WhenDocument } from '../schema/v1/rule.js';

/** How a rule makes one value of many samples: reducer, window, ratio, and what only some of them use. */
export const inspectReduction = (when: WhenDocument, at: Path): readonly Finding[] => [
  ...counters(when, at),
  ...windowed(when, at),
  ...ratioOnly(when, at),
  ...unreduced(when, at),
];

const counters = (when: WhenDocument, at: Path): readonly Finding[] => {
  const { metric = '', ratio, reduce } = when;
  if (reduce === 'increase' && ratio === undefined && !isCounterName(metric)) {
    const message = `${metric} is a gauge: only counters, whose names end in _total, increase`;
    return [error([...at, 'reduce'], message, 'Use avg, max or last, or a metric that ends in _total.')];
  }
  return (['bad', 'total'] as const).flatMap((part) => {
    const name = ratio?.[part];
    if (name === undefined || isCounterName(name)) return [];
    const message = `${name} is a gauge: a ratio is made of counters, whose names end in _total`;
    return [error([...at, 'ratio', part], message, 'Where the metric already is a ratio, write metric: instead of ratio:.')];
  });
};

/** What reduces over a window of its own, which the rule does not set. */
const OWN_WINDOW = ['trend', 'absent', 'burnRate', 'event'] as const;

const windowed = (when: WhenDocument, at: Path): readonly Finding[] => {
  const reduce = when.reduce ?? 'last';
  const own = OWN_WINDOW.find((key) => when[key] !== undefined);
  const needsWindow = own === undefined && (reduce !== 'last' || when.ratio !== undefined);
  if (needsWindow && when.window === undefined) {
    const what = when.ratio === undefined ? `reduce: ${reduce}` : 'a ratio';
    return [error([...at, 'window'], `${what} needs a window`, 'Add for example window: 15m.')];
  }
  if (needsWindow || when.window === undefined || own === 'event') return [];
  const why = own === undefined ? 'the rule reduces to the last value' : `${own} says itself how far it looks back`;
  const remedy = thresholdOf(when) === undefined ? 'Remove window.' : 'Add reduce: avg, or remove window.';
  return [warning([...at, 'window'], `is not used, because ${why}`, remedy)];
};

const ratioOnly = (when: WhenDocument, at: Path): readonly Finding[] => {
  if (when.ratio === undefined) {
    return (['stretchTo', 'minCount'] as const)
      .filter((key) => when[key] !== undefined)
      .map((key) => error([...at, key], 'belongs to a ratio, and this rule has none', `Remove ${key}.`, 'key'));
  }
  const { ratio, reduce, window, minCount } = when;
  const stretchTo = when.stretchTo ?? CONDITION_DEFAULTS.stretchTo;
  const findings: Finding[] = [];
  if (ratio.bad === ratio.total)
    findings.push(
      error([...at, 'ratio', 'total'], 'is the same as bad: their ratio is always 1', 'Name the counter of all events.'),
    );
  if (reduce !== undefined && reduce !== 'increase')
    findings.push(error([...at, 'reduce'], 'a ratio always compares the increase of two counters', 'Remove reduce.', 'key'));
  if (minCount !== undefined && minCount < 1)
    findings.push(error([...at, 'minCount'], 'must be at least 1', 'Choose how many events a share may be drawn from.'));
  if (when.stretchTo !== undefined && window !== undefined && stretchTo < window) {
    const message = `is shorter than the window of ${formatDuration(window)}`;
    findings.push(error([...at, 'stretchTo'], message, 'Choose a longer one, or shorten the window.'));
  }
  return findings;
};

/** Conditions that look at samples as they are. */
const UNREDUCED = ['absent', 'trend', 'burnRate', 'event'] as const;

const unreduced = (when: WhenDocument, at: Path): readonly Finding[] => {
  const condition = UNREDUCED.find((key) => when[key] !== undefined);
  if (condition === undefined) return [];
  const findings: Finding[] = [];
  if (when.reduce !== undefined && when.reduce !== 'last')
    findings.push(error([...at, 'reduce'], `${condition} looks at the samples themselves`, 'Remove reduce.', 'key'));
  if (when.ratio !== undefined && condition !== 'burnRate')
    findings.push(error([...at, 'ratio'], `${condition} looks at a metric`, 'Write metric: instead of ratio:.', 'key'));
  return findings;
};
