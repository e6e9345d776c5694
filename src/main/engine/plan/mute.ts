import type { Now } from '../../core/alert/advance.js';
import type { Alert, Episode } from '../../core/model/alert.js';
import type { Mute, MuteFact, Suppression } from '../../core/model/mute.js';
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
  isSettling: isSettling(world),
  maintenance: runningMaintenance(world.config.maintenance, at.now),
  known: new Map(),
});

/** Whether the desk does not look, or waits until it has looked at all targets afresh. */
export const isSettling = (world: World): boolean => world.settling !== null || world.observation.open.cause !== 'observed';

/** What mutes an episode, if anything does. A test is muted by what people did to it, and waits as all do until the desk has looked. */
export const muteOf = (world: World, mutes: Mutes, episode: Episode): Mute | null => {
  const known = mutes.known.get(episode.id);
  if (known !== undefined) return known;
  const found = findMute(world, mutes, episode);
  mutes.known.set(episode.id, found);
  return found;
};

/** The same for one of very many whose alert is at hand: where nothing can mute it, nothing is looked for and remembered. */
export const muteOfMany = (world: World, mutes: Mutes, episode: Episode, alert: Alert | undefined): Mute | null => {
  const isPlanned = mutes.isSettling || world.suppressions.size > 0 || mutes.maintenance.length > 0;
  const isMuted = isPlanned || explainedIn(world).has(episode.id) || isFlapping(alert, mutes.at);
  return isMuted ? muteOf(world, mutes, episode) : null;
};

const isFlapping = (alert: Alert | undefined, { observed }: Now): boolean =>
  alert !== undefined && flappingUntil(alert, observed) !== null;

type MuteCheck = (world: World, mutes: Mutes, episode: Episode) => Mute | null;

const SETTLING: Mute = { because: 'settling', by: 'targets are read afresh first', until: null };

const settlingMuteOf: MuteCheck = (_, mutes) => (mutes.isSettling ? SETTLING : null);

const suppressedMuteOf: MuteCheck = (world, mutes, episode) => {
  const suppression = suppressionOf(world, episode, mutes.at.now);
  return suppression === null ? null : { because: 'suppressed', by: suppression.by.name, until: suppression.endsAt };
};

const maintenanceMuteOf: MuteCheck = (_, mutes, episode) => {
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

/** By open episode which other explains it; looked for once until something changes. */
const explainedIn = (world: World): ReadonlyMap<string, string> => {
  if (world.config.inhibit.length === 0) return NOTHING;
  world.explained ??= explainedBy(firingOf(world), world.config.inhibit);
  return world.explained;
};

const NOTHING: ReadonlyMap<string, string> = new Map();

const explainedMuteOf: MuteCheck = (world, _, episode) => {
  if (episode.test) return null;
  const source = explainedIn(world).get(episode.id);
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

const flappingMuteOf: MuteCheck = (world, { at }, episode) => {
  const alert = episode.test ? undefined : world.alerts.get(episode.fingerprint);
  const until = alert === undefined ? null : flappingUntil(alert, at.observed);
  return until === null ? null : { because: 'flapping', by: 'it changes too often', until: after(at.now, until - at.observed) };
};

/** What can mute an alert, in the order in which it is looked for: the first that does is the one that is named. */
const CHECKS: readonly (readonly [Mute['because'], MuteCheck])[] = [
  ['settling', settlingMuteOf],
  ['suppressed', suppressedMuteOf],
  ['maintenance', maintenanceMuteOf],
  ['inhibited', explainedMuteOf],
  ['flapping', flappingMuteOf],
];

const findMute: MuteCheck = (world, mutes, episode) => {
  for (const [, check] of CHECKS) {
    const mute = check(world, mutes, episode);
    if (mute !== null) return mute;
  }
  return null;
};

/** Everything that could mute an episode, in the order in which it is looked for, and what does. */
export const allMutesOf = (world: World, mutes: Mutes, episode: Episode): readonly MuteFact[] =>
  CHECKS.map(([because, check]) => ({ because, mute: check(world, mutes, episode) }));

/** What people planned: a suppression, or a maintenance window. */
export const plannedMuteOf: MuteCheck = (world, mutes, episode) =>
  suppressedMuteOf(world, mutes, episode) ?? maintenanceMuteOf(world, mutes, episode);
