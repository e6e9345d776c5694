import type { Episode, Telling, Waiting } from '../../core/model/alert.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { Rule } from '../../core/model/rule.js';
import { recoveryOn } from '../../core/notify/decide.js';
import { recipientsOf, routeOf } from '../../core/notify/route.js';
import { ruleOf } from '../rule/gone-rule.js';
import { episodeOf, keepEpisode, type World } from '../world.js';
import { dequeue, enqueue, sayHeld } from './hold.js';
import { plannedMuteOf } from './mute.js';
import { makeReady } from './parcel.js';
import { isQuietFor, type Pass } from './pass.js';

/** Decides who hears that an episode is over, channel by channel, as soon as it is known whether its firing was sent there. */
export const planEnd = (world: World, id: string, pass: Pass): void => {
  const episode = world.episodes.get(id);
  if (episode === undefined || episode.resolution === null || episode.recoveryPlanned) {
    world.ended.delete(id);
    return;
  }
  if (pass.mutes.isSettling) return;
  const rule = ruleOf(world, episode);
  forgetLimited(world, episode);
  for (const telling of episode.told) {
    if (!episode.closed.includes(telling.channel) && closes(world, id, rule, telling, pass)) close(world, id, telling.channel);
  }
  finish(world, id);
};

/** What waited for a free slot is over before it could be told. */
const forgetLimited = (world: World, episode: Episode): void => {
  for (const waiting of episode.waiting) if (waiting.because === 'rate-limit') dequeue(world, episode.id, waiting);
};

/** Settles one channel, or answers false where it cannot be settled yet. */
const closes = (world: World, id: string, rule: Rule, telling: Telling, pass: Pass): boolean => {
  const outcome = recoveryOn(telling);
  if (outcome === 'wait') return false;
  if (outcome === 'drop' || !world.channels.includes(telling.channel)) return true;
  const episode = episodeOf(world, id);
  const mute = plannedMuteOf(world, pass.mutes, episode);
  if (mute === null) tellOn(world, episode, rule, telling.channel, pass);
  else sayHeld(world, id, telling.channel, mute.because, pass.at.now);
  return true;
};

const tellOn = (world: World, episode: Episode, rule: Rule, channel: ChannelKind, pass: Pass): void => {
  const { now } = pass.at;
  const kind = { severity: episode.severity, category: rule.category };
  const recipients = recipientsOf(channel, kind, world.config.channels);
  const route = routeOf(channel, episode.severity, 'recovered');
  if (recipients === null || route === 'never') return;
  const waiting = { channel, reason: 'recovered', level: 0, recipients, limit: null, since: now } as const;
  const hold = (because: Waiting['because'], until: Waiting['until']): void =>
    enqueue(world, episode.id, { ...waiting, because, until }, now);
  if (route === 'summary') {
    if (pass.summaryAt !== null) hold('digest', pass.summaryAt);
  } else if (pass.quietUntil !== null && !episode.test && isQuietFor(world, pass, episode.severity)) {
    hold('quiet-hours', pass.quietUntil);
  } else {
    makeReady(pass.ready, episode, waiting);
  }
};

const close = (world: World, id: string, channel: ChannelKind): void => {
  const episode = episodeOf(world, id);
  keepEpisode(world, { ...episode, closed: [...episode.closed, channel] });
};

const finish = (world: World, id: string): void => {
  const episode = episodeOf(world, id);
  if (episode.told.some(({ channel }) => !episode.closed.includes(channel))) return;
  world.ended.delete(id);
  keepEpisode(world, { ...episode, recoveryPlanned: true });
};
