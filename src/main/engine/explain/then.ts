import { completed } from '../../core/incident/untold.js';
import type { Acknowledgement, Episode, EscalationStep, TimelineEntry } from '../../core/model/alert.js';
import type { Suppression } from '../../core/model/mute.js';
import type { Delivery } from '../../core/model/notification.js';
import type { RuleId } from '../../core/model/rule.js';
import type { Journal } from '../../core/port/journal.js';
import { after, days, type Instant, instant, minutes } from '../../core/time/instant.js';
import { deliveriesOf, deliveryPages, episodePages } from '../journal-pages.js';

export type ThenJournal = Pick<Journal, 'episodes' | 'timeline' | 'deliveries' | 'suppressionsAt' | 'segments'>;

/** What the journal knows of a moment, as it stood then. */
export interface Then {
  /** Episodes that had begun: those open then, and of the rule in question also the last that were over. */
  readonly episodes: readonly Episode[];
  readonly deliveries: readonly Delivery[];
  readonly suppressions: readonly Suppression[];
}

/** An episode that ended this long before is still named as the last one. */
const LAST_WITHIN = days(7);
/** Of so many of a rule's episodes it is looked up what people did and who was told. */
const MOST_KNOWN = 50;

/** Takes the journal back to an instant: what came after it had not happened yet. */
export const journalAt = async (journal: ThenJournal, rule: RuleId, at: Instant): Promise<Then> => {
  const [{ own, others }, suppressions] = await Promise.all([begunBy(journal, rule, at), journal.suppressionsAt(at)]);
  const around = await decidedAround(journal, own, at);
  const known = await Promise.all(own.map((episode) => knownAt(journal, episode, around, at)));
  return {
    episodes: [...others.map((episode) => ({ ...episode, resolution: null })), ...known.map(({ episode }) => episode)],
    deliveries: known.flatMap(({ deliveries }) => deliveries),
    suppressions,
  };
};

interface Begun {
  /** Of the rule, newest first. */
  readonly own: readonly Episode[];
  /** Of other rules, those open then. */
  readonly others: readonly Episode[];
}

/** Page by page: of a week of floods no more is kept than the desk held then. */
const begunBy = async (journal: ThenJournal, rule: RuleId, at: Instant): Promise<Begun> => {
  const [own, others]: [Episode[], Episode[]] = [[], []];
  for await (const page of episodePages(journal, { since: instant(at - LAST_WITHIN), until: at }))
    for (const episode of page) {
      if (episode.rule !== rule) {
        if (isOpenAt(episode, at)) others.push(completed(episode));
      } else if (own.length < MOST_KNOWN) own.push(completed(episode));
    }
  return { own, others };
};

const isOpenAt = ({ resolution }: Episode, at: Instant): boolean => resolution === null || resolution.at > at;

interface Known {
  readonly episode: Episode;
  readonly deliveries: readonly Delivery[];
}

/** Who was told of them, among others: a message about many alerts is kept with none of them. */
const decidedAround = async (
  journal: ThenJournal,
  episodes: readonly Episode[],
  until: Instant,
): Promise<readonly Delivery[]> => {
  if (episodes.length === 0) return [];
  const since = instant(episodes.reduce((first, { firedAt }) => Math.min(first, firedAt), Number(until)));
  const ids: ReadonlySet<string> = new Set(episodes.map(({ id }) => id));
  const found: Delivery[] = [];
  for await (const page of deliveryPages(journal, { since, until }))
    found.push(...page.filter(({ alerts }) => alerts.some((id) => ids.has(id))));
  return found;
};

const knownAt = async (journal: ThenJournal, episode: Episode, around: readonly Delivery[], at: Instant): Promise<Known> => {
  const [timeline, own] = await Promise.all([journal.timeline(episode.id), deliveriesOf(journal, episode.id)]);
  const past = timeline.filter((entry) => entry.at <= at);
  const told = [...own, ...around].filter(({ alerts, dueAt }) => alerts.includes(episode.id) && dueAt <= at);
  const deliveries = [...new Map(told.map((delivery) => [delivery.id, deliveryAt(delivery, at)])).values()];
  return { episode: episodeAt(episode, past, deliveries, at), deliveries };
};

/**
 * What is asked for is a minute: a message that left at its very beginning has arrived within it. Attempts and outcomes that
 * came later had not happened yet.
 */
const deliveryAt = (delivery: Delivery, at: Instant): Delivery => {
  const { state } = delivery;
  const end = after(at, minutes(1));
  const isSettled = state.kind !== 'waiting' && state.at < end;
  return {
    ...delivery,
    attempts: delivery.attempts.filter((attempt) => attempt.at < end),
    state: isSettled ? state : { kind: 'waiting' },
  };
};

const episodeAt = (episode: Episode, past: readonly TimelineEntry[], deliveries: readonly Delivery[], at: Instant): Episode => {
  const level = levelOf(past);
  return {
    ...episode,
    resolution: isOpenAt(episode, at) ? null : episode.resolution,
    acknowledgement: acknowledgementOf(episode, past),
    told: tellingsOf(episode, deliveries),
    waiting: episode.waiting.filter(({ since }) => since <= at),
    level,
    escalation: episode.escalation.map((step): EscalationStep => ({ ...step, done: step.level <= level })),
  };
};

/** The newest of what people and the clock did to an acknowledgement. Of one that is over its end is no longer known. */
const acknowledgementOf = (episode: Episode, past: readonly TimelineEntry[]): Acknowledgement | null => {
  const last = past.findLast(({ kind }) => ['acknowledged', 'unacknowledged', 'acknowledgement-ended'].includes(kind));
  if (last?.kind !== 'acknowledged' || last.by === null) return null;
  if (episode.acknowledgement?.at === last.at) return episode.acknowledgement;
  return { by: last.by, at: last.at, note: last.text, end: { kind: 'resolved' } };
};

const tellingsOf = (episode: Episode, deliveries: readonly Delivery[]): Episode['told'] =>
  episode.told.flatMap((telling) => {
    const delivery = deliveries.find(({ id }) => id === telling.delivery);
    return delivery === undefined ? [] : [{ ...telling, state: stateOf(delivery) }];
  });

const stateOf = ({ state }: Delivery): 'waiting' | 'sent' | 'failed' => {
  if (state.kind === 'waiting') return 'waiting';
  return state.kind === 'delivered' ? 'sent' : 'failed';
};

const levelOf = (past: readonly TimelineEntry[]): number =>
  past.reduce((highest, { kind, text }) => {
    const [, level] = kind === 'escalated' ? (/^Level (\d)/.exec(text) ?? []) : [];
    return level === undefined ? highest : Math.max(highest, Number(level));
  }, 0);
