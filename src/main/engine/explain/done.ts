import type { EpisodeId } from '../../core/model/alert.js';
import type { DoneEntry } from '../../core/model/explanation.js';
import type { Delivery } from '../../core/model/notification.js';
import type { Journal } from '../../core/port/journal.js';
import { after, bucketStart, type Instant, minutes } from '../../core/time/instant.js';
import { deliveriesOf, episodePages } from '../journal-pages.js';

export type DoneJournal = Pick<Journal, 'episodes' | 'timeline' | 'deliveries'>;

/** What the journal says was done about an alert within the minute of `at`: changes, what people did, and attempts to tell. */
export const doneWithin = async (journal: DoneJournal, fingerprint: string, at: Instant): Promise<readonly DoneEntry[]> => {
  const from = bucketStart(at, minutes(1));
  const to = after(from, minutes(1));
  const isWithin = (one: { readonly at: Instant }): boolean => from <= one.at && one.at < to;
  const running: EpisodeId[] = [];
  // Of all that came since, however often it fired, only those that ran within that minute are kept.
  for await (const page of episodePages(journal, { since: from, fingerprint }))
    running.push(...page.filter(({ startedAt }) => startedAt < to).map(({ id }) => id));
  const entries = await Promise.all(running.map((id) => entriesOf(journal, id, isWithin)));
  return entries.flat().sort((a, b) => a.at - b.at || placeOf(a) - placeOf(b));
};

/** At one instant: what was decided, the attempt, what came of it. */
const placeOf = ({ kind }: DoneEntry): number => {
  if (kind === 'attempt') return 1;
  return kind === 'delivered' || kind === 'abandoned' ? 2 : 0;
};

const entriesOf = async (
  journal: DoneJournal,
  episode: EpisodeId,
  isWithin: (one: { readonly at: Instant }) => boolean,
): Promise<readonly DoneEntry[]> => {
  const [timeline, deliveries] = await Promise.all([journal.timeline(episode), deliveriesOf(journal, episode)]);
  const told = timeline.map(({ at, kind, by, text }): DoneEntry => ({ at, kind, by: by?.name ?? null, text }));
  return [...told, ...deliveries.flatMap(attemptsOf)].filter(isWithin);
};

const attemptsOf = ({ channel, attempts }: Delivery): readonly DoneEntry[] =>
  attempts.map(({ at, outcome }, index) => ({
    at,
    kind: 'attempt',
    by: null,
    text: `${channel}: attempt ${index + 1}, answered ${outcome}`,
  }));
