import type { Episode } from '../core/model/alert.js';
import type { AlertRow } from '../core/model/alert-view.js';
import type { ObservationSegment } from '../core/model/ledger.js';
import type { Judgement, Severity } from '../core/model/rule.js';
import type { RuleRow } from '../core/model/rule-view.js';
import type { SourceKind } from '../core/model/source-kind.js';
import type { SourceRow, SystemView } from '../core/model/system-view.js';
import type { TargetRow } from '../core/model/target-view.js';
import type { ConsoleView, DeskView, SuppressionRow } from '../core/model/view.js';
import { indexSuppressions } from '../core/mute/suppression-index.js';
import { beatLength, type TargetState } from '../core/sample/target-state.js';
import { days, type Instant } from '../core/time/instant.js';
import { alertRow } from '../core/view/alert.js';
import { type RuleGroup, ruleRow } from '../core/view/rule.js';
import { targetRow } from '../core/view/target.js';
import { watchView } from '../core/view/watch.js';
import { ruleOf } from './gone-rule.js';
import { nextTelling, reachOf } from './next-telling.js';
import { openEpisodes } from './open.js';
import { type Mutes, muteOf, mutesAt, suppressionOf } from './plan/mute.js';
import { subjectOf } from './subject.js';
import { isSynthetic } from './test-rule.js';
import { nowOf, type World } from './world.js';

/** What the view shows that the world does not hold. */
export interface ViewParts {
  readonly desk: () => DeskView;
  readonly system: (now: Instant) => SystemView;
  readonly source: (kind: SourceKind, targets: readonly TargetRow[]) => SourceRow;
  readonly pushed: () => readonly SourceRow[];
}

/** Resolved episodes stay in the view for a day, the newest of them. */
const SHOWN_FOR = days(1);
const MOST_SHOWN = 10_000;

/** Makes the view of a world, building only the rows again whose ingredients are others than last time. */
export const createViewBuilder = (world: World, parts: ViewParts): ((now: Instant) => ConsoleView) => {
  const targetRowOf = remembering<TargetRow>();
  const alertRowOf = remembering<AlertRow>();

  return (now) => {
    const segments = [...world.segments, world.observation.open];
    const mutes = mutesAt(world, nowOf(world, now));
    const open = openEpisodes(world).map((episode) => ({ episode, suppression: suppressionOf(world, episode, now) }));
    const firing = countFiring(open);
    const targets: Record<string, TargetRow> = {};
    for (const state of world.targets.values()) {
      // Other companies' pages are no part of the site: nothing is wrong with the watch when they are down.
      if (state.target.source === 'competitor') continue;
      targets[state.target.id] = targetRowOf(state.target.id, targetKey(world, state, segments, firing, now), () =>
        targetRow(state, { ...nowOf(world, now), segments, firing: firing.get(state.target.id) ?? NOTHING_FIRES }),
      );
    }
    const rows = Object.values(targets);
    return {
      watch: watchView({
        now,
        bornAt: world.bornAt,
        observation: world.observation,
        segments,
        isSettling: world.settling !== null,
        targets: rows,
        open: open.map(({ episode, suppression }) => ({ episode, isSuppressed: suppression !== null })),
        suppressions: world.suppressions.values(),
        nextEscalation: nextTelling(world, open, mutes),
      }),
      desk: parts.desk(),
      system: parts.system(now),
      targets,
      alerts: alertRows(world, alertRowOf, mutes),
      rules: ruleRows(world),
      sources: sourceRows(rows, parts),
      suppressions: suppressionRows(
        world,
        open.map(({ episode }) => episode),
      ),
    };
  };
};

/** A row per key, built again only when one of its ingredients is another than last time. */
const remembering = <Row>(): ((key: string, ingredients: readonly unknown[], build: () => Row) => Row) => {
  const known = new Map<string, { readonly ingredients: readonly unknown[]; readonly row: Row }>();
  return (key, ingredients, build) => {
    const last = known.get(key);
    if (last?.ingredients.every((ingredient, index) => ingredient === ingredients[index])) return last.row;
    const row = build();
    known.set(key, { ingredients, row });
    return row;
  };
};

const NOTHING_FIRES: Readonly<Record<Severity, number>> = { critical: 0, warning: 0, info: 0 };

const countFiring = (open: readonly { readonly episode: Episode }[]): Map<string, Record<Severity, number>> => {
  const counts = new Map<string, Record<Severity, number>>();
  for (const { episode } of open) {
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

/** The row of one episode, from all that the world knows of it now. */
export const rowOf = (
  world: World,
  episode: Episode,
  now: Instant,
  mutes: Mutes = mutesAt(world, nowOf(world, now)),
): AlertRow => {
  const rule = ruleOf(world, episode);
  return alertRow({
    episode,
    reach: (team) => reachOf(world, team, episode.severity),
    rule,
    alert: world.alerts.get(episode.fingerprint) ?? null,
    judgement: world.bindings.get(episode.fingerprint)?.judgement ?? null,
    suppression: suppressionOf(world, episode, now),
    mute: episode.resolution === null ? muteOf(world, mutes, episode) : null,
    summary: subjectOf(world, rule, episode.labels, episode.resolution === null ? episode.value : episode.worst).summary,
  });
};

const alertRows = (
  world: World,
  remembered: ReturnType<typeof remembering<AlertRow>>,
  mutes: Mutes,
): Readonly<Record<string, AlertRow>> => {
  const { now } = mutes.at;
  const oldest = now - SHOWN_FOR;
  const rows: Record<string, AlertRow> = {};
  let left = MOST_SHOWN;
  for (const episode of newestFirst(world)) {
    if (episode.resolution !== null && episode.resolution.at < oldest) continue;
    if (left === 0) break;
    left -= 1;
    rows[episode.id] = remembered(episode.id, alertKey(world, episode, mutes), () => rowOf(world, episode, now, mutes));
  }
  return rows;
};

const newestFirst = (world: World): readonly Episode[] => [...world.episodes.values()].reverse();

const alertKey = (world: World, episode: Episode, mutes: Mutes): readonly unknown[] => {
  if (episode.resolution !== null) return [episode, world.rules.get(episode.rule)];
  const judgement: Judgement | undefined = world.bindings.get(episode.fingerprint)?.judgement;
  const mute = muteOf(world, mutes, episode);
  const target = episode.labels.target;
  const reading = target === undefined ? undefined : world.targets.get(target as TargetState['target']['id'])?.reading;
  return [
    episode,
    world.rules.get(episode.rule),
    world.alerts.get(episode.fingerprint),
    judgement?.verdict,
    mute?.because,
    mute?.by,
    mute?.until,
    suppressionOf(world, episode, mutes.at.now),
    reading,
  ];
};

const ruleRows = (world: World): Readonly<Record<string, RuleRow>> => {
  const groups = new Map<string, RuleGroup[]>();
  for (const binding of world.bindings.values()) {
    const phase = world.alerts.get(binding.fingerprint)?.phase.state ?? 'inactive';
    const { judgement, failure } = binding;
    const group = { phase, judgement, failure, members: binding.members.length };
    const known = groups.get(binding.rule.id);
    if (known === undefined) groups.set(binding.rule.id, [group]);
    else known.push(group);
  }
  const rows: Record<string, RuleRow> = {};
  for (const rule of world.rules.values()) {
    if (!isSynthetic(rule)) rows[rule.id] = ruleRow(rule, groups.get(rule.id) ?? []);
  }
  return rows;
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
