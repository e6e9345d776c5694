import type { EpisodeId, Waiting } from '../model/alert.js';
import type { ChannelKind, NotificationReason } from '../model/reason.js';
import type { RuleId } from '../model/rule.js';
import type { Rate } from '../model/telling.js';
import { after, type Duration, type Instant } from '../time/instant.js';

/**
 * Something ready to leave by a channel: one alert, or several that are told together. Before it is admitted several stand in
 * one only because they are alike; the limits judge them one by one.
 */
export interface Parcel {
  readonly channel: ChannelKind;
  readonly reason: NotificationReason;
  readonly level: number;
  readonly recipients: readonly string[];
  /** Its own alert's rule. */
  readonly rule: RuleId;
  /** Its own alert first. */
  readonly members: readonly EpisodeId[];
  readonly since: Instant;
  /** The limit that held it until now. */
  readonly heldBy: Waiting['limit'];
  /** Part of an SMS that nobody answered: it has a quota of its own. */
  readonly isFollowUp: boolean;
  /** The channel that could not tell it, and handed it over. */
  readonly insteadOf?: ChannelKind;
}

/** What the limits of one channel rest on. */
export interface Limits {
  readonly now: Instant;
  readonly storm: { readonly firings: number; readonly within: Duration };
  readonly perRule: Rate;
  /** Messages in a rolling time by SMS, and of those that nobody answered; null on other channels. */
  readonly quotaOf: ((isFollowUp: boolean) => Rate) | null;
  /** Instants at which firings left one by one, oldest first: those within the storm's time count. */
  readonly firings: readonly Instant[];
  /** The place of an alert by urgency: the smallest first. */
  readonly rankOf: (alert: EpisodeId) => number;
  /** Instants within the rate's time at which alarms of a rule left. */
  readonly ofRule: (rule: RuleId) => readonly Instant[];
  /** The same for the quota, and for that of unanswered SMS. */
  readonly ofQuota: (isFollowUp: boolean) => readonly Instant[];
}

export interface Admitted {
  readonly leaving: readonly Parcel[];
  readonly held: readonly { readonly parcel: Parcel; readonly limit: 'storm' | 'rule' | 'quota'; readonly until: Instant }[];
  /** The firings that count towards a storm from now on. */
  readonly firings: readonly Instant[];
}

const LIMITED: readonly NotificationReason[] = ['firing', 'repeated', 'suppression-ended'];

/** Which of the parcels of one channel leave now, some of them bound together, and which wait and until when. */
export const admit = (parcels: readonly Parcel[], limits: Limits): Admitted => {
  const held: Admitted['held'][number][] = [];
  const calmed = calm(
    parcels.filter(({ reason }) => reason === 'firing'),
    limits,
    held,
  );
  const others = bound(
    parcels.filter(({ reason }) => reason !== 'firing'),
    limits,
  );
  const ofRules = rationed([...calmed.leaving, ...others], limits, held);
  const leaving = limits.quotaOf === null ? ofRules : quoted(ofRules, limits.quotaOf, limits, held);
  return { leaving, held, firings: calmed.firings };
};

type Held = Admitted['held'][number][];

/**
 * A storm: more firings than the limit at one instant leave as one message. Where they come one after the other, those
 * within the limit leave alone, and all that follow until its time is over wait and leave as one.
 */
const calm = (
  parcels: readonly Parcel[],
  { now, storm, firings, rankOf }: Limits,
  held: Held,
): { readonly leaving: readonly Parcel[]; readonly firings: readonly Instant[] } => {
  const waited = parcels.filter(({ heldBy }) => heldBy !== null);
  const fresh = parcels.filter(({ heldBy }) => heldBy === null);
  const recent = firings.filter((at) => at > now - storm.within);
  const free = Math.max(0, storm.firings - recent.length);
  const stormed = together(
    waited.filter(({ heldBy }) => heldBy === 'storm'),
    rankOf,
  );
  const others = waited.filter(({ heldBy }) => heldBy !== 'storm');
  if (countOf(fresh) > storm.firings && free > 0) {
    const leaving = [...stormed, ...others, ...together(fresh, rankOf)];
    return { leaving, firings: Array.from({ length: storm.firings }, () => now) };
  }
  const single = apart(fresh, rankOf);
  const alone = single.slice(0, free);
  const until = after(recent[0] ?? now, storm.within);
  for (const parcel of single.slice(free)) held.push({ parcel, limit: 'storm', until });
  return { leaving: [...stormed, ...others, ...alone], firings: [...recent, ...alone.map(() => now)] };
};

/** Other reasons have no storm, but more of one kind than the limit at one instant help nobody either. */
const bound = (parcels: readonly Parcel[], { storm, rankOf }: Limits): readonly Parcel[] => {
  const groups = grouped(
    parcels,
    ({ reason, level, isFollowUp, recipients }) => `${reason} ${level} ${isFollowUp} ${nameOf(recipients)}`,
  );
  return groups.flatMap((group) => (countOf(group) > storm.firings ? together(group, rankOf) : apart(group, rankOf)));
};

/** Alarms of one rule: as many as its rate allows. Those that waited leave as one message, oldest first. */
const rationed = (parcels: readonly Parcel[], limits: Limits, held: Held): readonly Parcel[] => {
  const limited = parcels.filter(({ reason }) => LIMITED.includes(reason));
  const leaving: Parcel[] = parcels.filter(({ reason }) => !LIMITED.includes(reason));
  for (const ofOne of grouped(limited, ({ rule }) => rule)) {
    const sent = limits.ofRule((ofOne[0] as Parcel).rule);
    leaving.push(...slots(ofOne, { limit: 'rule', rate: limits.perRule, sent }, limits, held));
  }
  return leaving;
};

const quoted = (
  parcels: readonly Parcel[],
  quotaOf: NonNullable<Limits['quotaOf']>,
  limits: Limits,
  held: Held,
): readonly Parcel[] =>
  [false, true].flatMap((isFollowUp) => {
    const ofOne = parcels.filter((parcel) => parcel.isFollowUp === isFollowUp);
    return slots(ofOne, { limit: 'quota', rate: quotaOf(isFollowUp), sent: limits.ofQuota(isFollowUp) }, limits, held);
  });

interface Slots {
  readonly limit: 'rule' | 'quota';
  readonly rate: Rate;
  readonly sent: readonly Instant[];
}

/** Gives each free slot to one message: first to those that waited for one, folded together; then to the others in turn. */
const slots = (
  parcels: readonly Parcel[],
  { limit, rate: { count, per }, sent }: Slots,
  { now, rankOf }: Limits,
  held: Held,
): readonly Parcel[] => {
  const used = sent.filter((at) => at > now - per && at <= now);
  const waited = parcels.filter(({ heldBy }) => heldBy === limit);
  const turn = [...together(waited, rankOf), ...parcels.filter(({ heldBy }) => heldBy !== limit)];
  const leaving = turn.slice(0, Math.max(0, count - used.length));
  const all = [...used, ...leaving.map(() => now)];
  const until = after(all[Math.max(0, all.length - count)] ?? now, per);
  for (const parcel of turn.slice(leaving.length)) held.push({ parcel, limit, until });
  return leaving;
};

type RankOf = Limits['rankOf'];

/** How many alerts they tell. */
const countOf = (parcels: readonly Parcel[]): number => parcels.reduce((count, { members }) => count + members.length, 0);

/** Each alert by itself, by urgency. */
const apart = (parcels: readonly Parcel[], rankOf: RankOf): readonly Parcel[] => {
  if (parcels.every(({ members }) => members.length === 1)) return parcels;
  const single = parcels.flatMap((parcel) => parcel.members.map((id) => ({ ...parcel, members: [id] })));
  return single.sort((a, b) => rankOf(a.members[0] as EpisodeId) - rankOf(b.members[0] as EpisodeId));
};

/** Parcels for the same people as one, oldest first; what began to wait at one instant by urgency. */
const together = (parcels: readonly Parcel[], rankOf: RankOf): readonly Parcel[] => {
  const groups = grouped(parcels, ({ recipients, level }) => `${level} ${nameOf(recipients)}`);
  return groups.map((group) => {
    const [first] = group as readonly [Parcel, ...Parcel[]];
    if (group.length === 1) return first;
    const ordered = [...apart(group, rankOf)].sort((a, b) => a.since - b.since);
    return { ...(ordered[0] as Parcel), members: ordered.flatMap(({ members }) => members) };
  });
};

/** Lists of recipients are few and shared by thousands of parcels: each is put into words once. */
const names = new WeakMap<readonly string[], string>();

const nameOf = (recipients: readonly string[]): string => {
  const known = names.get(recipients) ?? JSON.stringify(recipients);
  names.set(recipients, known);
  return known;
};

/** Those with the same key together, in the order in which each key came first. */
const grouped = (parcels: readonly Parcel[], keyOf: (parcel: Parcel) => string): readonly (readonly Parcel[])[] => {
  const groups = new Map<string, Parcel[]>();
  for (const parcel of parcels) {
    const key = keyOf(parcel);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [parcel]);
    else group.push(parcel);
  }
  return [...groups.values()];
};
