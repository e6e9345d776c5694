import type { Episode, Waiting } from '../../core/model/alert.js';
import type { ChannelKind, HeldBecause } from '../../core/model/reason.js';
import type { Instant } from '../../core/time/instant.js';
import { episodeOf, keepAlert, keepEpisode, tell, type World } from '../world.js';

/** Says once per channel and reason that something is held. That an alert flaps is said once, not with each episode. */
export const sayHeld = (world: World, id: string, channel: ChannelKind, because: HeldBecause, now: Instant): void => {
  const episode = episodeOf(world, id);
  const held = withHeld(episode, channel, because);
  if (held === episode.held) return;
  keepEpisode(world, { ...episode, held });
  writeHeld(world, episode, channel, because, now);
};

const withHeld = ({ held }: Episode, channel: ChannelKind, because: HeldBecause): readonly string[] => {
  const key = `${channel}:${because}`;
  return held.includes(key) ? held : [...held, key];
};

const writeHeld = (world: World, episode: Episode, channel: ChannelKind, because: HeldBecause, now: Instant): void => {
  if (because === 'flapping' && isFlapSaid(world, episode, channel)) return;
  const kind = because === 'flapping' ? 'flapping' : 'held';
  tell(world, episode, { at: now, kind, text: `Not told by ${channel} yet: ${HELD_WORDS[because]}.` });
  const { rule, labels } = episode;
  world.trace(now, { event: 'held', rule, labels, channel, because });
};

const HELD_WORDS: Readonly<Record<HeldBecause, string>> = {
  suppressed: 'it is suppressed',
  'quiet-hours': 'quiet hours',
  digest: 'it waits for the digest',
  settling: 'targets are read afresh first',
  inhibited: 'another alert explains it',
  flapping: 'it changes too often, and further changes are folded until it calms down',
  maintenance: 'maintenance',
  'rate-limit': 'the rate limit is reached',
};

/** Whether it was said of the alert on this channel; notes that it is now. */
const isFlapSaid = (world: World, episode: Episode, channel: ChannelKind): boolean => {
  const alert = world.alerts.get(episode.fingerprint);
  if (alert === undefined) return false;
  const said = alert.flapSaid ?? [];
  if (said.includes(channel)) return true;
  keepAlert(world, { ...alert, flapSaid: [...said, channel] });
  return false;
};

/** Puts something that is decided into the queue of its channel, and says so. */
export const enqueue = (world: World, id: string, waiting: Waiting, now: Instant): void => {
  const episode = episodeOf(world, id);
  const { channel, because } = waiting;
  const held = withHeld(episode, channel, because);
  keepEpisode(world, { ...episode, waiting: [...episode.waiting, waiting], held });
  if (held !== episode.held) writeHeld(world, episode, channel, because, now);
};

/** Takes something out of the queue: it leaves, or need not any more. */
export const dequeue = (world: World, id: string, waiting: Waiting): Episode => {
  const episode = episodeOf(world, id);
  const rest: Episode = { ...episode, waiting: episode.waiting.filter((one) => one !== waiting) };
  keepEpisode(world, rest);
  return rest;
};
