import { resolveForGood } from '../core/alert/advance.js';
import type { Alert } from '../core/model/alert.js';
import type { Config } from '../core/model/config.js';
import type { Rule } from '../core/model/rule.js';
import type { TargetId } from '../core/model/target.js';
import { metricsOf } from '../core/rule/group.js';
import { unread } from '../core/sample/target-state.js';
import type { Instant } from '../core/time/instant.js';
import { bindAll } from './bind.js';
import { TEST_RULE } from './test-rule.js';
import { keepAlert, keepEpisode, nowOf, tell, type World } from './world.js';

/** Puts a configuration into force: targets, rules, and the ties between rules and the series that are known. */
export const aim = (world: World, config: Config, now: Instant): void => {
  world.config = config;
  world.channels = world.available.filter((channel) => channel !== 'desktop' || config.channels.desktop?.enabled === true);
  aimTargets(world, config);
  aimRules(world, config, now);
  retireAlerts(world, now);
};

const aimTargets = (world: World, config: Config): void => {
  const wanted = new Set(config.targets.map((target) => target.id));
  for (const id of world.targets.keys()) if (!wanted.has(id)) world.targets.delete(id);
  for (const target of config.targets) {
    const known = world.targets.get(target.id);
    world.targets.set(target.id, known === undefined ? unread(target) : { ...known, target });
  }
};

const aimRules = (world: World, config: Config, now: Instant): void => {
  world.rules.clear();
  world.rulesByMetric.clear();
  world.rules.set(TEST_RULE.id, TEST_RULE);
  for (const rule of config.rules) {
    world.rules.set(rule.id, rule);
    if (!rule.enabled) continue;
    for (const metric of metricsOf(rule.when.subject)) rulesOf(world, metric).push(rule);
  }
  bindAll(world, nowOf(world, now).observed);
};

const rulesOf = (world: World, metric: string): Rule[] => {
  const known = world.rulesByMetric.get(metric) ?? [];
  world.rulesByMetric.set(metric, known);
  return known;
};

/** An alert whose rule or target is gone ends with that reason; what only waited to fire is forgotten. */
const retireAlerts = (world: World, now: Instant): void => {
  const at = nowOf(world, now);
  for (const fingerprint of [...world.live]) {
    const alert = world.alerts.get(fingerprint);
    const reason = alert === undefined ? null : whyRetired(world, alert);
    if (alert === undefined || reason === null) continue;
    const { phase } = alert;
    if (phase.state !== 'firing') {
      keepAlert(world, { ...alert, phase: { state: 'inactive' } });
      continue;
    }
    keepAlert(world, resolveForGood(alert, at).alert);
    const episode = world.episodes.get(phase.episode);
    if (episode === undefined) continue;
    keepEpisode(world, { ...episode, resolution: { at: now, how: 'rule-removed', by: null, reason, judged: null } });
    tell(world, episode, { at: now, kind: 'resolved', text: reason });
  }
};

const whyRetired = (world: World, alert: Alert): string | null => {
  if (world.rules.get(alert.rule)?.enabled !== true) return 'Its rule was removed or turned off.';
  const { target, source } = alert.labels;
  const isPolled = source === 'http' || source === 'host';
  return isPolled && target !== undefined && !world.targets.has(target as TargetId) ? 'Its target was removed.' : null;
};
