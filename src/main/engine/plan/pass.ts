import type { Now } from '../../core/alert/advance.js';
import type { EpisodeId, Waiting } from '../../core/model/alert.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { Rule, Severity } from '../../core/model/rule.js';
import { quietUntil } from '../../core/mute/quiet-hours.js';
import { nextTimeOfDay } from '../../core/time/calendar.js';
import { after, type Instant } from '../../core/time/instant.js';
import type { World } from '../world.js';
import { type Mutes, mutesAt } from './mute.js';
import { nothingReady, type Ready } from './parcel.js';
import { noRanking, type Ranking } from './urgency.js';

/** A channel, and whom it reaches. */
export interface Reach {
  readonly channel: ChannelKind;
  readonly recipients: readonly string[];
}

/** One look at who is to be told: what holds for all alerts at this instant, and what is ready to leave. */
export interface Pass {
  readonly at: Now;
  readonly mutes: Mutes;
  /** When the quiet hours that run now end; null where none run. */
  readonly quietUntil: Instant | null;
  /** When the next digest of a channel leaves; missing where nothing waits for one yet. */
  readonly digestAt: Map<ChannelKind, Instant>;
  /** When the next daily summary is due; null where there is none. */
  readonly summaryAt: Instant | null;
  /** By severity and rule, whom its alerts reach. */
  readonly reach: Map<Rule | string, readonly Reach[]>;
  /** By severity and team, whom a level reaches. */
  readonly teams: Map<string, readonly Reach[]>;
  /** What is ready to leave. */
  ready: Ready;
  /** Episodes that an SMS tells now: until when somebody has to answer is still to be kept. */
  readonly expecting: Set<EpisodeId>;
  /** The order of urgency, as it was reckoned last. */
  ranking: Ranking;
}

export const beginPass = (world: World, at: Now): Pass => ({
  at,
  mutes: mutesAt(world, at),
  quietUntil: quietUntil(world.config.quietHours, at.now),
  digestAt: digestsOf(world),
  summaryAt: nextSummaryAt(world),
  reach: new Map(),
  teams: new Map(),
  ready: nothingReady(),
  expecting: new Set(),
  ranking: noRanking,
});

/** Whether quiet hours hold what is told of alerts of this severity now. */
export const isQuietFor = (world: World, pass: Pass, severity: Severity): boolean =>
  pass.quietUntil !== null && world.config.quietHours?.holds.includes(severity) === true;

/** When the next daily summary by email is due; null where there is none, or nobody would get it. */
export const nextSummaryAt = (world: World): Instant | null => {
  const { email } = world.config.channels;
  const isWritten = world.channels.includes('email') && email !== null && email.to.length > 0;
  const minuteOfDay = isWritten ? email.dailySummary : null;
  return minuteOfDay === null ? null : nextTimeOfDay(minuteOfDay, world.config.site.timeZone, world.summaryAt);
};

const digestsOf = (world: World): Map<ChannelKind, Instant> => {
  const due = new Map<ChannelKind, Instant>();
  for (const id of world.queued) {
    const episode = world.episodes.get(id);
    if (episode === undefined || episode.severity === 'info') continue;
    for (const one of episode.waiting) if (isForDigest(one)) due.set(one.channel, soonest(due.get(one.channel), one.until));
  }
  return due;
};

/** Whether it waits for company in a digest; what waits for the daily summary is of severity `info`. */
export const isForDigest = ({ because }: Waiting): boolean => because === 'digest';

const soonest = (a: Instant | undefined, b: Instant): Instant => (a === undefined || b < a ? b : a);

/** When a warning that begins to wait now leaves: with those that wait already, or after the digest's time. */
export const joinDigest = (world: World, pass: Pass, channel: ChannelKind): Instant => {
  const known = pass.digestAt.get(channel);
  const until = known ?? after(pass.at.now, world.config.channels.email?.digest ?? 0);
  pass.digestAt.set(channel, until);
  return until;
};
