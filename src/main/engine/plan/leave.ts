import type { EpisodeId } from '../../core/model/alert.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { type Admitted, admit, type Parcel } from '../../core/notify/admit.js';
import type { Instant } from '../../core/time/instant.js';
import { episodeOf, type World } from '../world.js';
import { enqueue } from './hold.js';
import { nothingReady, type Ready } from './parcel.js';
import type { Pass } from './pass.js';
import { limitsOf } from './quota.js';
import { sendAll } from './send.js';
import { byUrgency, rankIn, rankingOf } from './urgency.js';

/** Lets the parcels of a pass leave as far as the limits of their channels allow; the others wait, and say until when. */
export const leave = (world: World, pass: Pass): void => {
  const { ready, at } = pass;
  if (ready.parcels.length === 0) return;
  pass.ready = nothingReady();
  pass.ranking = rankingOf(world, ready, pass.ranking);
  const rankOf = (id: EpisodeId): number => rankIn(pass.ranking, id);
  const urgent = byUrgency(ready, pass.ranking);
  const leaving: Parcel[] = [];
  const held: Admitted['held'][number][] = [];
  for (const channel of world.channels) {
    const ofOne = urgent.filter((parcel) => parcel.channel === channel);
    if (ofOne.length === 0) continue;
    const admitted = admit(ofOne, { ...limitsOf(world, channel, at.now), rankOf });
    if (ofOne.some(({ reason }) => reason === 'firing')) keepStorm(world, channel, admitted.firings);
    leaving.push(...admitted.leaving);
    held.push(...admitted.held);
  }
  sendAll(world, inOrder(leaving, ready), pass);
  for (const one of held) wait(world, one, at.now);
};

/** What waited longest first, then alert by alert and not channel by channel: a transcript should read like a story. */
const inOrder = (leaving: readonly Parcel[], { places }: Ready): readonly Parcel[] => {
  if (leaving.length < 2) return leaving;
  const placeOf = ({ members: [own] }: Parcel): number => places.get(own as EpisodeId) ?? 0;
  return [...leaving].sort((a, b) => a.since - b.since || placeOf(a) - placeOf(b));
};

/** Kept by name, so that a restart in the middle of a storm changes nothing. */
const keepStorm = (world: World, channel: ChannelKind, firings: readonly Instant[]): void => {
  world.storms.set(channel, firings);
  world.draft().marks.set('storms', Object.fromEntries(world.storms));
};

const wait = (world: World, { parcel, limit, until }: Admitted['held'][number], now: Instant): void => {
  const { channel, reason, level, recipients, since, insteadOf } = parcel;
  const heir = insteadOf === undefined ? {} : { insteadOf };
  for (const id of parcel.members) {
    const episode = episodeOf(world, id);
    const waiting = { channel, reason, level, recipients, because: 'rate-limit', limit, since, until, ...heir } as const;
    enqueue(world, episode.id, waiting, now);
  }
};
