import type { Episode } from '../model/alert.js';
import type { Proposal, RuleQuality } from '../model/quality.js';
import type { Rule } from '../model/rule.js';
import { hours, type Instant, minutes } from '../time/instant.js';
import { offsetAt } from '../time/offset.js';

/** Fewer episodes than this say nothing about a rule. */
const LEAST = 4;
/** Fewer judgements by people. */
const LEAST_JUDGED = 3;

/** How the alerts of a rule fared until `now`. `episodes`: all of that rule in the stretch, in any order. */
export const qualityOf = (
  rule: Pick<Rule, 'id' | 'name' | 'severity'>,
  episodes: readonly Episode[],
  zone: string,
  now: Instant,
): RuleQuality => {
  const own = episodes.filter(({ test }) => !test).sort((a, b) => a.firedAt - b.firedAt);
  const told = own.filter((episode) => episode.told.length > 0);
  const judged = (word: 'real' | 'noise'): number => own.filter(({ resolution }) => resolution?.judged === word).length;
  const figures = {
    ...{ rule: rule.id, name: rule.name, severity: rule.severity },
    fired: own.length,
    told: told.length,
    atNight: told.filter(({ firedAt }) => isNight(firedAt, zone)).length,
    acknowledged: own.filter(({ acknowledgement }) => acknowledgement !== null).length,
    ...{ real: judged('real'), noise: judged('noise') },
    cameBack: cameBack(own),
    minutes: own.reduce((sum, episode) => sum + lengthOf(episode, now) / minutes(1), 0),
  };
  return { ...figures, proposals: proposalsFor(figures, own) };
};

const HOUR = hours(1);
const [EVENING, MORNING] = [22, 7];

const isNight = (at: Instant, zone: string): boolean => {
  const hour = Math.floor((at + offsetAt(at, zone)) / HOUR) % 24;
  return hour >= EVENING || hour < MORNING;
};

const lengthOf = ({ firedAt, resolution }: Episode, now: Instant): number => Math.max(0, (resolution?.at ?? now) - firedAt);

/** Episodes that began within an hour of the end of the one before of the same alert. */
const cameBack = (inOrder: readonly Episode[]): number => {
  const endedAt = new Map<string, Instant>();
  let count = 0;
  for (const { fingerprint, firedAt, resolution } of inOrder) {
    const before = endedAt.get(fingerprint);
    if (before !== undefined && firedAt - before <= HOUR) count += 1;
    if (resolution !== null) endedAt.set(fingerprint, resolution.at);
  }
  return count;
};

type Figures = Omit<RuleQuality, 'proposals'>;

/** An alert that ended so soon by itself was hardly worth waking anybody. */
const SHORT = minutes(10);

const proposalsFor = (
  { fired, told, acknowledged, real, noise, cameBack: again, atNight }: Figures,
  own: readonly Episode[],
): readonly Proposal[] => {
  const short = own.filter(
    (episode) =>
      episode.resolution?.how === 'auto' &&
      episode.acknowledgement === null &&
      episode.resolution.at - episode.firedAt <= SHORT,
  ).length;
  const proposals: readonly (Proposal | null)[] = [
    real + noise >= LEAST_JUDGED && noise * 2 >= real + noise ? { kind: 'mostly-noise', count: noise, of: real + noise } : null,
    fired >= LEAST && again * 2 >= fired ? { kind: 'comes-back', count: again, of: fired } : null,
    told >= LEAST && acknowledged === 0 && real === 0 ? { kind: 'nobody-minds', count: told, of: told } : null,
    atNight >= LEAST_JUDGED && fired >= LEAST && short * 2 >= fired
      ? { kind: 'wakes-for-little', count: short, of: fired }
      : null,
  ];
  return proposals.filter((proposal) => proposal !== null);
};
