import type { ConsoleView } from '../../core/model/view.js';
import type { Instant } from '../../core/time/instant.js';
import type { EngineParts } from '../../engine/engine-parts.js';

/** What is shown before any desk has led on this store. */
export const emptyView = ({ version, runtime, desk }: EngineParts, now: Instant): ConsoleView => ({
  watch: {
    ...{ state: 'starting', firing: { critical: 0, warning: 0, info: 0 }, acknowledged: 0, suppressed: 0 },
    ...{ targets: { total: 0, up: 0, down: 0, unknown: 0 }, freshAt: null, freshUntil: null, blind: null, mutedUntil: null },
    ...{ isSettling: true, coverage: 0, bornAt: now, unobserved: [], nextEscalation: null },
  },
  desk: desk(),
  system: {
    ...{ version, runtime, startedAt: now, banners: [], heartbeat: null, calendar: null, team: null, channels: [] },
    store: {
      ...{ kind: 'mongodb', place: '', state: 'ok', text: 'Written by the desk that leads.' },
      ...{ bytes: null, lastCommitAt: null, commitMilliseconds: null },
    },
    engine: { turns: 0, turnMilliseconds: null, lateMilliseconds: null, series: 0 },
    outbox: { waiting: 0, delivered: 0, abandoned: 0 },
  },
  ...{ targets: {}, alerts: {}, rules: {}, sources: {}, suppressions: {} },
});
