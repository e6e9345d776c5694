import type { Labels } from '../model/labels.js';
import type { Suppression } from '../model/mute.js';
import type { RuleId } from '../model/rule.js';
import { matches } from '../rule/matcher.js';
import type { Instant } from '../time/instant.js';

/** Runs at `now`: started, not over, not ended by anybody. */
export const isActive = (suppression: Suppression, now: Instant): boolean =>
  suppression.ended === null && suppression.startsAt <= now && now < suppression.endsAt;

/** Mutes this alert, if it runs. The label `rule` stands for the rule's id. */
export const mutes = (suppression: Suppression, rule: RuleId, labels: Labels): boolean =>
  matches(suppression.matchers, { ...labels, rule });
