import type { Episode } from '../core/model/alert.js';
import type { World } from './world.js';

/** The episodes that are not resolved, in the order in which their alerts came up. */
export const openEpisodes = (world: World): readonly Episode[] => {
  const open: Episode[] = [];
  for (const fingerprint of world.live) {
    const phase = world.alerts.get(fingerprint)?.phase;
    const episode = phase?.state === 'firing' ? world.episodes.get(phase.episode) : undefined;
    if (episode !== undefined) open.push(episode);
  }
  return open;
};
