import type { Labels } from '../../core/model/labels.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Rule } from '../../core/model/rule.js';
import type { Series } from '../../core/model/sample.js';
import { STATUS } from '../../core/rule/event.js';
import { alertLabels, metricsOf, wantedLabels } from '../../core/rule/group.js';
import { seriesId } from '../../core/sample/series.js';
import { sayLabels } from '../../core/text/labels.js';
import { hasLabels } from '../explain/find.js';
import type { PlayedSeries } from '../replay/feed.js';

/** The series that a scenario plays: all that make up one of the rule's alerts. */
export interface Cast {
  readonly labels: Labels;
  readonly series: readonly PlayedSeries[];
  /** Nothing of it was ever recorded: its series are made up. */
  readonly isMadeUp: boolean;
  readonly alerts: readonly Labels[];
}

const MOST_ALERTS = 50;
const MOST_SERIES = 50;

/** The recorded series of the alert with these labels, or of the first one; made-up ones where nothing was recorded. */
export const castOf = (rule: Rule, known: readonly PlayedSeries[], wanted: Labels | null): Result<Cast, Refusal> => {
  const groups = new Map<string, { readonly labels: Labels; readonly series: PlayedSeries[] }>();
  for (const one of known) {
    const labels = alertLabels(rule, one.series);
    const key = seriesId({ name: '', labels });
    const group = groups.get(key) ?? { labels, series: [] };
    groups.set(key, group);
    group.series.push(one);
  }
  const all = [...groups.values()];
  const chosen = wanted === null ? all[0] : all.find(({ labels }) => hasLabels(labels, wanted));
  if (chosen === undefined && all.length > 0) return fail(noSuch(rule, wanted ?? {}));
  const labels = chosen?.labels ?? wantedLabels(rule);
  const found = (chosen?.series ?? []).slice(0, MOST_SERIES);
  return ok({
    labels,
    series: completed(rule, found, labels),
    isMadeUp: found.length === 0,
    alerts: all.slice(0, MOST_ALERTS).map((group) => group.labels),
  });
};

const noSuch = (rule: Rule, labels: Labels): Refusal => ({
  code: 'not-found',
  message: `The rule ${rule.id} has no alert with these labels: ${sayLabels(labels)}.`,
  field: 'labels',
});

/** Of each metric that the rule looks at there has to be a series, and of an event one that is well and one that is not. */
const completed = (rule: Rule, found: readonly PlayedSeries[], labels: Labels): readonly PlayedSeries[] => {
  const like = found[0]?.series.labels ?? labels;
  const isThere = (series: Series): boolean =>
    found.some((one) => one.series.name === series.name && one.series.labels[STATUS] === series.labels[STATUS]);
  const needed = metricsOf(rule.when.subject).flatMap((name) => seriesNeeded(rule, name, like));
  const missing = needed.filter((series) => !isThere(series)).map((series) => ({ id: seriesId(series), series }));
  return [...found, ...missing];
};

/** What an event is called that is not the one that a rule waits for. */
const otherStatus = (status: string): string => (status === 'succeeded' ? 'failed' : 'succeeded');

const seriesNeeded = ({ when: { test } }: Rule, name: string, labels: Labels): readonly Series[] => {
  if (test.kind !== 'event') return [{ name, labels }];
  const statuses = [test.status, otherStatus(test.status)];
  return statuses.map((status) => ({ name, labels: { ...labels, [STATUS]: status } }));
};
