import type { EpisodeId } from '../../src/main/core/model/alert.js';
import { instant } from '../../src/main/core/time/instant.js';
import type { AlertDetail, AlertRow } from '../../src/preload/contract/views.js';

const HOUR = 3_600_000;

/** What stands beside an alert of a scene: others of its time, and what it was before. */
export const scriptedCompany = (rows: readonly AlertRow[], row: AlertRow): Pick<AlertDetail, 'earlier' | 'related'> => ({
  related: rows
    .filter((other) => other.id !== row.id && other.state === 'firing')
    .slice(0, 3)
    .map(({ id, severity, state, summary, startedAt, firedAt }, index) => ({
      ...{ id, severity, state, summary, startedAt, firedAt },
      bond: index === 0 ? 'page' : 'time',
    })),
  earlier: [
    {
      id: 'a9-2' as EpisodeId,
      firedAt: instant(row.firedAt - 50 * HOUR),
      resolvedAt: instant(row.firedAt - 49.6 * HOUR),
      resolution: { how: 'hand', by: 'Tom Hale', reason: 'Restarted the diary service' },
      judged: 'real',
    },
    {
      id: 'a4-1' as EpisodeId,
      firedAt: instant(row.firedAt - 200 * HOUR),
      resolvedAt: instant(row.firedAt - 199.9 * HOUR),
      resolution: { how: 'auto', by: null, reason: '' },
      judged: null,
    },
  ],
});
