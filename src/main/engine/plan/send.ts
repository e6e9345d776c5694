import type { Now } from '../../core/alert/advance.js';
import type { Episode, EpisodeId, Telling } from '../../core/model/alert.js';
import type { ChannelKind, Delivery, Message, NotificationReason } from '../../core/model/notification.js';
import type { Parcel } from '../../core/notify/admit.js';
import { episodeMessage, groupedMessage } from '../../core/notify/message.js';
import type { Instant } from '../../core/time/instant.js';
import { subjectOf } from '../subject.js';
import { keepDelivery, keepEpisode, tell, type World } from '../world.js';
import { noteSent } from './quota.js';

/** Puts one parcel into the outbox of its channel, and writes that into the stories of all that it tells. */
export const send = (world: World, parcel: Parcel, { now }: Now): void => {
  const members = parcel.members.map((id) => world.episodes.get(id) as Episode);
  const [own] = members as [Episode, ...Episode[]];
  const delivery = deliveryOf({
    id: `${own.id}:${keyOf(own, parcel)}:${parcel.channel}`,
    reason: parcel.reason,
    channel: parcel.channel,
    level: parcel.level,
    recipients: parcel.recipients,
    message: messageOf(world, parcel, members, now),
    decidedAt: parcel.since,
    dueAt: now,
    episodes: members,
    follows: members.length === 1 ? own.told.find(({ channel }) => channel === parcel.channel)?.delivery : undefined,
  });
  keepDelivery(world, delivery);
  noteSent(world, delivery);
  for (const { id } of members) noteTold(world, id, delivery, now);
  world.trace(now, {
    event: 'notification',
    reason: parcel.reason,
    rule: own.rule,
    labels: own.labels,
    channel: parcel.channel,
    level: parcel.level,
    recipients: parcel.recipients,
    ...(members.length > 1 ? { alerts: members.map(statedAs) } : {}),
  });
};

/** What may be told of one episode more than once has a key for each time: a reopened one recovers again. */
const keyOf = (episode: Episode, { reason, level, since, isFollowUp }: Parcel): string => {
  switch (reason) {
    case 'repeated':
    case 'suppression-ended':
      return `${reason}@${since}`;
    case 'recovered':
      return `${reason}@${episode.resolution?.at}`;
    case 'escalated':
      return isFollowUp ? 'unanswered' : `${reason}-${level}`;
    default:
      return reason;
  }
};

/** An alert as a grouped message or a digest names it. */
export const statedAs = ({ rule, labels, resolution }: Episode) =>
  ({ rule, labels, state: resolution === null ? 'firing' : 'resolved' }) as const;

const ALARMS: readonly NotificationReason[] = ['firing', 'repeated', 'suppression-ended', 'test', 'digest', 'daily-summary'];

const noteTold = (world: World, id: EpisodeId, delivery: Delivery, now: Instant): void => {
  const episode = world.episodes.get(id) as Episode;
  if (ALARMS.includes(delivery.reason)) keepEpisode(world, { ...withTelling(episode, delivery), toldAt: now });
  tell(world, episode, { at: now, kind: 'notified', text: wordsOf(delivery) });
};

/** Keeps by which delivery a channel told of the episode first. */
export const withTelling = (episode: Episode, delivery: Delivery): Episode => {
  if (episode.told.some(({ channel }) => channel === delivery.channel)) return episode;
  const telling: Telling = { channel: delivery.channel, delivery: delivery.id, state: 'waiting' };
  return { ...episode, told: [...episode.told, telling] };
};

export const wordsOf = ({ channel, reason, level, alerts }: Delivery): string =>
  `${channel}: ${reason}${level > 0 ? `, level ${level}` : ''}${alerts.length > 1 ? `, with ${alerts.length - 1} more` : ''}`;

const messageOf = (world: World, parcel: Parcel, members: readonly Episode[], now: Instant): Message => {
  const [own] = members as [Episode, ...Episode[]];
  if (members.length > 1) return asWished(world, groupedMessage(parcel.reason, summariesOf(world, members)));
  const rule = world.rules.get(own.rule);
  if (rule === undefined) throw new Error(`no rule ${own.rule} for ${own.id}`);
  const { summary } = subjectOf(world, rule, own.labels, own.value);
  const { level, isFollowUp } = parcel;
  const team = own.escalation.find((step) => step.level === level)?.team ?? null;
  return asWished(world, episodeMessage(parcel.reason, { episode: own, rule, summary, now, level, team, isFollowUp }));
};

/** So many are named in a grouped message; the others are only counted. */
const NAMED = 5;

/** Severities of all, the words of the first few: a thousand sentences that nobody reads take their time too. */
export const summariesOf = (
  world: World,
  members: readonly Episode[],
  named: number = NAMED,
): readonly { readonly text: string; readonly severity: Episode['severity'] }[] =>
  members.map((episode, index) => {
    const rule = index < named ? world.rules.get(episode.rule) : undefined;
    const text = rule === undefined ? episode.rule : subjectOf(world, rule, episode.labels, episode.value).summary;
    return { text, severity: episode.severity };
  });

/** The desk may be set to make no sound. */
const asWished = (world: World, message: Message): Message =>
  message.sound && world.config.channels.desktop?.sound === false ? { ...message, sound: false } : message;

export const deliveryOf = (parts: {
  readonly id: string;
  readonly reason: NotificationReason;
  readonly channel: ChannelKind;
  readonly level: number;
  readonly recipients: readonly string[];
  readonly message: Message;
  readonly decidedAt: Instant;
  readonly dueAt: Instant;
  readonly episodes: readonly Episode[];
  readonly follows: string | undefined;
}): Delivery => {
  const { episodes, follows, ...rest } = parts;
  const only = episodes.length === 1 ? episodes[0] : undefined;
  return {
    ...rest,
    ...(follows === undefined ? {} : { follows }),
    episode: only?.id ?? null,
    alerts: episodes.map((episode) => episode.id),
    rule: parts.reason === 'digest' || parts.reason === 'daily-summary' ? null : (episodes[0]?.rule ?? null),
    state: { kind: 'waiting' },
    attempts: [],
  };
};
