import type { Now } from '../core/alert/advance.js';
import { acknowledgementOver } from '../core/incident/acknowledge.js';
import type { Acknowledgement, Episode } from '../core/model/alert.js';
import type { Suppression } from '../core/model/mute.js';
import { mutes, suppressedBy } from '../core/mute/suppression.js';
import { limitOf } from '../core/rule/side.js';
import { tellSuppressionEnded } from './plan.js';
import { keepEpisode, keepSuppression, tell, type World } from './world.js';

/** Ends what people set an end to: acknowledgements and suppressions. What fell due while nobody looked waits until the desk has settled. */
export const endWhatIsOver = (world: World, at: Now): void => {
  if (world.settling !== null || world.observation.open.cause !== 'observed') return;
  for (const suppression of [...world.suppressions.values()]) {
    if (suppression.endsAt <= at.now) endSuppression(world, suppression, at, null);
  }
  for (const fingerprint of world.live) endAcknowledgement(world, fingerprint, at);
};

/** Ends a suppression, at its time (`by` null) or by hand, and tells of what it muted and still fires. */
export const endSuppression = (world: World, suppression: Suppression, at: Now, by: Suppression['by'] | null): void => {
  keepSuppression(world, { ...suppression, ended: { at: at.now, by } });
  for (const episode of openEpisodes(world)) {
    if (!mutes(suppression, episode.rule, episode.labels)) continue;
    tell(world, episode, {
      at: at.now,
      kind: by === null ? 'suppression-ended' : 'unsuppressed',
      ...(by === null ? {} : { by }),
      text: by === null ? 'The suppression ran out.' : 'The suppression was ended.',
    });
    if (suppressedBy(world.suppressions.values(), episode.rule, episode.labels, at.now) === null) {
      tellSuppressionEnded(world, episode, suppression, at);
    }
  }
};

export const openEpisodes = (world: World): readonly Episode[] => {
  const open: Episode[] = [];
  for (const fingerprint of world.live) {
    const phase = world.alerts.get(fingerprint)?.phase;
    const episode = phase?.state === 'firing' ? world.episodes.get(phase.episode) : undefined;
    if (episode !== undefined) open.push(episode);
  }
  return open;
};

const endAcknowledgement = (world: World, fingerprint: string, at: Now): void => {
  const alert = world.alerts.get(fingerprint);
  if (alert?.phase.state !== 'firing') return;
  const episode = world.episodes.get(alert.phase.episode);
  const rule = world.rules.get(alert.rule);
  if (episode?.acknowledgement == null || rule === undefined) return;
  const over = acknowledgementOver(episode.acknowledgement, episode.value, limitOf(rule, episode), at.now);
  if (over === null) return;
  const ended: Episode = { ...episode, acknowledgement: null };
  keepEpisode(world, ended);
  tell(world, ended, {
    at: at.now,
    kind: 'acknowledgement-ended',
    text: endWords(episode.acknowledgement, over),
    value: episode.value,
  });
};

const endWords = (acknowledgement: Acknowledgement, over: 'time' | 'worse'): string =>
  over === 'time'
    ? `The acknowledgement by ${acknowledgement.by.name} ran out.`
    : `It is worse than when ${acknowledgement.by.name} acknowledged it.`;
