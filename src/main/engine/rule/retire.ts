import { resolveForGood } from '../../core/alert/advance.js';
import { fingerprintOf } from '../../core/alert/identity.js';
import type { Alert } from '../../core/model/alert.js';
import type { Labels } from '../../core/model/labels.js';
import type { Rule } from '../../core/model/rule.js';
import type { Series } from '../../core/model/sample.js';
import { isPolled } from '../../core/model/source-kind.js';
import type { TargetId } from '../../core/model/target.js';
import { alertLabels, selects } from '../../core/rule/group.js';
import { matches } from '../../core/rule/matcher.js';
import type { Instant } from '../../core/time/instant.js';
import { keepAlert, keepEpisode, nowOf, tell, type World } from '../world.js';
import { isSynthetic } from './test-rule.js';

/**
 * An alert that nothing will judge any more ends with the reason; what only waited to fire is forgotten.
 * `before`: the fingerprints of the alerts that series were tied to until now.
 */
export const retireAlerts = (world: World, before: ReadonlySet<string>, now: Instant): void => {
  for (const fingerprint of [...world.live]) {
    const alert = world.alerts.get(fingerprint);
    const reason = alert === undefined ? null : whyRetired(world, alert, before);
    if (alert !== undefined && reason !== null) retire(world, alert, reason, now);
  }
};

const retire = (world: World, alert: Alert, reason: string, now: Instant): void => {
  if (alert.phase.state !== 'firing') {
    keepAlert(world, { ...alert, phase: { state: 'inactive' } });
    return;
  }
  keepAlert(world, resolveForGood(alert, nowOf(world, now)).alert);
  const episode = world.episodes.get(alert.phase.episode);
  if (episode === undefined) return;
  keepEpisode(world, { ...episode, resolution: { at: now, how: 'rule-removed', by: null, reason, judged: null } });
  tell(world, episode, { at: now, kind: 'resolved', text: reason });
};

const NOTHING: ReadonlySet<string> = new Set();

/** Why nothing will judge this alert any more; null where something does, or may as soon as a target is read. */
export const whyRetired = (world: World, alert: Alert, before: ReadonlySet<string> = NOTHING): string | null => {
  const rule = world.rules.get(alert.rule);
  if (rule?.enabled !== true) return 'Its rule was removed or turned off.';
  if (isSynthetic(rule) || world.bindings.has(alert.fingerprint)) return null;
  if (isOrphaned(world, alert.labels) || makersAreGone(world, rule, alert)) return 'Its target was removed.';
  return before.has(alert.fingerprint) || !couldMake(rule, alert.labels)
    ? 'Its rule was changed, and is about others now.'
    : null;
};

/** Whether these are the labels of a target that is watched no more. */
export const isOrphaned = (
  { targets }: { readonly targets: { has(id: TargetId): boolean } },
  { target, source }: Labels,
): boolean => {
  return source !== undefined && isPolled(source) && target !== undefined && !targets.has(target as TargetId);
};

/** Whether every known series that the alert was made of is of such a target. */
const makersAreGone = (world: World, rule: Rule, alert: Alert): boolean => {
  const makers = [...world.series.values()].filter(({ series }) => makes(rule, series, alert));
  return makers.length > 0 && makers.every(({ series }) => isOrphaned(world, series.labels));
};

const makes = (rule: Rule, series: Series, { fingerprint }: Alert): boolean =>
  selects(rule, series) && fingerprintOf(rule.id, alertLabels(rule, series)) === fingerprint;

/** Whether the rule could make an alert of these labels, as far as the labels tell. */
const couldMake = (rule: Rule, labels: Labels): boolean => {
  const { by, match } = rule.when;
  const isOwn = (label: string): boolean => Object.hasOwn(rule.labels, label);
  const isSeen = (label: string): boolean => by === null || by.includes(label);
  if (!Object.entries(rule.labels).every(([label, value]) => labels[label] === value)) return false;
  if (!Object.keys(labels).every((label) => isOwn(label) || isSeen(label))) return false;
  const telling = match.filter(({ label }) => !isOwn(label) && isSeen(label));
  return matches(telling, labels);
};
