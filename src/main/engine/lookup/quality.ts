import type { Episode } from '../../core/model/alert.js';
import type { QualityView } from '../../core/model/quality.js';
import type { RuleId } from '../../core/model/rule.js';
import type { Clock } from '../../core/port/clock.js';
import type { Journal } from '../../core/port/journal.js';
import { qualityOf } from '../../core/quality/quality.js';
import { after, days, type Instant } from '../../core/time/instant.js';
import { episodePages } from '../journal-pages.js';
import type { World } from '../world.js';

export interface QualityParts {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** How the alerts of every rule fared over the last days, those that fired most first. */
export const createQuality =
  ({ world, clock, journal }: QualityParts): ((over: number) => Promise<QualityView>) =>
  async (over) => {
    const now = clock.now();
    const since = after(now, -days(over));
    const byRule = await firedSince(journal, since);
    const { rules, site } = world.config;
    const all = rules.map((rule) => qualityOf(rule, byRule.get(rule.id) ?? [], site.timeZone, now));
    const fired = all.filter((one) => one.fired > 0).sort((a, b) => b.fired - a.fired);
    return { days: over, rules: fired, quiet: all.length - fired.length };
  };

/** Newest first: the first page that reaches back too far is the last. */
const firedSince = async (journal: Journal, since: Instant): Promise<ReadonlyMap<RuleId, readonly Episode[]>> => {
  const byRule = new Map<RuleId, Episode[]>();
  for await (const page of episodePages(journal, { since })) {
    for (const episode of page) if (episode.firedAt >= since) listOf(byRule, episode.rule).push(episode);
    if (page.some(({ firedAt }) => firedAt < since)) break;
  }
  return byRule;
};

const listOf = (byRule: Map<RuleId, Episode[]>, rule: RuleId): Episode[] => {
  const known = byRule.get(rule) ?? [];
  byRule.set(rule, known);
  return known;
};
