import type { Now } from '../../core/alert/advance.js';
import type { World } from '../world.js';
import { planEnd } from './end.js';
import { leave } from './leave.js';
import { planLevels } from './levels.js';
import { planOpen } from './open.js';
import { beginPass, nextSummaryAt } from './pass.js';
import { release } from './release.js';
import { awakeIn, putToRest, rouseMuted } from './rest.js';
import { planSummary } from './summary.js';

/**
 * Decides for every open or just resolved episode who is told, and why or why not: first the rule's own channels, then
 * what waited and is due, then the levels of the escalation. Whatever leaves or waits stands in the draft of this turn.
 */
export const plan = (world: World, at: Now): void => {
  if (isNothingToTell(world, at)) return;
  const pass = beginPass(world, at);
  rouseMuted(world, pass);
  const awake = awakeIn(world, at);
  for (const fingerprint of awake) planOpen(world, fingerprint, pass);
  for (const id of [...world.ended]) planEnd(world, id, pass);
  // After what is new: what waits still stands in its queue while that is decided, and is not decided twice.
  release(world, pass);
  leave(world, pass);
  for (const fingerprint of awake) planLevels(world, fingerprint, pass);
  leave(world, pass);
  planSummary(world, pass);
  putToRest(world, pass);
};

/** Most turns: nothing fires, nothing has just ended, nothing waits, and no summary is due. */
const isNothingToTell = (world: World, { now }: Now): boolean => {
  if (world.live.size > 0 || world.ended.size > 0 || world.queued.size > 0) return false;
  const summaryAt = nextSummaryAt(world);
  return summaryAt === null || summaryAt > now;
};
