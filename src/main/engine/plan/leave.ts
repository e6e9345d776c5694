import type { Episode, EpisodeId } from '../../core/model/alert.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { type Admitted, admit, type Parcel } from '../../core/notify/admit.js';
import type { Instant } from '../../core/time/instant.js';
import type { World } from '../world.js';
import { enqueue } from './hold.js';
import type { Pass } from './pass.js';
import { limitsOf } from './quota.js';
import { sendAll } from './send.js';

/** Lets the parcels of a pass leave as far as the limits of their channels allow; the others wait, and say until when. */
export const leave = (world: World, pass: Pass): void => {
  const { parcels, at } = pass;
  if (parcels.length === 0) return;
  const urgent = byUrgency(world, parcels);
  pass.parcels = [];
  const leaving: Parcel[] = [];
  const held: Admitted['held'][number][] = [];
  for (const channel of world.channels) {
    const ofOne = urgent.filter((parcel) => parcel.channel === channel);
    if (ofOne.length === 0) continue;
    const admitted = admit(ofOne, limitsOf(world, channel, at.now));
    if (ofOne.some(({ reason }) => reason === 'firing')) keepStorm(world, channel, admitted.firings);
    leaving.push(...admitted.leaving);
    held.push(...admitted.held);
  }
  sendAll(world, inOrder(leaving, parcels), at);
  for (const one of held) wait(world, one, at.now);
};

const RANK: Readonly<Record<Episode['severity'], number>> = { critical: 0, warning: 1, info: 2 };

/**
 * Where a limit leaves room for some of them only, the worst have it; then those that fire longest. The rest is settled by name,
 * and not by which was looked at first: a restart, and a replay, look in another order.
 */
const byUrgency = (world: World, parcels: readonly Parcel[]): readonly Parcel[] => {
  if (parcels.length < 2) return parcels;
  const told = [...new Set(parcels.map(({ members: [own] }) => own))].map((id) => world.episodes.get(id ?? '') as Episode);
  told.sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.firedAt - b.firedAt || (a.fingerprint < b.fingerprint ? -1 : 1));
  const places = new Map(told.map(({ id }, index) => [id, index] as const));
  const placeOf = ({ members: [own] }: Parcel): number => places.get(own as EpisodeId) ?? 0;
  return [...parcels].sort((a, b) => placeOf(a) - placeOf(b));
};

/** What waited longest first, then alert by alert and not channel by channel: a transcript should read like a story. */
const inOrder = (leaving: readonly Parcel[], decided: readonly Parcel[]): readonly Parcel[] => {
  const places = new Map(decided.map(({ members: [own] }, index) => [own, index] as const).reverse());
  const placeOf = ({ members: [own] }: Parcel): number => (own === undefined ? 0 : (places.get(own) ?? 0));
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
    const episode = world.episodes.get(id) as Episode;
    const waiting = { channel, reason, level, recipients, because: 'rate-limit', limit, since, until, ...heir } as const;
    enqueue(world, episode.id, waiting, now);
  }
};
