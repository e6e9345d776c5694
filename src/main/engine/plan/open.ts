import type { Episode, Waiting } from '../../core/model/alert.js';
import type { Mute } from '../../core/model/mute.js';
import type { NotificationReason } from '../../core/model/reason.js';
import type { Rule } from '../../core/model/rule.js';
import { wishOf } from '../../core/notify/decide.js';
import { accessTo, allowedChannels, routeOf } from '../../core/notify/route.js';
import { episodeOf, keepAlert, keepEpisode, tell, type World } from '../world.js';
import { enqueue, sayHeld } from './hold.js';
import { muteOf } from './mute.js';
import { makeReady } from './parcel.js';
import { isQuietFor, joinDigest, type Pass, type Reach } from './pass.js';

/** What is to be told of an episode by a channel, and why. */
interface Way extends Reach {
  readonly reason: NotificationReason;
}

/** Decides for one firing alert what its rule's own channels are told now, and what is held and why. */
export const planOpen = (world: World, fingerprint: string, pass: Pass): void => {
  const phase = world.alerts.get(fingerprint)?.phase;
  const episode = phase?.state === 'firing' ? world.episodes.get(phase.episode) : undefined;
  const rule = episode === undefined ? undefined : world.rules.get(episode.rule);
  if (episode === undefined || rule === undefined) return;
  const reach = reachOf(world, rule, episode, pass);
  if (reach.length === 0) sayNobodyIsTold(world, episode, rule, pass);
  const ways = waysOf(episode, rule, reach, pass);
  if (ways.length === 0 && !episode.isEndOwed) return;
  const mute = muteOf(world, pass.mutes, episode);
  if (mute !== null) {
    holdAll(world, episode, ways, mute, pass);
    return;
  }
  for (const way of ways) take(world, episode, way, pass);
  afterwards(world, episode, ways);
};

/** Whether something of an episode is to be told by its rule's own channels now. What the daily summary would tell waits for none where there is none. */
export const hasWays = (world: World, rule: Rule, episode: Episode, pass: Pass): boolean =>
  waysOf(episode, rule, reachOf(world, rule, episode, pass), pass).some(
    ({ channel, reason }) => pass.summaryAt !== null || routeOf(channel, episode.severity, reason) !== 'summary',
  );

/** Channels that the table lets tell of this alert and that reach somebody: the same for all of a rule in one pass. */
const reachOf = (world: World, rule: Rule, { severity, test }: Episode, pass: Pass): readonly Reach[] => {
  const key = severity === rule.severity ? rule : `${severity} ${rule.id}`;
  const known = pass.reach.get(key);
  if (known !== undefined) return known;
  const found = world.channels.flatMap((channel): readonly Reach[] => {
    const access = accessTo(channel, rule, { severity, reason: test ? 'test' : 'firing' }, world.config.channels);
    return access.kind === 'open' ? [{ channel, recipients: access.recipients }] : [];
  });
  pass.reach.set(key, found);
  return found;
};

const waysOf = (episode: Episode, rule: Rule, reach: readonly Reach[], { at }: Pass): readonly Way[] => {
  const ways: Way[] = [];
  for (const { channel, recipients } of reach) {
    const wish = wishOf(episode, rule, channel, at.now);
    if (wish.kind === 'tell') ways.push({ channel, reason: wish.reason, recipients });
  }
  return ways;
};

const holdAll = (world: World, episode: Episode, ways: readonly Way[], mute: Mute, { at }: Pass): void => {
  for (const { channel } of ways) sayHeld(world, episode.id, channel, mute.because, at.now);
};

/** Sends something on its way: to leave in this pass, or to wait for a digest or the end of quiet hours. */
const take = (world: World, episode: Episode, way: Way, pass: Pass): void => {
  const { now } = pass.at;
  const { channel, reason, recipients } = way;
  const route = routeOf(channel, episode.severity, reason);
  const waiting = { channel, reason, level: 0, recipients, limit: null, since: now } as const;
  if (route === 'summary') {
    if (pass.summaryAt !== null) enqueue(world, episode.id, { ...waiting, because: 'digest', until: pass.summaryAt }, now);
  } else if (reason !== 'test' && pass.quietUntil !== null && isQuietFor(world, pass, episode.severity)) {
    enqueue(world, episode.id, { ...waiting, because: 'quiet-hours', until: pass.quietUntil }, now);
  } else if (route === 'digest') {
    enqueue(world, episode.id, inDigest(world, pass, waiting), now);
  } else {
    makeReady(pass.ready, episode, waiting);
    if (channel === 'sms' && reason === 'firing') pass.expecting.add(episode.id);
  }
};

const inDigest = (world: World, pass: Pass, waiting: Omit<Waiting, 'because' | 'until'>): Waiting => ({
  ...waiting,
  because: 'digest',
  until: joinDigest(world, pass, waiting.channel),
});

/** The end of a suppression is told now, and a firing that is told ends the silence about flapping. */
const afterwards = (world: World, { id, fingerprint, isEndOwed }: Episode, ways: readonly Way[]): void => {
  const alert = world.alerts.get(fingerprint);
  if (alert?.flapSaid !== undefined && alert.flapSaid.length > 0 && ways.some(({ reason }) => reason === 'firing')) {
    keepAlert(world, { ...alert, flapSaid: [] });
  }
  if (isEndOwed) keepEpisode(world, { ...episodeOf(world, id), isEndOwed: false });
};

const NO_CHANNEL = 'no-channel';

/** Silence has a reason too: a desk, or a rule, without any channel that could tell of it. */
const sayNobodyIsTold = (world: World, episode: Episode, rule: Rule, { at }: Pass): void => {
  if (episode.held.includes(NO_CHANNEL)) return;
  keepEpisode(world, { ...episode, held: [...episode.held, NO_CHANNEL] });
  const isNone = allowedChannels(rule, world.channels).length === 0;
  const where = world.channels.length === 0 ? 'on this desk' : 'of this rule';
  const why = isNone ? `no channel ${where} is at hand` : `no channel ${where} takes it, or has recipients`;
  tell(world, episode, { at: at.now, kind: 'held', text: `Nobody is told: ${why}.` });
};
