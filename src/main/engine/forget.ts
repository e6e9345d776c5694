import { days, hours, type Instant } from '../core/time/instant.js';
import { forgetSegments } from './observe/observing.js';
import { forgetOwed } from './plan/owed.js';
import type { World } from './world.js';

/** Forgets what no view shows any more; the store still has it. */
export const forget = (world: World, now: Instant): void => {
  const oldest = now - days(1) - hours(1);
  forgetSegments(world, now);
  forgetOwed(world, now);
  for (const [id, episode] of world.episodes) {
    if (episode.resolution === null || episode.resolution.at >= oldest || !episode.recoveryPlanned) continue;
    if (episode.waiting.length > 0) continue;
    world.episodes.delete(id);
    world.touched?.episodes.add(id);
    world.sequences.delete(id);
  }
  for (const [id, delivery] of world.deliveries) {
    if (delivery.state.kind !== 'waiting' && delivery.decidedAt < oldest) world.deliveries.delete(id);
  }
};
