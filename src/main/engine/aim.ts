import type { Config } from '../core/model/config.js';
import type { ChannelKind } from '../core/model/reason.js';
import type { Target } from '../core/model/target.js';
import { selects } from '../core/rule/group.js';
import { unread } from '../core/sample/target-state.js';
import { duration, type Instant } from '../core/time/instant.js';
import { bind } from './intake.js';
import { isOrphaned, retireAlerts } from './retire.js';
import { TEST_RULE } from './test-rule.js';
import type { World } from './world.js';

/** Puts a configuration into force: targets, rules, and the ties between rules and the series that are known. */
export const aim = (world: World, config: Config, now: Instant): void => {
  world.config = config;
  world.explained = null;
  aimChannels(world, config, now);
  const before = new Set(world.bindings.keys());
  aimTargets(world, config);
  aimRules(world, config);
  retireAlerts(world, before, now);
};

/** Of the channels that this process could use, those that the configuration turns on. */
const aimChannels = (world: World, config: Config, now: Instant): void => {
  const { desktop } = config.channels;
  const isOn = (kind: ChannelKind): boolean =>
    kind === 'desktop' ? desktop?.enabled === true : config.channels[kind] !== null;
  const hadEmail = world.channels.includes('email');
  world.channels = world.available.filter(isOn);
  // A desk that begins to write owes no summary of the time before.
  if (!hadEmail && world.channels.includes('email') && world.turns > 0) world.summaryAt = now;
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

const aimRules = (world: World, config: Config): void => {
  world.rules.clear();
  world.rulesByMetric.clear();
  world.bindings.clear();
  world.rules.set(TEST_RULE.id, TEST_RULE);
  for (const rule of config.rules) {
    world.rules.set(rule.id, rule);
    if (rule.enabled) world.rulesByMetric.set(rule.when.metric, [...(world.rulesByMetric.get(rule.when.metric) ?? []), rule]);
  }
  for (const state of world.series.values()) {
    state.bindings = [];
    state.keep = duration(0);
    if (isOrphaned(world, state.series.labels)) continue;
    for (const rule of world.rulesByMetric.get(state.series.name) ?? [])
      if (selects(rule, state.series)) bind(world, rule, state);
  }
};
