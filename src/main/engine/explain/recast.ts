import { bornAlert } from '../../core/alert/advance.js';
import type { Alert, Episode, EpisodeId } from '../../core/model/alert.js';
import type { Config } from '../../core/model/config.js';
import type { World } from '../world.js';
import type { Then } from './then.js';

/** Puts what the journal has in the place of what a replay did: episodes and who was told, suppressions, all the other rules. */
export const recast = (world: World, config: Config, then: Then): void => {
  for (const rule of config.rules) world.rules.set(rule.id, rule);
  world.config = config;
  world.suppressions.clear();
  for (const suppression of then.suppressions) world.suppressions.set(suppression.id, suppression);
  world.suppressionIndex = null;
  setPlayedApart(world);
  world.deliveries.clear();
  for (const delivery of then.deliveries) world.deliveries.set(delivery.id, delivery);
  for (const episode of then.episodes) takeIn(world, episode);
  world.explained = null;
};

/** A replay numbers its episodes anew: under their own names they could be taken for real ones. Told was nobody by them. */
const setPlayedApart = (world: World): void => {
  const played = [...world.episodes.values()];
  world.episodes.clear();
  for (const [fingerprint, alert] of world.alerts) {
    const { phase } = alert;
    const open = phase.state === 'firing' ? played.find(({ id }) => id === phase.episode) : undefined;
    if (open === undefined || phase.state !== 'firing') continue;
    const id = `played ${open.id}` as EpisodeId;
    world.episodes.set(id, { ...open, id, told: [], acknowledgement: null });
    world.alerts.set(fingerprint, { ...alert, phase: { ...phase, episode: id } });
  }
};

/** What waited then is no longer known where it has left since: the replay found that out. */
const takeIn = (world: World, real: Episode): void => {
  if (real.resolution !== null) {
    world.episodes.set(real.id, real);
    return;
  }
  const alert = world.alerts.get(real.fingerprint);
  const played = alert?.phase.state === 'firing' ? world.episodes.get(alert.phase.episode) : undefined;
  if (played !== undefined) world.episodes.delete(played.id);
  const isTold = (channel: string): boolean => real.told.some((telling) => telling.channel === channel);
  const waiting = real.waiting.length > 0 ? real.waiting : (played?.waiting ?? []).filter(({ channel }) => !isTold(channel));
  world.episodes.set(real.id, { ...real, waiting });
  world.alerts.set(real.fingerprint, firingAs(alert, real));
  world.live.add(real.fingerprint);
};

/** The alert as an episode of it has it: firing, whatever the replay took it for. */
const firingAs = (known: Alert | undefined, episode: Episode): Alert => {
  const alert = known ?? bornAlert(episode.fingerprint, 0, episode.rule, episode.labels);
  const good = alert.phase.state === 'firing' ? alert.phase.good : null;
  return { ...alert, phase: { state: 'firing', episode: episode.id, good } };
};
