import type { Now } from '../../core/alert/advance.js';
import { isStopped, nextStep, withStepAt } from '../../core/incident/escalation.js';
import type { Actor } from '../../core/model/actor.js';
import type { Episode } from '../../core/model/alert.js';
import { fail } from '../../core/model/result.js';
import { type Acted, done } from '../acted.js';
import { muteOf, mutesAt } from '../plan/mute.js';
import { keepEpisode, tell, type World } from '../world.js';

/** Makes the next level due now; that it is told follows from that. Refused where nobody would be told of it. */
export const escalate = (world: World, episode: Episode, actor: Actor, at: Now): Acted => {
  const step = nextStep(episode);
  if (step === null) return refused(`Alert ${episode.id} has no further level to tell.`);
  if (isStopped(episode, world.config.escalation)) {
    const by = episode.acknowledgement?.by.name ?? 'Somebody';
    return refused(
      `${by} has acknowledged alert ${episode.id}, which stops its escalation. Take the acknowledgement back first.`,
    );
  }
  const mute = muteOf(world, mutesAt(world, at), episode);
  if (mute !== null) return refused(`Nobody is told of alert ${episode.id} now: ${mute.by}.`);
  keepEpisode(world, withStepAt(episode, step, at.now));
  tell(world, episode, {
    at: at.now,
    kind: 'escalated',
    by: actor,
    text: `Level ${step.level}, team ${step.team}, asked for now.`,
  });
  return done(episode.id);
};

const refused = (message: string): Acted => fail({ code: 'conflict', message });
