import type { Now } from '../core/alert/advance.js';
import type { Episode } from '../core/model/alert.js';
import type { Suppression } from '../core/model/mute.js';
import type { ChannelKind, Delivery, Message, NotificationReason } from '../core/model/notification.js';
import type { Rule } from '../core/model/rule.js';
import { suppressedBy } from '../core/mute/suppression.js';
import { type Circumstances, type Decision, decideFiring, decideRecovery } from '../core/notify/decide.js';
import { episodeMessage, groupedMessage } from '../core/notify/message.js';
import { after, type Instant, seconds } from '../core/time/instant.js';
import { subjectOf } from './subject.js';
import { keepDelivery, keepEpisode, tell, type World } from './world.js';

/** Decides for every open or just resolved episode who is told, and why or why not. */
export const plan = (world: World, at: Now): void => {
  for (const fingerprint of world.live) {
    const alert = world.alerts.get(fingerprint);
    if (alert === undefined) continue;
    if (alert.phase.state === 'firing') planFiring(world, alert.phase.episode, at);
  }
  for (const id of [...world.ended]) planRecovery(world, id, at);
};

const circumstances = (world: World, episode: Episode, at: Now): Circumstances => ({
  now: at.now,
  channels: world.channels,
  isSettling: world.settling !== null || world.observation.open.cause !== 'observed',
  isSuppressed: suppressedBy(world.suppressions.values(), episode.rule, episode.labels, at.now) !== null,
});

const planFiring = (world: World, id: string, at: Now): void => {
  const episode = world.episodes.get(id);
  const rule = episode === undefined ? undefined : world.rules.get(episode.rule);
  const alert = episode === undefined ? undefined : world.alerts.get(episode.fingerprint);
  if (episode === undefined || rule === undefined || alert === undefined) return;
  if (!hasChannel(world, rule)) sayNobodyIsTold(world, episode, at);
  for (const decision of decideFiring(episode, alert, rule, circumstances(world, episode, at)))
    carryOut(world, id, rule, decision, at);
};

const hasChannel = (world: World, rule: Rule): boolean =>
  rule.channels === null ? world.channels.length > 0 : world.channels.some((channel) => rule.channels?.includes(channel));

/** Silence has a reason too: a desk, or a rule, without any channel. */
const sayNobodyIsTold = (world: World, episode: Episode, at: Now): void => {
  if (episode.held.includes(NO_CHANNEL)) return;
  keepEpisode(world, { ...episode, held: [...episode.held, NO_CHANNEL] });
  const where = world.channels.length === 0 ? 'on this desk' : 'of this rule';
  tell(world, episode, { at: at.now, kind: 'held', text: `Nobody is told: no channel ${where} is at hand.` });
};

const NO_CHANNEL = 'no-channel';

const planRecovery = (world: World, id: string, at: Now): void => {
  const episode = world.episodes.get(id);
  const rule = episode === undefined ? undefined : world.rules.get(episode.rule);
  if (episode === undefined || rule === undefined || episode.resolution === null || episode.recoveryPlanned) {
    world.ended.delete(id);
    return;
  }
  const decisions = decideRecovery(episode, circumstances(world, episode, at));
  if (decisions === null) return;
  world.ended.delete(id);
  for (const decision of decisions) carryOut(world, id, rule, decision, at);
  keepEpisode(world, { ...(world.episodes.get(id) as Episode), recoveryPlanned: true });
};

const carryOut = (world: World, id: string, rule: Rule, decision: Decision, at: Now): void => {
  const episode = world.episodes.get(id) as Episode;
  if (decision.kind === 'hold') hold(world, episode, decision, at);
  else send(world, episode, rule, decision.channel, decision.reason, at);
};

/** Says once per channel and reason that something is held. */
const hold = (world: World, episode: Episode, decision: Decision & { kind: 'hold' }, at: Now): void => {
  const key = `${decision.channel}:${decision.because}`;
  if (episode.held.includes(key)) return;
  keepEpisode(world, { ...episode, held: [...episode.held, key] });
  tell(world, episode, {
    at: at.now,
    kind: 'held',
    text: `Not told by ${decision.channel} yet: ${HELD_WORDS[decision.because]}.`,
  });
  const { rule, labels } = episode;
  world.trace(at.now, { event: 'held', rule, labels, channel: decision.channel, because: decision.because });
};

const HELD_WORDS: Readonly<Record<(Decision & { kind: 'hold' })['because'], string>> = {
  suppressed: 'it is suppressed',
  'quiet-hours': 'quiet hours',
  digest: 'it waits for the digest',
  settling: 'targets are read afresh first',
  inhibited: 'another alert explains it',
  flapping: 'it changes too often',
  maintenance: 'maintenance',
  'rate-limit': 'the rate limit is reached',
};

const send = (
  world: World,
  episode: Episode,
  rule: Rule,
  channel: ChannelKind,
  reason: NotificationReason,
  at: Now,
  key: string = keyOf(episode, reason),
): void => {
  const isFirst = !episode.told.includes(channel);
  keepEpisode(world, { ...episode, told: isFirst ? [...episode.told, channel] : episode.told, toldAt: at.now });
  const { summary } = subjectOf(world, rule, episode.labels, episode.value);
  const message = asWished(world, episodeMessage(reason, { episode, rule, summary, now: at.now }));
  if (channel === 'desktop' && reason === 'firing' && joinGroup(world, episode, message, at)) return;
  const delivery = deliveryOf(`${episode.id}:${key}:${channel}`, reason, channel, message, at.now, at.now, [episode]);
  keepDelivery(world, delivery);
  said(world, episode, delivery, at);
};

/** The desk may be set to make no sound. */
const asWished = (world: World, message: Message): Message =>
  message.sound && world.config.channels.desktop?.sound === false ? { ...message, sound: false } : message;

/** What may be told of one episode more than once has a key for each time: a reopened one recovers again. */
const keyOf = (episode: Episode, reason: NotificationReason): string => {
  if (reason === 'repeated') return `${reason}@${episode.toldAt}`;
  return reason === 'recovered' ? `${reason}@${episode.resolution?.at}` : reason;
};

const said = (world: World, episode: Episode, delivery: Delivery, at: Now): void => {
  tell(world, episode, { at: at.now, kind: 'notified', text: `${delivery.channel}: ${delivery.reason}` });
  world.trace(at.now, {
    event: 'notification',
    reason: delivery.reason,
    rule: episode.rule,
    labels: episode.labels,
    channel: delivery.channel,
    level: delivery.level,
    recipients: delivery.recipients,
  });
};

const deliveryOf = (
  id: string,
  reason: NotificationReason,
  channel: ChannelKind,
  message: Message,
  decidedAt: Instant,
  dueAt: Instant,
  episodes: readonly Episode[],
): Delivery => {
  const only = episodes.length === 1 ? episodes[0] : undefined;
  return {
    id,
    reason,
    channel,
    episode: only?.id ?? null,
    alerts: episodes.map((episode) => episode.id),
    rule: only?.rule ?? null,
    level: only?.level ?? 0,
    recipients: [],
    message,
    decidedAt,
    dueAt,
    state: { kind: 'waiting' },
    attempts: [],
  };
};

/** One of the desk's own messages, on this desk only. */
export const sendDeskMessage = (world: World, reason: 'desk-blind' | 'desk-back', message: Message, at: Now): void => {
  if (!world.channels.includes('desktop')) return;
  const delivery = deliveryOf(`${reason}@${at.now}`, reason, 'desktop', message, at.now, at.now, []);
  keepDelivery(world, delivery);
  world.trace(at.now, { event: 'notification', reason, rule: null, labels: {}, channel: 'desktop', level: 0, recipients: [] });
};

/** Tells of an alert that a suppression muted and that still fires when it ends. */
export const tellSuppressionEnded = (world: World, episode: Episode, suppression: Suppression, at: Now): void => {
  const rule = world.rules.get(episode.rule);
  if (rule === undefined) return;
  for (const channel of world.channels) {
    if (rule.channels !== null && !rule.channels.includes(channel)) continue;
    const current = world.episodes.get(episode.id) as Episode;
    send(world, current, rule, channel, 'suppression-ended', at, `suppression-ended@${suppression.id}`);
  }
};

const GROUP_WINDOW = seconds(10);
const GROUP_FROM = 5;

/**
 * More than five desktop pop-ups within ten seconds help nobody: from the sixth on they become one, shown at the end of the
 * ten seconds. True where the episode went into that one.
 */
const joinGroup = (world: World, episode: Episode, alone: Message, at: Now): boolean => {
  world.popUps = world.popUps.filter((instant) => instant > at.now - GROUP_WINDOW);
  if (world.popUps.length < GROUP_FROM) {
    world.popUps.push(at.now);
    return false;
  }
  const first = world.popUps[0] as Instant;
  const id = `group@${first}:desktop`;
  const earlier = world.deliveries.get(id);
  if (earlier !== undefined && earlier.state.kind !== 'waiting') return false;
  const members = [...(earlier?.alerts ?? []), episode.id].map((member) => world.episodes.get(member) as Episode);
  const delivery = deliveryOf(
    id,
    'firing',
    'desktop',
    members.length === 1 ? alone : asWished(world, groupedMessage(members.map((member) => wordsOf(world, member)))),
    at.now,
    after(first, GROUP_WINDOW),
    members,
  );
  keepDelivery(world, { ...delivery, episode: null, rule: null, decidedAt: earlier?.decidedAt ?? at.now });
  said(world, episode, delivery, at);
  return true;
};

const wordsOf = (world: World, episode: Episode): { text: string; severity: Episode['severity'] } => {
  const rule = world.rules.get(episode.rule);
  const text = rule === undefined ? episode.rule : subjectOf(world, rule, episode.labels, episode.value).summary;
  return { text, severity: episode.severity };
};
