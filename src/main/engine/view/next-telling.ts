import { nextEscalation } from '../../core/incident/next-escalation.js';
import type { Episode } from '../../core/model/alert.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { Severity } from '../../core/model/rule.js';
import type { NextTelling } from '../../core/model/view.js';
import { teamAddresses } from '../../core/notify/route.js';
import { type Mutes, muteOf } from '../plan/mute.js';
import { ruleOf } from '../rule/gone-rule.js';
import { subjectOf } from '../subject.js';
import type { World } from '../world.js';

/** By which of this desk's channels a team can be told of something so severe. */
export const reachOf = (world: World, team: string, severity: Severity): readonly ChannelKind[] =>
  world.channels.filter((channel) => teamAddresses(channel, world.config.teams[team], severity) !== null);

/** Who is told first of all that is open, if nobody does anything. */
export const nextTelling = (world: World, open: readonly Episode[], mutes: Mutes): NextTelling | null => {
  const next = nextEscalation(open, world.config.escalation, (episode) => muteOf(world, mutes, episode));
  if (next === null) return null;
  const { episode, step, at } = next;
  return {
    alert: episode.id,
    summary: subjectOf(world, ruleOf(world, episode), episode.labels, episode.value).summary,
    level: step.level,
    team: step.team,
    at,
    channels: reachOf(world, step.team, episode.severity),
  };
};
