import type { Episode } from '../model/alert.js';
import type { ObservationSegment } from '../model/ledger.js';
import type { Suppression } from '../model/mute.js';
import type { Severity } from '../model/rule.js';
import type { TargetRow } from '../model/target-view.js';
import type { NextTelling, WatchState, WatchView } from '../model/view.js';
import { isActive } from '../mute/suppression.js';
import { coverage, type Observation, unobservedWithin } from '../observe/observation.js';
import { after, days, type Instant, minutes } from '../time/instant.js';

/** What the state of the watch rests on. */
export interface WatchContext {
  readonly now: Instant;
  readonly bornAt: Instant;
  readonly observation: Observation;
  /** The desk's segments of the last day, the open one last. */
  readonly segments: readonly ObservationSegment[];
  readonly isSettling: boolean;
  readonly targets: readonly TargetRow[];
  /** Open episodes, and whether something mutes each. */
  readonly open: readonly { readonly episode: Episode; readonly isSuppressed: boolean }[];
  readonly suppressions: Iterable<Suppression>;
  readonly nextEscalation: NextTelling | null;
}

export const watchView = (context: WatchContext): WatchView => {
  const { now, targets } = context;
  const from = after(now, -days(1));
  // A minute's grain is enough for people, and keeps the figure from changing with every look.
  const grain = (Math.floor(now / minutes(1)) * minutes(1)) as Instant;
  const firing: Record<Severity, number> = { critical: 0, warning: 0, info: 0 };
  let acknowledged = 0;
  let suppressed = 0;
  for (const { episode, isSuppressed } of context.open) {
    if (episode.test) continue;
    if (isSuppressed) suppressed += 1;
    else if (episode.acknowledgement !== null) acknowledged += 1;
    else firing[episode.severity] += 1;
  }
  const open = context.observation.open;
  const mutedUntil = muteOfEverything(context.suppressions, now);
  const isUnread = targets.length > 0 && targets.every((target) => target.lastAt === null);
  const counted = countTargets(targets);
  // Whatever people did to its alert, nothing is well while a target is down.
  const wrong = acknowledged + suppressed + counted.down;
  return {
    state: stateOf({ isBlind: open.cause !== 'observed', mutedUntil, firing, others: wrong, isUnread }),
    firing,
    acknowledged,
    suppressed,
    targets: counted,
    freshAt: newest(targets),
    freshUntil: allFreshUntil(targets),
    blind: open.cause === 'observed' ? null : { since: open.from, cause: open.cause },
    mutedUntil,
    isSettling: context.isSettling,
    coverage: coverage(context.segments, from, grain, context.bornAt),
    bornAt: context.bornAt,
    unobserved: unobservedWithin(context.segments, from, now).map((gap) => (gap.to >= now ? { ...gap, to: null } : gap)),
    nextEscalation: context.nextEscalation,
  };
};

const stateOf = (facts: {
  readonly isBlind: boolean;
  readonly mutedUntil: Instant | null;
  readonly firing: Readonly<Record<Severity, number>>;
  /** What is wrong besides: alerts in hand or suppressed, and targets that are down. */
  readonly others: number;
  readonly isUnread: boolean;
}): WatchState => {
  if (facts.isBlind) return 'blind';
  if (facts.mutedUntil !== null) return 'muted';
  const { critical, warning, info } = facts.firing;
  if (critical + warning + info + facts.others > 0) return 'problem';
  return facts.isUnread ? 'starting' : 'ok';
};

const muteOfEverything = (suppressions: Iterable<Suppression>, now: Instant): Instant | null => {
  let until: Instant | null = null;
  for (const suppression of suppressions) {
    if (suppression.matchers.length > 0 || !isActive(suppression, now)) continue;
    if (until === null || suppression.endsAt > until) until = suppression.endsAt;
  }
  return until;
};

const countTargets = (targets: readonly TargetRow[]): WatchView['targets'] => {
  const count = { total: targets.length, up: 0, down: 0, unknown: 0 };
  for (const target of targets) count[target.state] += 1;
  return count;
};

const newest = (targets: readonly TargetRow[]): Instant | null =>
  targets.reduce<Instant | null>(
    (latest, { lastAt }) => (lastAt !== null && (latest === null || lastAt > latest) ? lastAt : latest),
    null,
  );

/** Until when all sources count as fresh: the first of them to be out of date ends it. */
export const allFreshUntil = (targets: readonly TargetRow[]): Instant | null => {
  const bySource = new Map<string, TargetRow[]>();
  for (const target of targets) {
    const known = bySource.get(target.source);
    if (known === undefined) bySource.set(target.source, [target]);
    else known.push(target);
  }
  let first: Instant | null = null;
  for (const rows of bySource.values()) {
    const until = freshUntil(rows);
    if (until !== null && (first === null || until < first)) first = until;
  }
  return first;
};

/** Until when a source counts as fresh whose targets these are: as long as any of them does. */
export const freshUntil = (targets: readonly TargetRow[]): Instant | null =>
  targets.reduce<Instant | null>(
    (latest, { freshUntil: until }) => (until !== null && (latest === null || until > latest) ? until : latest),
    null,
  );
