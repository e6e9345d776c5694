import { expectation } from '../baseline/expectation.js';
import { hourOf } from '../baseline/hours.js';
import { seasonOf } from '../baseline/seasonal.js';
import type { BaselineKind, BaselineState } from '../model/baseline.js';
import type { BaselineRow } from '../model/baseline-row.js';
import type { Rule } from '../model/rule.js';
import type { Series, SeriesId } from '../model/sample.js';
import { duration, type Instant } from '../time/instant.js';

export interface BaselineFacts {
  readonly id: SeriesId;
  readonly series: Series;
  readonly state: BaselineState;
  readonly kind: BaselineKind;
  readonly rules: readonly Rule[];
}

/** What the console shows of a baseline at `now`; `zone` is the site's. */
export const baselineRow = ({ id, series, state, kind, rules }: BaselineFacts, now: Instant, zone: string): BaselineRow => {
  const { readiness, band, used } = expectation(state, now, kind, zone);
  return {
    series: id,
    metric: series.name,
    labels: series.labels,
    kind,
    rules: rules.map(({ id: rule, name }) => ({ id: rule, name })),
    form: state.form,
    readiness,
    used,
    season: state.season === null || kind === 'ema' ? 'none' : seasonOf(state.season, hourOf(now)),
    band,
    samples: state.samples,
    span: duration(state.span),
    hours: state.average?.hours ?? 0,
    learnedTo: state.learnedTo,
    reset: state.reset,
  };
};
