import type { Episode, Waiting } from '../../core/model/alert.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { episodeOf, keepEpisode, type World } from '../world.js';
import { dequeue, sayHeld } from './hold.js';
import { muteOf, plannedMuteOf } from './mute.js';
import { isFollowUp, makeReady } from './parcel.js';
import { isForDigest, isQuietFor, type Pass } from './pass.js';
import { type Listed, sendDigest } from './send-digest.js';

/** Lets go what waited and is due: to leave in this pass, or in a digest of all that waited for the same people. */
export const release = (world: World, pass: Pass): void => {
  if (world.queued.size === 0 || pass.mutes.isSettling) return;
  const digests = new Map<string, Listed>();
  const ready = readyChannels(world, pass);
  for (const id of [...world.queued]) {
    for (const waiting of world.episodes.get(id)?.waiting ?? []) {
      if (waiting.because === 'rate-limit') releaseLimited(world, id, waiting, pass);
      else if (isReady(world, id, waiting, ready, pass)) list(world, id, waiting, digests, pass);
    }
  }
  for (const channel of world.channels) {
    for (const listed of digests.values()) if (listed.channel === channel) sendDigest(world, listed, pass.at.now);
  }
};

const releaseLimited = (world: World, id: string, waiting: Waiting, pass: Pass): void => {
  const episode = episodeOf(world, id);
  if (isPastTelling(episode, waiting)) {
    dequeue(world, id, waiting);
    return;
  }
  if (waiting.until > pass.at.now) return;
  const mute = muteOf(world, pass.mutes, episode);
  if (mute === null) makeReady(pass.ready, dequeue(world, id, waiting), waiting);
  else putBack(world, id, waiting, mute.because, pass);
};

/** It is over, or in somebody's hands, by the time it could be told. A level goes on while it is acknowledged. */
const isPastTelling = ({ resolution, acknowledgement, test }: Episode, waiting: Waiting): boolean => {
  if (resolution !== null) return true;
  return acknowledgement !== null && !test && (waiting.reason !== 'escalated' || isFollowUp(waiting));
};

/** What is muted by the time it is due: a level stays due, anything else is decided anew when the mute ends. */
const putBack = (world: World, id: string, waiting: Waiting, because: Parameters<typeof sayHeld>[3], pass: Pass): void => {
  if (waiting.reason !== 'escalated') dequeue(world, id, waiting);
  sayHeld(world, id, waiting.channel, because, pass.at.now);
};

/** Channels of which a digest leaves now: its time has come, or quiet hours are over. */
const readyChannels = (world: World, pass: Pass): ReadonlySet<ChannelKind> => {
  const ready = new Set<ChannelKind>();
  for (const [channel, at] of pass.digestAt) if (at <= pass.at.now) ready.add(channel);
  for (const id of world.queued) {
    const episode = episodeOf(world, id);
    if (isQuietFor(world, pass, episode.severity)) continue;
    for (const { because, channel } of episode.waiting) if (because === 'quiet-hours') ready.add(channel);
  }
  return ready;
};

const isReady = (world: World, id: string, waiting: Waiting, ready: ReadonlySet<ChannelKind>, pass: Pass): boolean => {
  const episode = episodeOf(world, id);
  const isForSummary = isForDigest(waiting) && episode.severity === 'info';
  if (isForSummary || !ready.has(waiting.channel)) return false;
  if (!isQuietFor(world, pass, episode.severity)) return true;
  if (isForDigest(waiting)) waitForMorning(world, id, waiting, pass);
  return false;
};

/** A digest whose time comes in quiet hours waits for their end. */
const waitForMorning = (world: World, id: string, waiting: Waiting, pass: Pass): void => {
  const until = pass.quietUntil;
  if (until === null) return;
  const rest = dequeue(world, id, waiting);
  keepEpisode(world, { ...rest, waiting: [...rest.waiting, { ...waiting, because: 'quiet-hours', until }] });
  sayHeld(world, id, waiting.channel, 'quiet-hours', pass.at.now);
};

/** Puts an alert on the list of its digest, unless it is muted now. */
export const list = (world: World, id: string, waiting: Waiting, digests: Map<string, Listed>, pass: Pass): void => {
  const episode = dequeue(world, id, waiting);
  const mute = episode.resolution === null ? muteOf(world, pass.mutes, episode) : plannedMuteOf(world, pass.mutes, episode);
  if (mute !== null) {
    sayHeld(world, id, waiting.channel, mute.because, pass.at.now);
    return;
  }
  const key = JSON.stringify([waiting.channel, waiting.recipients]);
  const listed = digests.get(key) ?? { channel: waiting.channel, recipients: waiting.recipients, episodes: [] };
  digests.set(key, listed);
  listed.episodes.push(id);
};
