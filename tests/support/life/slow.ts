import type { Config } from '../../../src/main/core/model/config.js';
import type { Rule, Test } from '../../../src/main/core/model/rule.js';
import type { LevelPlan } from '../../../src/main/core/model/telling.js';
import { type Duration, duration } from '../../../src/main/core/time/instant.js';

/** The same configuration for a desk that looks `factor` times as seldom: what lasts lasts so much longer. */
export const slowedDown = (config: Config, factor: number): Config => {
  const slow = (length: Duration): Duration => duration(length * factor);
  const perhaps = (length: Duration | null): Duration | null => (length === null ? null : slow(length));
  const level = (plan: LevelPlan): LevelPlan => ({
    ...plan,
    after: {
      high: slow(plan.after.high),
      medium: slow(plan.after.medium),
      low: slow(plan.after.low),
      none: slow(plan.after.none),
    },
  });
  const test = (one: Test): Test => {
    if (one.kind === 'absent') return { ...one, for: slow(one.for) };
    return one.kind === 'trend' ? { ...one, over: slow(one.over) } : one;
  };
  const rule = (one: Rule): Rule => ({
    ...one,
    for: slow(one.for),
    repeat: perhaps(one.repeat),
    resolve: { ...one.resolve, after: slow(one.resolve.after) },
    when: { ...one.when, stale: perhaps(one.when.stale), test: test(one.when.test), subject: subject(one.when.subject) },
  });
  const subject = (one: Rule['when']['subject']): Rule['when']['subject'] =>
    one.kind === 'ratio'
      ? { ...one, window: slow(one.window), stretchTo: slow(one.stretchTo) }
      : { ...one, window: perhaps(one.window) };
  const { email, sms, ...others } = config.channels;
  const { critical, warning } = config.escalation;
  return {
    ...config,
    rules: config.rules.map(rule),
    channels: {
      ...others,
      email: email === null ? null : { ...email, digest: slow(email.digest) },
      sms: sms === null ? null : { ...sms, acknowledgeWithin: slow(sms.acknowledgeWithin) },
    },
    escalation: { ...config.escalation, critical: critical.map(level), warning: warning.map(level) },
  };
};
