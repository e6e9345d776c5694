import type { Alert, Episode } from '../../core/model/alert.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { Severity } from '../../core/model/rule.js';
import type { RuleRow } from '../../core/model/rule-view.js';
import type { SourceKind } from '../../core/model/source-kind.js';
import type { SourceRow, SystemView } from '../../core/model/system-view.js';
import type { TargetRow } from '../../core/model/target-view.js';
import type { ConsoleView, DeskView, SuppressionRow } from '../../core/model/view.js';
import { indexSuppressions } from '../../core/mute/suppression-index.js';
import { beatLength, type TargetState } from '../../core/sample/target-state.js';
import type { Instant } from '../../core/time/instant.js';
import type { MadeOf } from '../../core/view/made-of.js';
import { nothingTallied, type RuleTally, ruleRow } from '../../core/view/rule.js';
import { targetRow } from '../../core/view/target.js';
import { watchView } from '../../core/view/watch.js';
import { mutesAt } from '../plan/mute.js';
import { isSynthetic } from '../rule/test-rule.js';
import { type Binding, nowOf, type World } from '../world.js';
import { createAlertRows } from './alerts.js';
import { createKeptRows } from './kept-rows.js';
import { nextTelling } from './next-telling.js';

/** What the view shows that the world does not hold. */
export interface ViewParts {
  readonly desk: () => DeskView;
  readonly system: (now: Instant) => SystemView;
  readonly source: (kind: SourceKind, targets: readonly TargetRow[]) => SourceRow;
  readonly pushed: () => readonly SourceRow[];
}

/** Makes the view of a world, building only the rows again whose ingredients are others than last time. */
export const createViewBuilder = (world: World, parts: ViewParts, madeOf: MadeOf): ((now: Instant) => ConsoleView) => {
  const kept = createKeptRows<TargetRow>();
  const alertsIn = createAlertRows(world, madeOf);

  return (now) => {
    const segments = [...world.segments, world.observation.open];
    const mutes = mutesAt(world, nowOf(world, now));
    const { rows, open } = alertsIn(mutes);
    const openNow = open.map(({ episode }) => episode);
    const firing = countFiring(openNow);
    const targets: Record<string, TargetRow> = {};
    for (const state of world.targets.values()) {
      // Other companies' pages are no part of the site: nothing is wrong with the watch when they are down.
      if (state.target.source === 'competitor') continue;
      targets[state.target.id] = kept.rowOf(state.target.id, targetKey(world, state, segments, firing, now), () =>
        targetRow(state, { ...nowOf(world, now), segments, firing: firing.get(state.target.id) ?? NOTHING_FIRES }),
      );
    }
    kept.asked();
    const targetRows = Object.values(targets);
    return {
      watch: watchView({
        now,
        bornAt: world.bornAt,
        observation: world.observation,
        segments,
        isSettling: world.settling !== null,
        targets: targetRows,
        open: open.map(({ episode, suppression }) => ({ episode, isSuppressed: suppression !== null })),
        suppressions: world.suppressions.values(),
        nextEscalation: nextTelling(world, openNow, mutes),
      }),
      desk: parts.desk(),
      system: parts.system(now),
      targets,
      alerts: rows,
      rules: ruleRows(world),
      sources: sourceRows(targetRows, parts),
      suppressions: suppressionRows(world, openNow),
    };
  };
};

const NOTHING_FIRES: Readonly<Record<Severity, number>> = { critical: 0, warning: 0, info: 0 };

const countFiring = (open: readonly Episode[]): Map<string, Record<Severity, number>> => {
  const counts = new Map<string, Record<Severity, number>>();
  for (const episode of open) {
    const target = episode.labels.target;
    if (target === undefined || episode.test) continue;
    const count = counts.get(target) ?? { critical: 0, warning: 0, info: 0 };
    count[episode.severity] += 1;
    counts.set(target, count);
  }
  return counts;
};

const targetKey = (
  world: World,
  state: TargetState,
  segments: readonly ObservationSegment[],
  firing: Map<string, Record<Severity, number>>,
  now: Instant,
): readonly unknown[] => {
  const count = firing.get(state.target.id) ?? NOTHING_FIRES;
  const bucket = Math.floor(now / beatLength(state.target));
  return [state, bucket, segments.length, world.observation.open, count.critical, count.warning, count.info];
};

const ruleRows = (world: World): Readonly<Record<string, RuleRow>> => {
  const tallies = new Map<string, RuleTally>();
  for (const binding of world.bindings.values()) {
    let tally = tallies.get(binding.rule.id);
    if (tally === undefined) {
      tally = nothingTallied();
      tallies.set(binding.rule.id, tally);
    }
    addTo(tally, binding, world.alerts.get(binding.fingerprint));
  }
  const rows: Record<string, RuleRow> = {};
  for (const rule of world.rules.values()) {
    if (!isSynthetic(rule)) rows[rule.id] = ruleRow(rule, tallies.get(rule.id) ?? nothingTallied());
  }
  return rows;
};

const addTo = (tally: RuleTally, { judgement, failure, members }: Binding, alert: Alert | undefined): void => {
  const state = alert?.phase.state;
  tally.groups += 1;
  tally.series += members.length;
  if (state === 'pending' || state === 'firing') tally[state] += 1;
  tally.verdicts[judgement.verdict] += 1;
  tally.failure ??= failure;
};

const sourceRows = (targets: readonly TargetRow[], parts: ViewParts): Readonly<Record<string, SourceRow>> => {
  const byKind = new Map<SourceKind, TargetRow[]>();
  for (const target of targets) {
    const rows = byKind.get(target.source);
    if (rows === undefined) byKind.set(target.source, [target]);
    else rows.push(target);
  }
  const looked = [...byKind].map(([kind, rows]) => parts.source(kind, rows));
  return Object.fromEntries([...looked, ...parts.pushed()].map((row) => [row.kind, row]));
};

const suppressionRows = (world: World, open: readonly Episode[]): Readonly<Record<string, SuppressionRow>> => {
  const counts = countMuted(world, open);
  return Object.fromEntries(
    [...world.suppressions.values()].map((suppression) => [
      suppression.id,
      {
        id: suppression.id,
        matchers: suppression.matchers,
        by: suppression.by.name,
        why: suppression.why,
        startsAt: suppression.startsAt,
        endsAt: suppression.endsAt,
        mutes: counts.get(suppression.id) ?? 0,
      },
    ]),
  );
};

/** How many open alerts each suppression means. */
const countMuted = (world: World, open: readonly Episode[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  if (world.suppressions.size === 0) return counts;
  const index = indexSuppressions(world.suppressions.values());
  for (const episode of open) {
    for (const { id } of index.meaning(episode.rule, episode.labels)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
};
