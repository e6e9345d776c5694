import type { Episode, EpisodeId, Telling } from '../../core/model/alert.js';
import type { Delivery, Message } from '../../core/model/notification.js';
import type { Owed } from '../../core/model/owed.js';
import type { ChannelKind, NotificationReason } from '../../core/model/reason.js';
import type { Parcel } from '../../core/notify/admit.js';
import { episodeMessage, type GroupParts, groupedMessage } from '../../core/notify/message.js';
import { after, type Instant } from '../../core/time/instant.js';
import { ruleOf } from '../rule/gone-rule.js';
import { keyOfRecipients } from '../spread.js';
import { subjectOf } from '../subject.js';
import { noTrace } from '../trace.js';
import { episodeOf, keepDelivery, keepEpisode, tell, type World } from '../world.js';
import type { Pass } from './pass.js';
import { noteSent } from './quota.js';

/** Puts parcels into the outboxes of their channels, and writes that into the stories of all that they tell. */
export const sendAll = (world: World, parcels: readonly Parcel[], pass: Pass): void => {
  const { now } = pass.at;
  const deliveries = parcels.flatMap((parcel) => each(world, parcel)).map((parcel) => send(world, parcel, now));
  noteTold(world, deliveries, pass);
  // Of those that wait for a slot no telling was kept with which that could have been.
  for (const id of pass.expecting) keepEpisode(world, expecting(world, episodeOf(world, id), now));
  pass.expecting.clear();
};

/** A drill tells everybody alone, so that it is known of each whether it got there. A webhook's endpoints are told together. */
const each = (world: World, parcel: Parcel): readonly Parcel[] => {
  if (!isPersonalDrill(world, parcel)) return [parcel];
  return parcel.recipients.map((recipient) => ({ ...parcel, recipients: [recipient] }));
};

const isPersonalDrill = (world: World, { channel, members: [own] }: Parcel): boolean =>
  (channel === 'email' || channel === 'sms') && own !== undefined && world.episodes.get(own)?.drill !== undefined;

const personalKey = (world: World, parcel: Parcel): readonly string[] =>
  isPersonalDrill(world, parcel) ? [keyOfRecipients(parcel.recipients)] : [];

const send = (world: World, parcel: Parcel, now: Instant): Delivery => {
  const members = parcel.members.map((id) => episodeOf(world, id));
  const [own] = members as [Episode, ...Episode[]];
  const delivery = deliveryOf({
    id: [own.id, keyOf(own, parcel), parcel.channel, ...personalKey(world, parcel)].join(':'),
    reason: parcel.reason,
    channel: parcel.channel,
    level: parcel.level,
    recipients: parcel.recipients,
    message: messageOf(world, parcel, members, now),
    decidedAt: parcel.since,
    dueAt: now,
    episodes: members,
    insteadOf: parcel.insteadOf,
    follows: members.length === 1 ? own.told.find(({ channel }) => channel === parcel.channel)?.delivery : undefined,
  });
  keepDelivery(world, delivery);
  noteSent(world, delivery);
  world.trace(now, {
    event: 'notification',
    reason: parcel.reason,
    rule: own.rule,
    labels: own.labels,
    channel: parcel.channel,
    level: parcel.level,
    recipients: parcel.recipients,
    ...(members.length > 1 && world.trace !== noTrace ? { alerts: members.map(statedAs) } : {}),
  });
  return delivery;
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

/** Episode by episode, whatever the number of its deliveries: ten thousand may be told on five channels at once. */
const noteTold = (world: World, deliveries: readonly Delivery[], { at: { now }, expecting: expected }: Pass): void => {
  let told: Told | null = null;
  for (const [id, ofOne] of byEpisode(deliveries)) {
    // Those that left together were told by the same deliveries: what is said of the one is said of the next.
    if (told?.deliveries !== ofOne) told = toldBy(ofOne);
    const episode = episodeOf(world, id);
    if (told.tellings.length > 0) {
      const all = episode.told.length === 0 ? told.tellings : withTellings(episode.told, told.tellings);
      const kept: Episode = { ...episode, told: all, toldAt: now };
      keepEpisode(world, expected.delete(id) ? expecting(world, kept, now) : kept);
    }
    for (const text of told.words) tell(world, episode, { at: now, kind: 'notified', text });
  }
};

/** By which deliveries each is told; one and the same list for all that are told by the same. */
const byEpisode = (deliveries: readonly Delivery[]): ReadonlyMap<EpisodeId, readonly Delivery[]> => {
  const told = new Map<EpisodeId, readonly Delivery[]>();
  for (const delivery of deliveries) {
    const longer = new Map<readonly Delivery[] | undefined, readonly Delivery[]>();
    for (const id of delivery.alerts) {
      const before = told.get(id);
      const list = longer.get(before) ?? [...(before ?? []), delivery];
      longer.set(before, list);
      told.set(id, list);
    }
  }
  return told;
};

interface Told {
  readonly deliveries: readonly Delivery[];
  /** Of those that are alarms, the first of each channel. */
  readonly tellings: readonly Telling[];
  readonly words: readonly string[];
}

const toldBy = (deliveries: readonly Delivery[]): Told => ({
  deliveries,
  tellings: withTellings([], deliveries.filter(({ reason }) => ALARMS.includes(reason)).map(tellingOf)),
  words: wordsOf(deliveries),
});

/** Somebody has to answer an SMS within the configured time; that nobody did is told once per episode, reopened or not. */
const expecting = (world: World, episode: Episode, now: Instant): Episode => {
  const within = world.config.channels.sms?.acknowledgeWithin;
  return within === undefined || episode.isFollowedUp === true ? episode : { ...episode, answerBy: after(now, within) };
};

export const tellingOf = ({ channel, id }: Delivery): Telling => ({ channel, delivery: id, state: 'waiting' });

/** Keeps by which delivery a channel told of an episode first. */
export const withTellings = (told: readonly Telling[], tellings: readonly Telling[]): readonly Telling[] => {
  const first = tellings.filter(
    ({ channel }, index) =>
      told.every((known) => known.channel !== channel) && tellings.findIndex((one) => one.channel === channel) === index,
  );
  if (told.length === 0) return first.length === tellings.length ? tellings : first;
  return first.length === 0 ? told : [...told, ...first];
};

/** `desktop, email: firing`, a text for each reason and level. */
const wordsOf = (told: readonly Delivery[]): readonly string[] => {
  const channels = new Map<string, string[]>();
  for (const { channel, reason, level, alerts } of told) {
    const many = alerts.length > 1 ? `, with ${alerts.length - 1} more` : '';
    const what = `${reason}${level > 0 ? `, level ${level}` : ''}${many}`;
    channels.set(what, [...(channels.get(what) ?? []), channel]);
  }
  return [...channels].map(([what, kinds]) => `${kinds.join(', ')}: ${what}`);
};

const messageOf = (world: World, parcel: Parcel, members: readonly Episode[], now: Instant): Message => {
  const [own] = members as [Episode, ...Episode[]];
  if (members.length > 1) return asWished(world, groupedMessage(parcel.reason, partsOf(world, members)));
  const rule = ruleOf(world, own);
  const { summary } = subjectOf(world, rule, own.labels, own.value);
  const { level, isFollowUp } = parcel;
  const team = own.escalation.find((step) => step.level === level)?.team ?? null;
  return asWished(world, episodeMessage(parcel.reason, { episode: own, rule, summary, now, level, team, isFollowUp }));
};

/** So many are named in a grouped message; the others are only counted. */
const NAMED = 5;

const partsOf = (world: World, members: readonly Episode[]): GroupParts => ({
  count: members.length,
  criticals: members.reduce((count, { severity }) => count + (severity === 'critical' ? 1 : 0), 0),
  named: members.slice(0, NAMED).map((episode) => summaryOf(world, episode)),
});

/** What is wrong, in one sentence; the rule's id where the rule is gone. */
export const summaryOf = (world: World, { rule: id, labels, value }: Episode): string => {
  const rule = world.rules.get(id);
  return rule === undefined ? id : subjectOf(world, rule, labels, value).summary;
};

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
  readonly insteadOf?: ChannelKind | undefined;
  readonly covers?: Owed | undefined;
}): Delivery => {
  const { episodes, follows, insteadOf, covers, ...rest } = parts;
  const only = episodes.length === 1 ? episodes[0] : undefined;
  return {
    ...rest,
    ...(follows === undefined ? {} : { follows }),
    ...(insteadOf === undefined ? {} : { insteadOf }),
    ...(covers === undefined ? {} : { covers }),
    episode: only?.id ?? null,
    alerts: episodes.map((episode) => episode.id),
    rule: parts.reason === 'digest' || parts.reason === 'daily-summary' ? null : (episodes[0]?.rule ?? null),
    state: { kind: 'waiting' },
    attempts: [],
  };
};
