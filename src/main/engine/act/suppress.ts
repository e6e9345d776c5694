import type { Now } from '../../core/alert/advance.js';
import type { Actor } from '../../core/model/actor.js';
import type { Episode, EpisodeId } from '../../core/model/alert.js';
import type { Suppression } from '../../core/model/mute.js';
import { fail } from '../../core/model/result.js';
import type { Matcher } from '../../core/model/rule.js';
import { mutes } from '../../core/mute/suppression.js';
import { sayLength } from '../../core/notify/quantity.js';
import { after, type Duration } from '../../core/time/instant.js';
import { type Acted, done } from '../acted.js';
import { endSuppressions } from '../ends.js';
import { openEpisodes } from '../open.js';
import { keepSuppression, tell, type World } from '../world.js';

/** Exactly this alert: its rule and each of its labels. */
export const matchersOf = (episode: Episode): readonly Matcher[] => [
  { label: 'rule', operator: '=', value: episode.rule },
  ...Object.entries(episode.labels).map(([label, value]) => ({ label, operator: '=' as const, value })),
];

/** Mutes what matches, now and later, for a while. */
export const suppress = (
  world: World,
  matchers: readonly Matcher[],
  wish: { readonly for: Duration; readonly why: string },
  actor: Actor,
  at: Now,
  alert: EpisodeId | null,
): Acted => {
  world.lastSuppressionNumber += 1;
  world.draft().marks.set('suppressionNumber', world.lastSuppressionNumber);
  const suppression: Suppression = {
    id: `s${world.lastSuppressionNumber}`,
    matchers,
    by: actor,
    why: wish.why,
    startsAt: at.now,
    endsAt: after(at.now, wish.for),
    ended: null,
  };
  keepSuppression(world, suppression);
  for (const episode of openEpisodes(world)) {
    if (!mutes(suppression, episode.rule, episode.labels)) continue;
    tell(world, episode, {
      at: at.now,
      kind: 'suppressed',
      by: actor,
      text: `for ${sayLength(wish.for)}${wish.why === '' ? '' : `: ${wish.why}`}`,
    });
  }
  return done(alert, suppression.id);
};

export const unsuppress = (world: World, id: string, actor: Actor, at: Now): Acted => {
  const suppression = world.suppressions.get(id);
  if (suppression === undefined)
    return fail({ code: 'not-found', message: `There is no running suppression ${id}.`, field: 'suppression' });
  endSuppressions(world, [suppression], at, actor);
  return done(null, id);
};

/** Ends every suppression that mutes this alert. */
export const unsuppressAlert = (world: World, episode: Episode, actor: Actor, at: Now): Acted => {
  const muting = [...world.suppressions.values()].filter((suppression) => mutes(suppression, episode.rule, episode.labels));
  if (muting.length === 0) return fail({ code: 'conflict', message: `Alert ${episode.id} is not suppressed.` });
  endSuppressions(world, muting, at, actor);
  return done(episode.id);
};
