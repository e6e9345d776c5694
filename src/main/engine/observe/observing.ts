import type { Now } from '../../core/alert/advance.js';
import type { Severity } from '../../core/model/rule.js';
import type { TargetId } from '../../core/model/target.js';
import { deskBackMessage, deskBlindMessage } from '../../core/notify/message.js';
import { beginObserving, missed, SETTLING, shift, type UnobservedStretch } from '../../core/observe/observation.js';
import type { SampleWindow } from '../../core/sample/sample-window.js';
import { cutAfter, insertSample } from '../../core/sample/window.js';
import { newestUpTo } from '../../core/sample/window-read.js';
import { after, between, days, type Instant, instant, minutes, seconds } from '../../core/time/instant.js';
import { openEpisodes } from '../open.js';
import { sendDeskMessage } from '../plan/desk.js';
import { setBack } from '../plan/set-back.js';
import { doubtClock, keepSegment, nowOf, type World } from '../world.js';

/** A target that gives no reading for this long no longer keeps the desk from speaking. */
const SETTLE_LIMIT = minutes(1);
/** A gap shorter than this needs no summary afterwards. */
const WORTH_SAYING = seconds(60);

/** The desk stops looking at `from`, for a cause that lasts until `lookAgain`. */
export const stopLooking = (world: World, from: Instant, cause: 'asleep' | 'offline', now: Instant): void => {
  const { observation, ended } = shift(world.observation, from, cause);
  world.observation = observation;
  if (ended !== null) keepSegment(world, ended);
  world.draft().segments.set('open', observation.open);
  if (cause === 'offline') sendDeskMessage(world, 'desk-blind', deskBlindMessage(), nowOf(world, now));
};

/** The desk looks again: the gap is written down and every target is to be read afresh before anybody is told anything. */
export const lookAgain = (world: World, now: Instant): void => {
  const cause = world.observation.open.cause;
  if (cause === 'observed') return;
  if (now < world.observation.open.from) {
    lookAgainEarlier(world, now);
    return;
  }
  const { observation, ended } = shift(world.observation, now, 'observed');
  world.observation = observation;
  world.draft().segments.set('open', observation.open);
  if (ended === null) return;
  keepSegment(world, ended);
  doubtClock(world, now - ended.from, observation.before);
  const gap = { from: ended.from, to: now, cause } as UnobservedStretch;
  world.trace(now, { event: 'unobserved', cause, from: gap.from, to: gap.to });
  settle(world, now, gap);
};

/** The clock was set back while the desk did not look: how long that was nobody knows, and the ledger goes on from now. */
const lookAgainEarlier = (world: World, now: Instant): void => {
  const { open, before } = world.observation;
  keepSegment(world, { ...open, to: open.from });
  world.observation = beginObserving(now, before);
  world.draft().segments.set('open', world.observation.open);
  goBack(world, now);
  settle(world, now, { from: now, to: now, cause: open.cause } as UnobservedStretch);
};

/** The desk finds out afterwards that it had not looked since `from`: it slept unannounced, or the clock jumped. */
export const noticeGap = (world: World, from: Instant, now: Instant): void => {
  if (world.observation.open.cause !== 'observed') return;
  const { observation, ended } = missed(world.observation, from, now, 'asleep');
  world.observation = observation;
  for (const segment of ended) keepSegment(world, segment);
  world.draft().segments.set('open', observation.open);
  if (now <= from) {
    goBack(world, now);
    return;
  }
  doubtClock(world, now - from, observation.before);
  world.trace(now, { event: 'unobserved', cause: 'asleep', from, to: now });
  settle(world, now, { from, to: now, cause: 'asleep' });
};

/** The clock was set back: nothing may wait for, or count from, a moment that is now yet to come. */
export const goBack = (world: World, now: Instant): void => {
  cutSegments(world, now);
  bringBack(world, now);
  setBack(world, now);
  const { settling } = world;
  if (settling !== null) world.settling = { ...settling, until: instant(Math.min(settling.until, now + SETTLE_LIMIT)) };
};

/** What the ledger says of a time to come was written by a clock that was wrong. */
const cutSegments = (world: World, now: Instant): void => {
  world.segments = world.segments.map((segment) => {
    if (segment.to === null || segment.to <= now) return segment;
    const cut = { ...segment, to: instant(Math.max(segment.from, now)) };
    world.draft().segments.set(`${cut.scope}@${cut.from}`, cut);
    return cut;
  });
};

/** After a jump backwards the last samples lie in the future, where nothing could follow them: the newest is current now. */
const bringBack = (world: World, now: Instant): void => {
  for (const series of world.series.values()) {
    const newest = newestUpTo(series.samples, Number.POSITIVE_INFINITY);
    if (newest === null || newest.at <= now) continue;
    for (const samples of [series.samples, ...series.marked.values()]) bringWindowBack(samples, now);
  }
};

const bringWindowBack = (samples: SampleWindow, now: Instant): void => {
  const newest = newestUpTo(samples, Number.POSITIVE_INFINITY);
  cutAfter(samples, now - 1);
  if (newest !== null) insertSample(samples, now, newest.value);
};

/** Holds every notification until each target has had a fresh reading, or a minute has passed. */
export const settle = (world: World, now: Instant, back: UnobservedStretch | null): void => {
  const earlier = world.settling?.back ?? null;
  const gap = back === null || back.cause === 'source-failing' ? null : { cause: back.cause, from: back.from, to: back.to };
  const summed = earlier === null ? gap : { ...earlier, to: gap?.to ?? earlier.to };
  world.settling = { waitingFor: new Set(world.targets.keys()), until: after(now, SETTLE_LIMIT), back: summed };
  world.draft().marks.set('back', summed);
};

/** Notes that a target was read (or all), and ends the settling once nothing is waited for. */
export const settled = (world: World, read: TargetId | 'all' | null, now: Instant): void => {
  const { settling } = world;
  if (settling === null || world.observation.open.cause !== 'observed') return;
  if (read === 'all') settling.waitingFor.clear();
  else if (read !== null) settling.waitingFor.delete(read);
  if (settling.waitingFor.size > 0 && now < settling.until) return;
  world.settling = null;
  noteSettled(world, now);
  if (settling.back === null) return;
  world.draft().marks.set('back', null);
  sayBack(world, settling.back, nowOf(world, now));
};

/** Which targets were read by when is not all kept: a replay has to know when the desk might speak. */
const noteSettled = (world: World, now: Instant): void => {
  const { from } = world.observation.open;
  world.draft().segments.set(`${SETTLING}@${from}`, { scope: SETTLING, from, to: now, cause: 'observed' });
};

const sayBack = (
  world: World,
  back: { cause: 'asleep' | 'offline' | 'stopped'; from: Instant; to: Instant },
  at: Now,
): void => {
  const length = between(back.from, back.to);
  if (length < WORTH_SAYING && back.cause !== 'offline') return;
  const firing: Record<Severity, number> = { critical: 0, warning: 0, info: 0 };
  for (const episode of openEpisodes(world)) if (!episode.test) firing[episode.severity] += 1;
  sendDeskMessage(world, 'desk-back', deskBackMessage(back.cause, length, firing), at);
};

/** Forgets segments that ended more than a day and an hour ago: the view shows a day. */
export const forgetSegments = (world: World, now: Instant): void => {
  const oldest = now - days(1) - minutes(60);
  const firstKept = world.segments.findIndex((segment) => (segment.to ?? now) >= oldest);
  if (firstKept > 0) world.segments.splice(0, firstKept);
};
