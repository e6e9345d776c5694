import type { Labels } from '../../core/model/labels.js';
import type { Measure } from '../../core/model/reading.js';
import { labelOf } from '../../core/privacy/scrub.js';
import type { Instant } from '../../core/time/instant.js';
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
}

/** A 1 at the event's own instant, of the series that says what became of it; and one for what went live. */
export const measuresOfEvent = ({ at, status, project, branch, workflow, environment }: BuildEvent): readonly Measure[] => {
  const build: Measure = { name: 'build', labels: { status, ...named({ project, branch, workflow }) }, value: 1, at };
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
