import type { Suppression } from '../core/model/mute.js';
import type { Instant } from '../core/time/instant.js';

/** Of these suppressions those that ran at an instant, as they stood then: what ended one later had not happened yet. */
export const ranAt = (suppressions: readonly Suppression[], at: Instant): readonly Suppression[] =>
  suppressions
    .filter(({ startsAt, endsAt, ended }) => startsAt <= at && at < endsAt && (ended === null || ended.at > at))
    .map((suppression) => ({ ...suppression, ended: null }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
