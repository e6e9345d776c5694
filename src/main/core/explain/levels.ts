import type { LevelExplanation } from '../model/explanation.js';
import { CHANNEL_NAMES } from './channel.js';
import type { Facts, LevelFacts } from './facts.js';
import { listed, sayTime } from './words.js';

/** The levels of the escalation: whom, when, and how it stands with each. */
export const levelsOf = (facts: Facts): readonly LevelExplanation[] => facts.levels.map((level) => levelOf(facts, level));

const levelOf = (facts: Facts, level: LevelFacts): LevelExplanation => {
  const state = stateOf(facts, level);
  const when = sayTime(level.at, facts.at.now, facts.zone);
  return {
    level: level.level,
    team: level.team,
    at: level.at,
    state,
    channels: level.channels,
    text: `${WORDS[state](when)}${reach(level)}.`,
  };
};

const stateOf = ({ areLevelsStopped, at, episode }: Facts, { isDone, at: due }: LevelFacts): LevelExplanation['state'] => {
  if (isDone) return 'told';
  if (areLevelsStopped || episode?.resolution != null) return 'stopped';
  return due <= at.now ? 'held' : 'to-come';
};

const WORDS: Readonly<Record<LevelExplanation['state'], (when: string) => string>> = {
  told: (when) => `It was due at ${when}`,
  held: (when) => `It was due at ${when} and is held`,
  'to-come': (when) => `It is told at ${when}`,
  stopped: () => 'It is not told any more',
};

const reach = ({ channels }: LevelFacts): string =>
  channels.length === 0
    ? ', but no channel of this desk reaches it'
    : `, by ${listed(channels.map((one) => CHANNEL_NAMES[one]))}`;
