import type { Backtest, ChangePreview } from '../../core/model/backtest.js';
import type { Config } from '../../core/model/config.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Rule, RuleId } from '../../core/model/rule.js';
import type { Clock } from '../../core/port/clock.js';
import { selects } from '../../core/rule/group.js';
import { after, days, hours, minutes } from '../../core/time/instant.js';
import type { World } from '../world.js';
import { backtest } from './backtest.js';
import { type Breath, createBreath } from './breath.js';
import { type Evidence, leadFor } from './evidence.js';

export interface PreviewParts {
  /** What the desk knows now; it is only looked at. */
  readonly world: World;
  readonly clock: Clock;
  readonly store: Evidence;
}

/** So many rules of one change are played. */
const MOST_RULES = 5;
/** So many samples are played for one of them: a second or two of a desk's spare time. */
const MOST_SAMPLES = 300_000;
const LEAST = hours(1);

const OVERTAKEN: Refusal = { code: 'conflict', message: 'Another change is being looked at now. Ask again in a moment.' };

/** Shows what a change of the configuration would have done, in the pauses of the desk's own work. The newest question has it. */
export const createPreview = ({ world, clock, store }: PreviewParts) => {
  let newest = 0;
  return async (proposed: Config): Promise<Result<ChangePreview, Refusal>> => {
    newest += 1;
    const mine = newest;
    const breath = createBreath(clock, () => mine !== newest);
    const changed = changedRules(world.config, proposed);
    const backtests: Backtest[] = [];
    for (const rule of changed.slice(0, MOST_RULES)) {
      const one = await playOne({ world, clock, store }, proposed, rule, breath);
      if (one === null || breath.isOver()) return fail(OVERTAKEN);
      backtests.push(one);
    }
    return ok({ backtests, left: changed.slice(MOST_RULES).map(({ id }) => id) });
  };
};

/** Null where somebody else asked meanwhile. */
const playOne = async (
  { world, clock, store }: PreviewParts,
  proposed: Config,
  rule: Rule,
  breath: Breath,
): Promise<Backtest | null> => {
  const to = clock.now();
  const from = after(to, -lengthFor(world, rule));
  try {
    return await backtest({ store, configured: world.config, proposed, rule: rule.id, from, to, breathe: breath.breathe });
  } catch (error) {
    if (breath.isOver()) return null;
    throw error;
  }
};

/** As far back as single samples are kept, or as many of them as can be played while somebody waits. */
const lengthFor = ({ series, config }: World, rule: Rule): number => {
  let perDay = 0;
  for (const one of series.values()) if (selects(rule, one.series)) perDay += days(1) / (one.every ?? minutes(1));
  const most = perDay === 0 ? config.retention.raw : (MOST_SAMPLES / perDay) * days(1) - leadFor([rule]);
  return Math.max(LEAST, Math.min(config.retention.raw, Math.floor(most / LEAST) * LEAST));
};

/** The rules that do something else by the proposed configuration: changed, new, or gone. */
const changedRules = (configured: Config, proposed: Config): readonly Rule[] => {
  const before = new Map<RuleId, Rule>(configured.rules.map((rule) => [rule.id, rule]));
  const after = new Map<RuleId, Rule>(proposed.rules.map((rule) => [rule.id, rule]));
  const changed = proposed.rules.filter((rule) => deedsOf(before.get(rule.id)) !== deedsOf(rule));
  return [...changed, ...configured.rules.filter(({ id }) => !after.has(id))];
};

/** All of a rule that bears on what it does: not its name, and not what is said for people. */
const deedsOf = (rule: Rule | undefined): string => {
  if (rule === undefined) return '';
  const { name: _name, businessImpact: _impact, playbook: _playbook, origin: _origin, ...deeds } = rule;
  return JSON.stringify(deeds);
};
