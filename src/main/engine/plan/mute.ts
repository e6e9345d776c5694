import type { Now } from '../../core/alert/advance.js';
import type { Episode } from '../../core/model/alert.js';
import type { Mute, Suppression } from '../../core/model/mute.js';
import { explainedBy, type Firing } from '../../core/mute/inhibition.js';
import { maintenanceOf, type RunningMaintenance, runningMaintenance } from '../../core/mute/maintenance.js';
import { isActive } from '../../core/mute/suppression.js';
import { indexSuppressions } from '../../core/mute/suppression-index.js';
import { flappingUntil } from '../../core/notify/decide.js';
import { after, type Instant } from '../../core/time/instant.js';
import { openEpisodes } from '../open.js';
import type { World } from '../world.js';

/** What mutes alerts at one instant, looked up once for all of them. */
export interface Mutes {
  readonly at: Now;
  readonly isSettling: boolean;
  readonly maintenance: readonly RunningMaintenance[];
  /** What was found for an episode already: nothing that mutes changes while one pass lasts. */
  readonly known: Map<string, Mute | null>;
}

export const mutesAt = (world: World, at: Now): Mutes => ({
  at,
  isSettling: world.settling !== null || world.observation.open.cause !== 'observed',
  maintenance: runningMaintenance(world.config.maintenance, at.now),
  known: new Map(),
});

/** What mutes an episode, if anything does. A test is muted by people alone. */
export const muteOf = (world: World, mutes: Mutes, episode: Episode): Mute | null => {
  const known = mutes.known.get(episode.id);
  if (known !== undefined) return known;
  const found = findMute(world, mutes, episode);
  mutes.known.set(episode.id, found);
  return found;
};

const SETTLING: Mute = { because: 'settling', by: 'targets are read afresh first', until: null };

const findMute = (world: World, mutes: Mutes, episode: Episode): Mute | null => {
  if (mutes.isSettling) return SETTLING;
  const planned = plannedMuteOf(world, mutes, episode);
  if (planned !== null || episode.test) return planned;
  return explainedMuteOf(world, episode) ?? flappingMuteOf(world, mutes, episode);
};

/** What people planned: a suppression, or a maintenance window. */
export const plannedMuteOf = (world: World, mutes: Mutes, episode: Episode): Mute | null => {
  const suppression = suppressionOf(world, episode, mutes.at.now);
  if (suppression !== null) return { because: 'suppressed', by: suppression.by.name, until: suppression.endsAt };
  const running = episode.test ? null : maintenanceOf(mutes.maintenance, episode.rule, episode.labels);
  return running === null ? null : { because: 'maintenance', by: running.window.name, until: running.endsAt };
};

/** Of the suppressions that mute an episode, the one that lasts longest; null where none does. */
export const suppressionOf = (world: World, episode: Episode, now: Instant): Suppression | null => {
  if (world.suppressions.size === 0) return null;
  world.suppressionIndex ??= indexSuppressions(world.suppressions.values());
  let longest: Suppression | null = null;
  for (const suppression of world.suppressionIndex.meaning(episode.rule, episode.labels)) {
    if (isActive(suppression, now) && (longest === null || suppression.endsAt > longest.endsAt)) longest = suppression;
  }
  return longest;
};

const explainedMuteOf = (world: World, episode: Episode): Mute | null => {
  if (world.config.inhibit.length === 0) return null;
  world.explained ??= explainedBy(firingOf(world), world.config.inhibit);
  const source = world.explained.get(episode.id);
  if (source === undefined) return null;
  const explaining = world.episodes.get(source);
  const name = explaining === undefined ? undefined : world.rules.get(explaining.rule)?.name;
  return { because: 'inhibited', by: name ?? source, until: null };
};

/** Everything that fires, in the order in which it began. A test explains nothing. */
const firingOf = (world: World): readonly Firing[] => {
  const firing: (Firing & { readonly firedAt: Instant })[] = [];
  for (const { id, rule, severity, labels, firedAt, test } of openEpisodes(world)) {
    const known = world.rules.get(rule);
    if (known === undefined || test) continue;
    firing.push({ id, rule, severity, labels, category: known.category, impact: known.impact, firedAt });
  }
  return firing.sort((a, b) => a.firedAt - b.firedAt);
};

const flappingMuteOf = (world: World, { at }: Mutes, episode: Episode): Mute | null => {
  const alert = world.alerts.get(episode.fingerprint);
  const until = alert === undefined ? null : flappingUntil(alert, at.observed);
  return until === null ? null : { because: 'flapping', by: 'it changes too often', until: after(at.now, until - at.observed) };
};
