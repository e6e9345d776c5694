import { episodeIdOf } from '../../core/alert/identity.js';
import type { Action } from '../../core/model/action.js';
import type { EpisodeId } from '../../core/model/alert.js';
import { assertNever } from '../../core/model/result.js';
import type { Instant } from '../../core/time/instant.js';
import { act } from '../act/act.js';
import { keepSuppression, type World } from '../world.js';
import type { PastAct } from './acts.js';

/** Has a person do at `now` what they did then, as far as the alert is in a state in which one can. */
export const perform = (world: World, past: PastAct, now: Instant): void => {
  if (past.kind === 'suppress') keepSuppression(world, past.suppression);
  else {
    const action = actionOf(world, past);
    if (action !== null) act(world, action, past.by, now);
  }
};

const actionOf = (world: World, past: Exclude<PastAct, { kind: 'suppress' }>): Action | null => {
  switch (past.kind) {
    case 'alert': {
      const alert = newestEpisode(world, past.fingerprint);
      return alert === null ? null : { ...past.act, alert };
    }
    case 'unsuppress':
      return { kind: 'unsuppress', suppression: past.suppression };
    case 'reset-baseline':
      return { kind: 'reset-baseline', series: past.series, why: past.why };
    default:
      return assertNever(past);
  }
};

const newestEpisode = (world: World, fingerprint: string): EpisodeId | null => {
  const alert = world.alerts.get(fingerprint);
  return alert === undefined || alert.episodes === 0 ? null : episodeIdOf(alert.number, alert.episodes);
};
