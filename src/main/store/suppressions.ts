import type { Suppression } from '../core/model/mute.js';
import type { Instant } from '../core/time/instant.js';

/** Of these suppressions those that ran at an instant, as they stood then: what ended one later had not happened yet. */
export const ranAt = (suppressions: readonly Suppression[], at: Instant): readonly Suppression[] =>
  suppressions
    .filter(({ startsAt, endsAt, ended }) => startsAt <= at && at < endsAt && (ended === null || ended.at > at))
    .map((suppression) => ({ ...suppression, ended: null }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** Of these suppressions those that ran at any time of `[from, to)`. One that ran out runs until its end was dealt with. */
export const ranWithin = (suppressions: readonly Suppression[], from: Instant, to: Instant): readonly Suppression[] =>
  suppressions
    .filter(({ startsAt, ended }) => startsAt < to && (ended === null || ended.at > from))
    .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
