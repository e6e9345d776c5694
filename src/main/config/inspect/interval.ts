import { matches, parseMatchers } from '../../core/rule/matcher.js';
import { formatDuration } from '../../core/time/duration.js';
import type { Duration } from '../../core/time/instant.js';
import type { ResolveContext } from '../context.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import type { MetricOrigin } from '../metrics.js';
import { factsOf } from '../production.js';
import { resolveTargets } from '../resolve/target.js';
import type { WhenDocument } from '../schema/v1/rule.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Lengths of time that are shorter than the interval at which samples come: such a rule would judge gaps. */
export const inspectIntervals = (
  when: WhenDocument,
  metrics: readonly string[],
  at: Path,
  document: ConfigDocument,
  context: ResolveContext,
): readonly Finding[] => {
  const intervals = intervalsOf(when, metrics, document, context);
  if (intervals.length === 0) return [];
  const shortest = Math.min(...intervals) as Duration;
  const longest = Math.max(...intervals) as Duration;
  return [...silence(when, longest, at), ...staleness(when, longest, at), ...window(when, shortest, longest, at)];
};

const silence = ({ absent }: WhenDocument, longest: Duration, at: Path): readonly Finding[] =>
  absent !== undefined && absent < longest
    ? [tooShort([...at, 'absent'], longest, 'so it would fire between two samples', 'three times as long')]
    : [];

const staleness = ({ stale }: WhenDocument, longest: Duration, at: Path): readonly Finding[] =>
  stale !== undefined && stale < longest
    ? [tooShort([...at, 'stale'], longest, 'so there would be no current value between two samples', 'three times as long')]
    : [];

const window = (when: WhenDocument, shortest: Duration, longest: Duration, at: Path): readonly Finding[] => {
  // A ratio stretches its window as far as it needs.
  const isUsed = when.ratio === undefined && when.reduce !== undefined && when.reduce !== 'last';
  if (when.window === undefined || !isUsed) return [];
  const path = [...at, 'window'];
  if (when.window < shortest) return [tooShort(path, shortest, 'so it would mostly be empty', 'several intervals long')];
  if (when.window >= longest) return [];
  const message = `is shorter than the longest interval of ${formatDuration(longest)}: for such targets it would mostly be empty`;
  return [warning(path, message, 'Match the targets that it is meant for, or choose a longer one.', 'value')];
};

const tooShort = (path: Path, interval: Duration, soThat: string, better: string): Finding =>
  error(path, `is shorter than the interval of ${formatDuration(interval)}, ${soThat}`, `Make it ${better}.`);

/** How often what the rule looks at has a sample: a scenario's step, or the intervals of the targets that it matches. */
const intervalsOf = (
  { match }: WhenDocument,
  metrics: readonly string[],
  document: ConfigDocument,
  context: ResolveContext,
): readonly Duration[] => {
  if (context.runtime === 'scenario') return context.step === undefined ? [] : [context.step];
  const sources = new Set<MetricOrigin>(metrics.flatMap((metric) => factsOf(metric)?.from ?? []));
  const wanted = parseMatchers(Object.fromEntries(Object.entries(match ?? {}).filter(([label]) => label === 'target')));
  return resolveTargets(document, context)
    .filter((target) => sources.has(target.source) && wanted.ok && matches(wanted.value, { target: target.id }))
    .map((target) => target.every);
};
