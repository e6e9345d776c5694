import type { Labels } from '../../core/model/labels.js';
import type { Measure } from '../../core/model/reading.js';
import { labelOf } from '../../core/privacy/scrub.js';
import { NOT_JUDGED } from '../../core/rule/event.js';
import { type Duration, days, type Instant } from '../../core/time/instant.js';
import { type BuildStatus, slug } from './status.js';

/** A build that ended, or a deployment that did. */
export interface BuildEvent {
  /** Under which its service knows it; a run that is repeated is another. */
  readonly id: string;
  readonly at: Instant;
  readonly status: BuildStatus;
  readonly project: unknown;
  readonly branch: unknown;
  readonly workflow?: unknown;
  /** Where it went live with this; null: nowhere. */
  readonly environment: string | null;
  /** A failure of so long ago that it alerts nobody. */
  readonly isPast?: boolean;
}

/**
 * A failure that a service still lists as what came last is the state of things also in the morning after a night in which no desk
 * ran; further back it is history. (What is sent here is not known to be the last, and is history after an hour.)
 */
const JUDGED_FOR: Duration = days(1);

/** The same events, with what is too old to alert anybody marked. A success of any age ends what failed before it. */
export const aged = (events: readonly BuildEvent[], now: Instant): readonly BuildEvent[] =>
  events.map((event) => ({ ...event, isPast: event.status === 'failed' && event.at < now - JUDGED_FOR }));

/** A 1 at the event's own instant, of the series that says what became of it; and one for what went live. */
export const measuresOfEvent = (event: BuildEvent): readonly Measure[] => {
  const { at, status, project, branch, workflow, environment, isPast } = event;
  const mark = isPast === true ? NOT_JUDGED : {};
  const build: Measure = { name: 'build', labels: { status, ...named({ project, branch, workflow }), ...mark }, value: 1, at };
  if (environment === null) return [build];
  return [build, { name: 'deploy', labels: { ...named({ project }), environment }, value: 1, at }];
};

/** Names that could say who somebody is are left out. */
const named = (names: Readonly<Record<string, unknown>>): Labels => {
  const labels: Record<string, string> = {};
  for (const [key, name] of Object.entries(names)) {
    const kept = labelOf(slug(name) ?? '');
    if (kept !== undefined) labels[key] = kept;
  }
  return labels;
};
