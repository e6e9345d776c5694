import { bandCourse, COURSE_RUN_UP } from '../../core/baseline/course.js';
import { bornBaseline } from '../../core/baseline/state.js';
import { trendOf } from '../../core/baseline/trend.js';
import { baselineKindOf, wantedSeason } from '../../core/baseline/wanted.js';
import type { BaselineHour, BaselineKind } from '../../core/model/baseline.js';
import type { BaselineDetail, BaselineRow } from '../../core/model/baseline-row.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Rule, RuleId } from '../../core/model/rule.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { TargetId } from '../../core/model/target.js';
import type { Clock } from '../../core/port/clock.js';
import type { BaselineQuestion } from '../../core/port/desk.js';
import type { Journal } from '../../core/port/journal.js';
import { after, days, hours, type Instant } from '../../core/time/instant.js';
import { baselineRow } from '../../core/view/baseline.js';
import type { SeriesState, World } from '../world.js';

export interface BaselinesParts {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
}

export interface Baselines {
  baselines(wanted: { readonly rule?: RuleId; readonly target?: TargetId }): Promise<readonly BaselineRow[]>;
  baseline(question: BaselineQuestion): Promise<Result<BaselineDetail, Refusal>>;
}

/** Shows what is learnt: of each series that a rule compares with its baseline. */
export const createBaselines = ({ world, clock, journal }: BaselinesParts): Baselines => ({
  baselines: async ({ rule, target }) => {
    const now = clock.now();
    const rows: BaselineRow[] = [];
    for (const state of world.series.values()) {
      if (target !== undefined && state.series.labels.target !== target) continue;
      for (const [kind, rules] of kindsOf(state))
        if (rule === undefined || rules.some(({ id }) => id === rule)) rows.push(rowOf(world, state, kind, rules, now));
    }
    return rows.sort(byName);
  },
  baseline: async ({ series, kind, from, to }) => {
    const state = world.series.get(series);
    const rules = state === undefined ? undefined : kindsOf(state).get(kind);
    if (state === undefined || rules === undefined) return fail(unknown(series));
    const now = clock.now();
    const learnt = await journal.baselineHours(series, after(from, -COURSE_RUN_UP), after(to, 1));
    const week = await journal.baselineHours(series, after(now, -days(7)), now);
    return ok({
      row: rowOf(world, state, kind, rules, now),
      course: bandCourse({ state: known(state), kind, zone: world.config.site.timeZone, learnt, from, to }),
      hours: learnt.filter(({ at }) => at >= from),
      trend: trendOf(sinceReset(week, known(state).reset?.at ?? null), 0.05)?.text ?? null,
    });
  },
});

const unknown = (series: SeriesId): Refusal => ({
  code: 'not-found',
  message: `Nothing is learnt of ${series}: no rule compares it with such a baseline.`,
  field: 'series',
});

/** The rules on a series that compare with a baseline, by which one. */
const kindsOf = ({ bindings }: SeriesState): ReadonlyMap<BaselineKind, readonly Rule[]> => {
  const kinds = new Map<BaselineKind, Rule[]>();
  for (const { rule } of bindings) {
    const kind = baselineKindOf(rule);
    if (kind !== null) kinds.set(kind, [...(kinds.get(kind) ?? []), rule]);
  }
  return kinds;
};

/** Before its first sample was learnt a series has nothing yet. */
const known = ({ baseline, bindings, series }: SeriesState) =>
  baseline ?? bornBaseline(series.name, wantedSeason(bindings) ?? 'none');

const rowOf = (world: World, state: SeriesState, kind: BaselineKind, rules: readonly Rule[], now: Instant): BaselineRow =>
  baselineRow({ id: state.id, series: state.series, state: known(state), kind, rules }, now, world.config.site.timeZone);

const byName = (a: BaselineRow, b: BaselineRow): number => (a.series < b.series ? -1 : a.series > b.series ? 1 : 0);

/** What came before a reset is no measure of how things move. */
const sinceReset = (learnt: readonly BaselineHour[], resetAt: Instant | null) =>
  learnt.filter(({ at }) => resetAt === null || at + hours(1) > resetAt).map(({ at, mean }) => ({ at, value: mean }));
