import type { Alert, Episode } from '../../core/model/alert.js';
import { after, type Instant, instant } from '../../core/time/instant.js';
import { openEpisodes } from '../open.js';
import { keepAlert, keepEpisode, type World } from '../world.js';
import { keepOwed } from './owed.js';
import { rouseAll } from './rest.js';

/** The clock was set back: no limit counts from a moment that is yet to come, and nothing waits longer than it was to. */
export const setBack = (world: World, now: Instant): void => {
  for (const [channel, firings] of world.storms) world.storms.set(channel, passed(firings, now));
  for (const [key, sent] of world.sent) world.sent.set(key, passed(sent, now));
  world.summaryAt = earlier(world.summaryAt, now);
  if (world.owed.since > now) keepOwed(world, { ...world.owed, since: justBefore(now) });
  rouseAll(world, now);
  for (const fingerprint of world.live) setReadingsBack(world, world.alerts.get(fingerprint), now);
  const touched = new Set([...openEpisodes(world).map(({ id }) => id as string), ...world.queued]);
  for (const id of touched) {
    const episode = world.episodes.get(id);
    if (episode !== undefined && isAhead(episode, now)) keepEpisode(world, broughtBack(episode, now));
  }
};

/** Its newest sample now bears the time of now, and is no other reading than the one that was counted. */
const setReadingsBack = (world: World, alert: Alert | undefined, now: Instant): void => {
  if (alert?.phase.state !== 'firing' || alert.phase.good === null) return;
  const { lastSampleAt } = alert.phase.good;
  if (lastSampleAt === null || lastSampleAt <= now) return;
  keepAlert(world, { ...alert, phase: { ...alert.phase, good: { ...alert.phase.good, lastSampleAt: now } } });
};

/** What is brought back to now counts as having happened after it. */
const justBefore = (now: Instant): Instant => instant(now - 1);

const passed = (instants: readonly Instant[], now: Instant): Instant[] => instants.filter((at) => at <= now);
const earlier = (at: Instant, now: Instant): Instant => instant(Math.min(at, now));

const isAhead = ({ firedAt, toldAt, waiting }: Episode, now: Instant): boolean =>
  firedAt > now || (toldAt ?? now) > now || waiting.some(({ since }) => since > now);

/** It counts as having fired now, and what was to come of it comes as long after now as it was to come after it fired. */
const broughtBack = (episode: Episode, now: Instant): Episode => {
  const ahead = Math.max(0, episode.firedAt - now);
  return {
    ...episode,
    startedAt: earlier(episode.startedAt, now),
    firedAt: earlier(episode.firedAt, now),
    toldAt: episode.toldAt === null ? null : earlier(episode.toldAt, now),
    answerBy: episode.answerBy === null ? null : after(episode.answerBy, -ahead),
    escalation: episode.escalation.map((step) => (step.done ? step : { ...step, at: after(step.at, -ahead) })),
    waiting: episode.waiting.map((one) => {
      const late = Math.max(0, one.since - now);
      return late === 0 ? one : { ...one, since: now, until: after(one.until, -late) };
    }),
  };
};
