import type { Episode } from '../../core/model/alert.js';
import type { Rule } from '../../core/model/rule.js';
import type { World } from '../world.js';
import { TEST_RULE } from './test-rule.js';

/** The rule of an episode. One that is no longer configured has a stand-in, so that its past is still shown and its end still told. */
export const ruleOf = (world: World, episode: Episode): Rule => world.rules.get(episode.rule) ?? goneRule(episode);

const goneRule = (episode: Episode): Rule => ({
  ...TEST_RULE,
  id: episode.rule,
  name: episode.rule,
  severity: episode.severity,
  businessImpact: '',
});
