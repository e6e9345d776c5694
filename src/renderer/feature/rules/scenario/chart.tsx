import type { HistoryRange, RuleScenario, ScenarioEvent, SeriesId } from '../../../../preload/contract/views.js';
import { TimeChart } from '../../../chart/time-chart.js';
import { quantity } from '../../../text/quantity.js';

/** What was evaluated: value, band and limit, with the moments at which the alert changed. */
export const ScenarioChart = ({ scenario }: { scenario: RuleScenario }) => {
  const { metric, points } = scenario;
  const limits = new Set(points.flatMap(({ threshold }) => threshold ?? []));
  const [limit] = limits;
  const moves = limits.size > 1;
  return (
    <TimeChart
      metric={metric}
      look="lines"
      height={170}
      from={scenario.from}
      to={scenario.to}
      ranges={[rangeOf(scenario, 'value'), ...(moves ? [rangeOf(scenario, 'threshold')] : [])]}
      labels={['what the rule compares', 'its limit']}
      unobserved={unobservedOf(scenario)}
      {...(points.some(({ band }) => band !== null) ? { band: bandOf(scenario) } : {})}
      {...(limit === undefined || moves ? {} : { threshold: { value: limit, label: `limit ${quantity(limit, metric)}` } })}
      moments={momentsOf(scenario)}
    />
  );
};

const rangeOf = ({ points, metric, labels, from, to }: RuleScenario, key: 'value' | 'threshold'): HistoryRange => ({
  id: key as SeriesId,
  series: { name: metric, labels },
  unit: '',
  resolution: (to - from) / 1_000 / Math.max(1, points.length),
  points: points.flatMap((point) => {
    const value = point[key];
    return value === null ? [] : [[point.at, value, value, value, point.n] as const];
  }),
});

const bandOf = ({ points }: RuleScenario) =>
  points.flatMap(({ at, band }) => (band === null ? [] : [{ at, expected: (band.low + band.high) / 2, ...band }]));

const unobservedOf = ({ course, from, stretch }: RuleScenario) =>
  course.flatMap((one, index) =>
    one === 'unobserved'
      ? [
          {
            from: (from + index * stretch) as typeof from,
            to: (from + (index + 1) * stretch) as typeof from,
            cause: 'offline' as const,
          },
        ]
      : [],
  );

const WORDS = { pending: 'pending', firing: 'fires', resolved: 'resolved' } as const;

/** Words nearer to each other than this share of the chart would lie on one another. */
const NEAREST = 0.1;

/** One mark for each kind of change is enough to find one's way; the list below has them all. */
const momentsOf = ({ events, from, to }: RuleScenario): readonly { at: number; word: string }[] => {
  const found = new Map<string, { at: number; word: string }>();
  for (const event of events) {
    const word = wordOf(event);
    if (word !== null && !found.has(word)) found.set(word, { at: event.at, word });
  }
  const fires = found.get(WORDS.firing);
  const pending = found.get(WORDS.pending);
  if (fires !== undefined && pending !== undefined && fires.at - pending.at < NEAREST * (to - from))
    found.delete(WORDS.pending);
  return [...found.values()];
};

const wordOf = (event: ScenarioEvent): string | null => {
  if (event.kind === 'escalated') return `level ${event.level}`;
  return event.kind === 'state' && event.to !== 'inactive' ? WORDS[event.to] : null;
};
