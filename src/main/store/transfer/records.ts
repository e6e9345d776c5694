import type { AuditEntry } from '../../core/model/audit.js';
import type { Commit, Journal } from '../../core/port/journal.js';
import { type Instant, instant } from '../../core/time/instant.js';

/** The records of a journal, but its audit trail. */
export type Records = Omit<Commit, 'samples' | 'audit'>;

const [EVER, NEVER]: readonly [Instant, Instant] = [instant(0), instant(8.64e15)];

/** Reads all of it. What an episode's story tells goes with the episode. */
export const readRecords = async (journal: Journal): Promise<Records> => {
  const { alerts, episodes, deliveries, segments, baselines, marks } = await journal.remembered(EVER, NEVER);
  const timeline = [];
  for (const { id } of episodes) timeline.push(...(await journal.timeline(id)));
  const baselineHours = [];
  for (const { series } of baselines) baselineHours.push(...(await journal.baselineHours(series, EVER, NEVER)));
  const suppressions = await journal.suppressions(EVER, NEVER);
  return { alerts, episodes, timeline, suppressions, deliveries, segments, baselines, baselineHours, marks };
};

const NOTHING: Commit = {
  ...{ samples: [], alerts: [], episodes: [], timeline: [], suppressions: [], deliveries: [], segments: [] },
  ...{ audit: [], baselines: [], baselineHours: [], marks: {} },
};

/** Records in one commit. */
const STRIDE = 1_000;

/** Writes them, each in place of an earlier one of the same identity. */
export const writeRecords = async (journal: Journal, { marks, ...lists }: Records): Promise<void> => {
  // A baseline's hours need their baseline: that is written before.
  for (const [kind, records] of Object.entries(lists))
    for (let from = 0; from < records.length; from += STRIDE)
      await journal.commit({ ...NOTHING, [kind]: records.slice(from, from + STRIDE) });
  await journal.commit({ ...NOTHING, marks });
};

/** The audit trail from its newest entry back, in stretches. */
export async function* auditBackwards(journal: Journal): AsyncGenerator<readonly AuditEntry[]> {
  let before: number | undefined;
  for (;;) {
    const entries = await journal.audit({ limit: STRIDE, ...(before === undefined ? {} : { before }) });
    const last = entries.at(-1);
    if (last === undefined) return;
    yield entries;
    before = last.sequence;
  }
}
