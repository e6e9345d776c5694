import type { Episode } from '../../core/model/alert.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { Instant } from '../../core/time/instant.js';
import { alertRow } from '../../core/view/alert.js';
import { type Mutes, muteOf, mutesAt, suppressionOf } from '../plan/mute.js';
import { ruleOf } from '../rule/gone-rule.js';
import { subjectOf } from '../subject.js';
import { nowOf, type World } from '../world.js';
import { reachOf } from './next-telling.js';

/** The row of one episode, from all that the world knows of it now. */
export const rowOf = (
  world: World,
  episode: Episode,
  now: Instant,
  mutes: Mutes = mutesAt(world, nowOf(world, now)),
): AlertRow => {
  const rule = ruleOf(world, episode);
  return alertRow({
    episode,
    reach: (team) => reachOf(world, team, episode.severity),
    rule,
    alert: world.alerts.get(episode.fingerprint) ?? null,
    judgement: world.bindings.get(episode.fingerprint)?.judgement ?? null,
    suppression: suppressionOf(world, episode, now),
    mute: episode.resolution === null ? muteOf(world, mutes, episode) : null,
    summary: subjectOf(world, rule, episode.labels, episode.resolution === null ? episode.value : episode.worst).summary,
  });
};
