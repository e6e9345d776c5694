import type { Episode } from '../../core/model/alert.js';
import type { UnobservedCause } from '../../core/model/ledger.js';
import type { Message } from '../../core/model/notification.js';
import type { Owed } from '../../core/model/owed.js';
import { type Day, summaryMessage } from '../../core/notify/digest-message.js';
import { LATE } from '../../core/notify/message.js';
import { sayLate, saySpan } from '../../core/notify/summary-words.js';
import { DESK } from '../../core/observe/observation.js';
import { owedSince, totalOf } from '../../core/report/owed.js';
import { dayBefore } from '../../core/time/calendar.js';
import type { Instant } from '../../core/time/instant.js';
import { openEpisodes } from '../open.js';
import type { World } from '../world.js';
import { keepOwed } from './owed.js';
import { isForDigest, nextSummaryAt, type Pass } from './pass.js';
import { list } from './release.js';
import { type Listed, linesOf, sendSummary } from './send-digest.js';

/** Sends the daily summary once its time has come, or as soon as the desk can after it. */
export const planSummary = (world: World, pass: Pass): void => {
  const { now } = pass.at;
  if (pass.summaryAt === null || pass.summaryAt > now || pass.mutes.isSettling) return;
  const { owed } = world;
  const due = pass.summaryAt;
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
    const message = (told: readonly Episode[]): Message =>
      summaryMessage(linesOf(world, told), dayOf(world, owed, { due, now }));
    sendSummary(world, listed, message, { covers: owed, now });
    keepOwed(world, owedSince(now));
  }
};

/** Several that fell due while the desk could not act are one. */
const passSummaries = (world: World, now: Instant): void => {
  for (let next = nextSummaryAt(world); next !== null && next <= now; next = nextSummaryAt(world)) world.summaryAt = next;
  world.draft().marks.set('summaryAt', world.summaryAt);
};

/** What is told: all that is owed, since when, and why only now. */
const dayOf = (world: World, { since, ...owed }: Owed, { due, now }: { readonly due: Instant; readonly now: Instant }): Day => {
  const zone = world.config.site.timeZone;
  const { fired, ended } = totalOf({ since, ...owed });
  return {
    ...{ fired, resolved: ended, open: linesOf(world, openEpisodes(world).filter(isCounted)) },
    ...(dayBefore(now, zone) - since > LATE ? { span: saySpan(since, now, zone) } : {}),
    ...(now - due > LATE ? { late: sayLate({ due, now, zone, cause: causeAt(world, due) }) } : {}),
  };
};

/** Why the desk could not act then; null where it looked, and was waiting for its first readings. */
const causeAt = (world: World, at: Instant): UnobservedCause | null => {
  const segment = world.segments.find(({ scope, from, to }) => scope === DESK && from <= at && to !== null && at < to);
  return segment === undefined || segment.cause === 'observed' ? null : segment.cause;
};

const isCounted = ({ test }: Episode): boolean => !test;
