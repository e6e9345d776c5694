import type { Config } from '../core/model/config.js';
import type { ChannelKind } from '../core/model/reason.js';
import type { Target } from '../core/model/target.js';
import { indexRules } from '../core/rule/rule-index.js';
import { unread } from '../core/sample/target-state.js';
import type { Instant } from '../core/time/instant.js';
import { aimSummary } from './plan/owed.js';
import { bindAll } from './rule/bind.js';
import { retireAlerts } from './rule/retire.js';
import { SYNTHETIC_RULES } from './rule/test-rule.js';
import { nowOf, type World } from './world.js';

/** Puts a configuration into force: targets, rules, and the ties between rules and the series that are known. */
export const aim = (world: World, config: Config, now: Instant): void => {
  world.config = config;
  world.explained = null;
  aimChannels(world, config);
  aimSummary(world, now);
  const before = new Set(world.bindings.keys());
  aimTargets(world, config);
  aimRules(world, config, now);
  retireAlerts(world, before, now);
};

/** Of the channels that this process could use, those that the configuration turns on. */
const aimChannels = (world: World, config: Config): void => {
  const { desktop } = config.channels;
  const isOn = (kind: ChannelKind): boolean =>
    kind === 'desktop' ? desktop?.enabled === true : config.channels[kind] !== null;
  world.channels = world.available.filter(isOn);
};

const aimTargets = (world: World, config: Config): void => {
  const wanted = new Set(config.targets.map((target) => target.id));
  for (const id of world.targets.keys()) if (!wanted.has(id)) world.targets.delete(id);
  for (const target of config.targets) {
    const known = world.targets.get(target.id);
    if (known === undefined) world.targets.set(target.id, unread(target));
    else if (!isSame(known.target, target)) world.targets.set(target.id, { ...known, target });
  }
};

/** One that did not change stays the same object: by that a look under way is known to be of the target as it is now. */
const isSame = (known: Target, target: Target): boolean => JSON.stringify(known) === JSON.stringify(target);

const aimRules = (world: World, config: Config, now: Instant): void => {
  world.rules.clear();
  for (const rule of [...SYNTHETIC_RULES, ...config.rules]) world.rules.set(rule.id, rule);
  world.ruleIndex = indexRules(config.rules);
  bindAll(world, nowOf(world, now).observed);
};
