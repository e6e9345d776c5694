import type { Episode } from '../../core/model/alert.js';
import { type Day, summaryMessage } from '../../core/notify/digest-message.js';
import { dayBefore } from '../../core/time/calendar.js';
import type { Instant } from '../../core/time/instant.js';
import { openEpisodes } from '../open.js';
import type { World } from '../world.js';
import { isForDigest, nextSummaryAt, type Pass } from './pass.js';
import { list } from './release.js';
import { type Listed, linesOf, sendSummary } from './send-digest.js';

/** Sends the daily summary once its time has come, or as soon as the desk can after it. */
export const planSummary = (world: World, pass: Pass): void => {
  const { now } = pass.at;
  if (pass.summaryAt === null || pass.summaryAt > now || pass.mutes.isSettling) return;
  const since = world.summaryAt;
  passSummaries(world, now);
  const digests = new Map<string, Listed>();
  for (const id of [...world.queued]) {
    for (const waiting of world.episodes.get(id)?.waiting ?? []) {
      const isInfo = world.episodes.get(id)?.severity === 'info';
      if (isInfo && isForDigest(waiting)) list(world, id, waiting, digests, pass);
    }
  }
  const recipients = world.config.channels.email?.to ?? [];
  const listed = { channel: 'email', recipients, episodes: [...digests.values()].flatMap(({ episodes }) => episodes) } as const;
  if (recipients.length > 0) {
    sendSummary(world, listed, (told) => summaryMessage(linesOf(world, told), dayOf(world, since, now)), now);
  }
};

/** Several that fell due while the desk could not act are one. */
const passSummaries = (world: World, now: Instant): void => {
  for (let next = nextSummaryAt(world); next !== null && next <= now; next = nextSummaryAt(world)) world.summaryAt = next;
  world.draft().marks.set('summaryAt', world.summaryAt);
};

/** What happened since the last summary, a day at most. */
const dayOf = (world: World, last: Instant, now: Instant): Day => {
  const since = Math.max(last, dayBefore(now, world.config.site.timeZone)) as Instant;
  const fired = { critical: 0, warning: 0, info: 0 };
  let resolved = 0;
  for (const episode of world.episodes.values()) {
    if (episode.test) continue;
    if (episode.firedAt > since) fired[episode.severity] += 1;
    if (episode.resolution !== null && episode.resolution.at > since) resolved += 1;
  }
  return { fired, resolved, open: linesOf(world, openEpisodes(world).filter(isCounted)) };
};

const isCounted = ({ test }: Episode): boolean => !test;
