import type { Config } from '../../core/model/config.js';
import type { Rule } from '../../core/model/rule.js';
import type { AlertPattern } from '../../core/model/telling.js';
import { metricsOf } from '../../core/rule/group.js';

/**
 * The configuration with this rule and no others but those that bear on what it does: whose alerts would explain its own away, and,
 * where it compares with what is usual, those on the same metrics, because nothing is learnt while they fire.
 */
export const withCompanyOf = (config: Config, rule: Rule): Config => ({
  ...config,
  rules: config.rules.flatMap((other) => (other.id === rule.id ? [rule] : bearsOn(config, rule, other) ? [other] : [])),
});

const bearsOn = (config: Config, rule: Rule, other: Rule): boolean =>
  other.enabled && (explains(config, rule, other) || sharesBaseline(rule, other));

const explains = ({ inhibit }: Config, rule: Rule, other: Rule): boolean =>
  inhibit.some(({ when, mute }) => fits(mute, rule) && fits(when, other));

/** As far as it can be told before anything fires. */
const fits = (pattern: AlertPattern, { id, severity, category, impact }: Rule): boolean =>
  (pattern.rule === null || pattern.rule === id) &&
  (pattern.severity === null || pattern.severity === severity) &&
  (pattern.category === null || pattern.category === category) &&
  (pattern.impact === null || pattern.impact === impact);

const sharesBaseline = (rule: Rule, other: Rule): boolean =>
  'baseline' in rule.when.test && metricsOf(other.when.subject).some((metric) => metricsOf(rule.when.subject).includes(metric));
