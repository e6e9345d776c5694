import type { Now } from '../core/alert/advance.js';
import { acknowledgementOver } from '../core/incident/acknowledge.js';
import type { Acknowledgement, Episode } from '../core/model/alert.js';
import type { Suppression } from '../core/model/mute.js';
import { indexSuppressions } from '../core/mute/suppression-index.js';
import { limitOf } from '../core/rule/side.js';
import { endDrills } from './drill/start.js';
import { openEpisodes } from './open.js';
import { isSettling } from './plan/mute.js';
import { awakeIn } from './plan/rest.js';
import { keepEpisode, keepSuppression, tell, type World } from './world.js';

/** Ends what people set an end to: acknowledgements and suppressions. What fell due while nobody looked waits until the desk has settled. */
export const endWhatIsOver = (world: World, at: Now): void => {
  if (isSettling(world)) return;
  const over = [...world.suppressions.values()].filter(({ endsAt }) => endsAt <= at.now);
  if (over.length > 0) endSuppressions(world, over, at, null);
  const awake = awakeIn(world, at);
  for (const fingerprint of awake) endAcknowledgement(world, fingerprint, at);
  endDrills(world, awake, at);
};

/** Ends suppressions, at their time (`by` null) or by hand; who is told of what they muted and still fires is planned after. */
export const endSuppressions = (
  world: World,
  suppressions: readonly Suppression[],
  at: Now,
  by: Suppression['by'] | null,
): void => {
  for (const suppression of suppressions) keepSuppression(world, { ...suppression, ended: { at: at.now, by } });
  const index = indexSuppressions(suppressions);
  for (const episode of openEpisodes(world)) {
    const ended = index.meaning(episode.rule, episode.labels);
    if (ended.length > 0) keepEpisode(world, { ...episode, isEndOwed: true });
    for (const _ of ended) {
      tell(world, episode, {
        at: at.now,
        kind: by === null ? 'suppression-ended' : 'unsuppressed',
        ...(by === null ? {} : { by }),
        text: by === null ? 'The suppression ran out.' : 'The suppression was ended.',
      });
    }
  }
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
