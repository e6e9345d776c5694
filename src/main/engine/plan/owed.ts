import type { Delivery } from '../../core/model/notification.js';
import type { Owed } from '../../core/model/owed.js';
import type { Journal, Marks, Remembered } from '../../core/port/journal.js';
import { owedFrom, owedOf, owedSince, together, withPast } from '../../core/report/owed.js';
import { after, days, type Instant, instant } from '../../core/time/instant.js';
import { episodePages } from '../journal-pages.js';
import type { World } from '../world.js';
import { nextSummaryAt } from './pass.js';

/** Where no summary was written for a time, the next one tells of a week at most: the report has the rest. */
const WEEK = days(7);
/** However long no summary could leave: the report tells of no more at once, and its figures are reckoned while the mail waits. */
const MOST = days(30);

/** Keeps what the next summary has to tell. */
export const keepOwed = (world: World, owed: Owed): void => {
  world.owed = owed;
  world.draft().marks.set('summarySince', owed.since);
};

/**
 * What the next summary owes at a start: counted anew from what is remembered, so that it is never other than that is, wherever the process
 * before ended. The journal is asked only for what was over so long ago that `remembered` has left it out.
 */
export const readOwed = async (
  journal: Pick<Journal, 'episodes'>,
  remembered: Remembered,
  { resolvedSince, now }: { readonly resolvedSince: Instant; readonly now: Instant },
): Promise<Owed> => {
  const since = sinceOf(remembered.marks, now);
  if (since >= resolvedSince) return owedOf(remembered.episodes, since);
  let owed = owedSince(since);
  for await (const page of episodePages(journal, { since })) owed = page.reduce(withPast, owed);
  return owed;
};

/** When the last summary left, or the first one began to be owed. */
export const sinceOf = ({ summarySince, summaryAt, hasSummary }: Marks, now: Instant): Instant => {
  const weekAgo = after(now, -WEEK);
  if (typeof summarySince === 'number')
    return instant(Math.min(now, Math.max(summarySince, hasSummary === false ? weekAgo : after(now, -MOST))));
  // A desk that kept only the time of its last summary may have written none for months.
  return typeof summaryAt === 'number' ? instant(Math.min(now, Math.max(summaryAt, weekAgo))) : now;
};

/** A summary that is turned on again is due at its next time, and tells of a week at most. */
export const aimSummary = (world: World, now: Instant): void => {
  const isOn = nextSummaryAt(world) !== null;
  if (isOn && world.hasSummary === false) {
    world.summaryAt = now;
    world.draft().marks.set('summaryAt', now);
    keepOwed(world, owedFrom(world.owed, after(now, -WEEK)));
  }
  if (isOn !== world.hasSummary) world.draft().marks.set('hasSummary', isOn);
  world.hasSummary = isOn;
};

/** While no summary is written, what the next one could tell is kept of a week alone. */
export const forgetOwed = (world: World, now: Instant): void => {
  const owed = owedFrom(world.owed, after(now, -WEEK));
  if (world.hasSummary === false && owed !== world.owed) keepOwed(world, owed);
};

/** What a summary that never left was to tell is owed again, with what was told since: the next one covers all of that time, a month at most. */
export const oweAgain = (world: World, { covers }: Delivery, now: Instant): void => {
  const { owed } = world;
  if (covers === undefined || covers.since >= owed.since) return;
  const between = [...world.deliveries.values()].flatMap((other) =>
    other.covers !== undefined && other.covers.since > covers.since && other.covers.since < owed.since ? [other.covers] : [],
  );
  keepOwed(world, owedFrom([covers, ...between].reduce(together, owed), after(now, -MOST)));
};
