import type { Alert, AlertPhase, EpisodeId, Fingerprint, GoodRun } from '../model/alert.js';
import type { Labels } from '../model/labels.js';
import type { Judgement, Rule, RuleId } from '../model/rule.js';
import {
  type Duration,
  duration,
  hours,
  type Instant,
  minutes,
  type ObservedInstant,
  observedInstant,
} from '../time/instant.js';
import { episodeIdOf } from './identity.js';

/** The two clocks of a turn. */
export interface Now {
  readonly now: Instant;
  readonly observed: ObservedInstant;
}

/** What happened to an alert in one turn, in order. */
export type AlertChange =
  | { readonly kind: 'pending'; readonly from: 'inactive' | 'resolved'; readonly value: number | null }
  | { readonly kind: 'inactive'; readonly from: 'pending'; readonly value: number | null }
  | {
      readonly kind: 'firing';
      readonly from: 'inactive' | 'pending' | 'resolved';
      readonly episode: EpisodeId;
      readonly number: number;
      readonly startedAt: Instant;
      readonly value: number | null;
    }
  | { readonly kind: 'resolved'; readonly episode: EpisodeId; readonly value: number | null };

export interface Advanced {
  readonly alert: Alert;
  readonly changes: readonly AlertChange[];
}

/** How long a resolve by hand keeps an alert from firing again while its condition was not good once, in observed time. */
const HAND_HOLD = minutes(30);
const FLAP_WINDOW = hours(1);

/** An alert that was never anything but inactive. */
export const bornAlert = (fingerprint: Fingerprint, number: number, rule: RuleId, labels: Labels): Alert => ({
  fingerprint,
  number,
  rule,
  labels,
  phase: { state: 'inactive' },
  value: null,
  episodes: 0,
  changes: [],
});

/** The alert after one judgement. `for`, resolving and the hold after a resolve by hand count observed time. */
export const advance = (alert: Alert, rule: Rule, judgement: Judgement, at: Now): Advanced => {
  const seen = judgement.value === null || judgement.value === alert.value ? alert : withValue(alert, judgement.value);
  switch (seen.phase.state) {
    case 'inactive':
      return judgement.verdict === 'breach' ? beginBreach(seen, rule, judgement, at) : unchanged(seen);
    case 'pending':
      return advancePending(seen, seen.phase, rule, judgement, at);
    case 'firing':
      return advanceFiring(seen, seen.phase, rule, judgement, at);
    case 'resolved':
      return advanceResolved(seen, seen.phase, rule, judgement, at);
  }
};

/** Written out, because it is made anew for nearly each judgement of an alert that ever fired: a spread takes ten times as long. */
const withValue = (alert: Alert, value: number): Alert => {
  if (alert.flapSaid !== undefined) return { ...alert, value };
  const { fingerprint, number, rule, labels, phase, episodes, changes } = alert;
  return { fingerprint, number, rule, labels, phase, value, episodes, changes };
};

const unchanged = (alert: Alert): Advanced => ({ alert, changes: NONE });

const NONE: readonly AlertChange[] = [];

const beginBreach = (alert: Alert, rule: Rule, judgement: Judgement, at: Now): Advanced => {
  const from = alert.phase.state === 'resolved' ? 'resolved' : 'inactive';
  if (rule.for <= 0) return fire(alert, from, at.now, judgement, at);
  return {
    alert: { ...alert, phase: { state: 'pending', since: at.now, sinceObserved: at.observed } },
    changes: [{ kind: 'pending', from, value: judgement.value }],
  };
};

const advancePending = (
  alert: Alert,
  phase: AlertPhase & { state: 'pending' },
  rule: Rule,
  judgement: Judgement,
  at: Now,
): Advanced => {
  if (!stillBreaching(judgement)) {
    return {
      alert: { ...alert, phase: { state: 'inactive' } },
      changes: [{ kind: 'inactive', from: 'pending', value: judgement.value }],
    };
  }
  return heldFor(phase, at.observed) >= rule.for ? fire(alert, 'pending', phase.since, judgement, at) : unchanged(alert);
};

/** How long a breach has held, in observed time: what the rule's `for` is compared with. */
export const heldFor = (phase: AlertPhase & { state: 'pending' }, observed: ObservedInstant): Duration =>
  duration(observed - phase.sinceObserved);

/** Once begun, a breach lasts until the clear threshold is passed; no data, too few and learning end it too. */
export const stillBreaching = (judgement: Judgement): boolean =>
  judgement.verdict === 'breach' || (judgement.verdict === 'ok' && !judgement.clears);

const fire = (
  alert: Alert,
  from: 'inactive' | 'pending' | 'resolved',
  startedAt: Instant,
  judgement: Judgement,
  at: Now,
): Advanced => {
  const number = alert.episodes + 1;
  const episode = episodeIdOf(alert.number, number);
  return {
    alert: { ...alert, phase: { state: 'firing', episode, good: null }, episodes: number, changes: recordChange(alert, at) },
    changes: [{ kind: 'firing', from, episode, number, startedAt, value: judgement.value }],
  };
};

const recordChange = (alert: Alert, at: Now): readonly ObservedInstant[] => [
  ...alert.changes.filter((change) => at.observed - change < FLAP_WINDOW),
  at.observed,
];

const advanceFiring = (
  alert: Alert,
  phase: AlertPhase & { state: 'firing' },
  rule: Rule,
  judgement: Judgement,
  at: Now,
): Advanced => {
  const good = isGood(judgement) ? lengthen(phase.good, judgement, at) : null;
  if (good !== null && rule.resolve.auto && isGoodEnough(good, rule, at)) return resolve(alert, phase.episode, at, null);
  return good === phase.good ? unchanged(alert) : unchanged({ ...alert, phase: { ...phase, good } });
};

const lengthen = (run: GoodRun | null, judgement: Judgement, at: Now): GoodRun => {
  if (run === null) return { since: at.now, sinceObserved: at.observed, readings: 1, lastSampleAt: judgement.sampleAt };
  const isNewReading = judgement.sampleAt !== run.lastSampleAt;
  return isNewReading ? { ...run, readings: run.readings + 1, lastSampleAt: judgement.sampleAt } : run;
};

const isGoodEnough = (run: GoodRun, rule: Rule, at: Now): boolean =>
  at.observed - run.sinceObserved >= rule.resolve.after && run.readings >= rule.resolve.goodReadings;

const resolve = (alert: Alert, episode: EpisodeId, at: Now, heldUntilObserved: ObservedInstant | null): Advanced => ({
  alert: {
    ...alert,
    phase: { state: 'resolved', at: at.now, heldUntilObserved },
    changes: recordChange(alert, at),
  },
  changes: [{ kind: 'resolved', episode, value: alert.value }],
});

/** Ends the episode by hand: the alert waits until it was good once, or 30 observed minutes have passed. */
export const resolveByHand = (alert: Alert, at: Now): Advanced =>
  alert.phase.state === 'firing'
    ? resolve(alert, alert.phase.episode, at, observedInstant(at.observed + HAND_HOLD))
    : unchanged(alert);

/** Ends the episode because its rule is gone. */
export const resolveForGood = (alert: Alert, at: Now): Advanced =>
  alert.phase.state === 'firing' ? resolve(alert, alert.phase.episode, at, null) : unchanged(alert);

/** Takes back a resolve: the same episode fires again, whatever came after it being pending. */
export const reopen = (alert: Alert, episode: EpisodeId): Alert => ({
  ...alert,
  phase: { state: 'firing', episode, good: null },
});

const advanceResolved = (
  alert: Alert,
  phase: AlertPhase & { state: 'resolved' },
  rule: Rule,
  judgement: Judgement,
  at: Now,
): Advanced => {
  if (phase.heldUntilObserved === null) {
    return judgement.verdict === 'breach' ? beginBreach(alert, rule, judgement, at) : unchanged(alert);
  }
  if (isGood(judgement)) return unchanged({ ...alert, phase: { ...phase, heldUntilObserved: null } });
  if (handHeldUntil(phase, at.observed) !== null || judgement.verdict !== 'breach') return unchanged(alert);
  return beginBreach(alert, rule, judgement, at);
};

/** Until which observed instant a resolve by hand keeps the alert from firing; null where none does. */
export const handHeldUntil = (phase: AlertPhase, observed: ObservedInstant): ObservedInstant | null => {
  const until = phase.state === 'resolved' ? phase.heldUntilObserved : null;
  return until !== null && observed < until ? until : null;
};

const isGood = (judgement: Judgement): boolean => judgement.verdict === 'ok' && judgement.clears;
