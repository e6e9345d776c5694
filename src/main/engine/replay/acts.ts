import type { AcknowledgeEndRequest } from '../../core/model/action.js';
import type { Actor } from '../../core/model/actor.js';
import type { AuditEntry } from '../../core/model/audit.js';
import type { Suppression } from '../../core/model/mute.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { Journal } from '../../core/port/journal.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { auditSince, episodePages } from '../journal-pages.js';

/** What a person did to an alert, by its fingerprint: a replay numbers its episodes anew. */
export type AlertAct =
  | { readonly kind: 'acknowledge'; readonly note: string; readonly end: AcknowledgeEndRequest }
  | { readonly kind: 'unacknowledge' }
  | { readonly kind: 'resolve'; readonly reason: string; readonly judged: 'real' | 'noise' | null }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'escalate' };

/** What a person did, and when. */
export type PastAct = { readonly at: Instant; readonly by: Actor } & (
  | { readonly kind: 'alert'; readonly fingerprint: string; readonly act: AlertAct }
  | { readonly kind: 'suppress'; readonly suppression: Suppression }
  | { readonly kind: 'unsuppress'; readonly suppression: string }
  | { readonly kind: 'reset-baseline'; readonly series: SeriesId; readonly why: string }
);

/** As much of a journal as tells what people did. */
export type ActsJournal = Pick<Journal, 'audit' | 'episodes' | 'suppressions'>;

/** With its place in the audit. */
interface Placed {
  readonly act: PastAct;
  readonly sequence: number;
}

/** What people did within `[from, until)` and the suppressions that ran already, in order. A test alert is of no rule that is played. */
export const actsWithin = async (journal: ActsJournal, from: Instant, until: Instant): Promise<readonly PastAct[]> => {
  const [suppressions, entries] = await Promise.all([
    journal.suppressions(from, until),
    auditSince(journal, from, isPlayed).then((entries) => entries.toReversed()),
  ]);
  const within = entries.filter(({ at }) => at >= from && at < until);
  const fingerprints = await fingerprintsOf(journal, new Set(within.map(({ subject }) => subject)), from, until);
  const acts = [
    ...within.flatMap((entry) => actOf(entry, fingerprints)),
    ...suppressions.flatMap((one) => mutedBy(one, suppressions, entries)),
  ];
  return acts.sort((a, b) => a.act.at - b.act.at || a.sequence - b.sequence).map(({ act }) => act);
};

const isPlayed = ({ action }: AuditEntry): boolean => action.startsWith('alert.') || action === 'baseline.reset';

/** Of those alerts on which people acted, by their ids: however many there were, they are few. */
const fingerprintsOf = async (
  journal: ActsJournal,
  subjects: ReadonlySet<string>,
  from: Instant,
  until: Instant,
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  if (subjects.size === 0) return found;
  for await (const page of episodePages(journal, { since: from, until }))
    for (const { id, fingerprint } of page) if (subjects.has(id)) found.set(id, fingerprint);
  return found;
};

const actOf = (entry: AuditEntry, fingerprints: ReadonlyMap<string, string>): readonly Placed[] => {
  const { at, actor: by, action, subject, details, sequence } = entry;
  if (action === 'baseline.reset') {
    return [{ sequence, act: { at, by, kind: 'reset-baseline', series: subject as SeriesId, why: String(details.why) } }];
  }
  const fingerprint = fingerprints.get(subject);
  const act = alertActOf(entry);
  return fingerprint === undefined || act === null ? [] : [{ sequence, act: { at, by, kind: 'alert', fingerprint, act } }];
};

const alertActOf = ({ action, details }: AuditEntry): AlertAct | null => {
  switch (action) {
    case 'alert.acknowledge':
      return { kind: 'acknowledge', note: String(details.note ?? ''), end: endOf(details) };
    case 'alert.unacknowledge':
      return { kind: 'unacknowledge' };
    case 'alert.resolve':
      return { kind: 'resolve', reason: String(details.reason ?? ''), judged: judgedOf(details.judged) };
    case 'alert.reopen':
      return { kind: 'reopen' };
    case 'alert.escalate':
      return { kind: 'escalate' };
    default:
      return null;
  }
};

/** One of which nobody wrote down when it was to end holds until its episode does. */
const endOf = ({ until, untilAt }: AuditEntry['details']): AcknowledgeEndRequest => {
  if (until === 'worse') return { kind: 'worse' };
  return until === 'until' && typeof untilAt === 'number' ? { kind: 'until', at: instant(untilAt) } : { kind: 'resolved' };
};

const judgedOf = (said: unknown): 'real' | 'noise' | null => (said === 'real' || said === 'noise' ? said : null);

const mutedBy = (suppression: Suppression, all: readonly Suppression[], entries: readonly AuditEntry[]): readonly Placed[] => {
  const { id, startsAt, by, ended } = suppression;
  const begun = { at: startsAt, by, kind: 'suppress', suppression: { ...suppression, ended: null } } as const;
  const placed = { act: begun, sequence: beginningOf(suppression, all, entries) };
  // One that ran out ends by itself, at its time.
  if (ended === null || ended.by === null) return [placed];
  const over = { at: ended.at, by: ended.by, kind: 'unsuppress', suppression: id } as const;
  return [placed, { act: over, sequence: endOfSuppression(id, ended.at, entries) }];
};

/** Its place among what was done at the same instant: suppressions are numbered in the order in which they were made. */
const beginningOf = ({ id, startsAt }: Suppression, all: readonly Suppression[], entries: readonly AuditEntry[]): number => {
  const before = all.filter((other) => other.startsAt === startsAt && numberOf(other.id) < numberOf(id)).length;
  const made = entries.filter(({ at, action }) => at === startsAt && action.startsWith('alert.suppress'));
  return made[before]?.sequence ?? 0;
};

const numberOf = (id: string): number => Number(id.slice(1));

/** One is ended by itself, or with all that mute an alert. */
const endOfSuppression = (id: string, endedAt: Instant, entries: readonly AuditEntry[]): number => {
  const ends = entries.filter(({ at, action }) => at === endedAt && action.startsWith('alert.unsuppress'));
  return (
    (ends.find(({ subject }) => subject === id) ?? ends.find(({ action }) => action === 'alert.unsuppress-alert'))?.sequence ??
    0
  );
};
