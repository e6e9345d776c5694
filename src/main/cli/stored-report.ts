import type { Episode } from '../core/model/alert.js';
import { after, hours, instant } from '../core/time/instant.js';
import { allEpisodes } from '../engine/journal-pages.js';
import { systemClock } from '../platform/clock.js';
import type { Report } from './monitoring-report.js';
import { openStoredHistory } from './open-store.js';
import { table } from './table.js';

/**
 * What the store knows while no console runs; null where there is no store. Never healthy: nobody is watching.
 * `timeframe` is hours, whole or not.
 */
export const storedReport = async (dataFolder: string, timeframe: number): Promise<Report | null> => {
  const store = await openStoredHistory(dataFolder);
  if (store === null) return null;
  try {
    const since = after(systemClock().now(), -hours(timeframe));
    const [episodes, remembered, figures] = await Promise.all([
      allEpisodes(store.journal, { since }),
      store.journal.remembered(instant(0)),
      store.history.figures(),
    ]);
    const lastAt = remembered.latest.reduce<number | null>((last, { at }) => Math.max(last ?? 0, at), null);
    const alerts = episodes.filter(({ test }) => !test).map(alertOf);
    const body = { isRunning: false, observedUntil: iso(lastAt), store: figures, alerts };
    return { body, text: textOf(body), isHealthy: false };
  } finally {
    await store.stop();
  }
};

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const alertOf = ({ id, rule, severity, labels, firedAt, resolution, acknowledgement }: Episode) => ({
  id,
  rule,
  severity,
  labels,
  state: resolution === null ? 'firing' : 'resolved',
  firedAt: iso(firedAt),
  resolvedAt: iso(resolution?.at ?? null),
  acknowledgedBy: acknowledgement?.by.name ?? null,
});

interface Stored {
  readonly observedUntil: string | null;
  readonly store: { readonly bytes: number; readonly series: number; readonly samples: number };
  readonly alerts: readonly ReturnType<typeof alertOf>[];
}

const textOf = ({ observedUntil, store, alerts }: Stored): string => {
  const rows = alerts.map(({ id, severity, state, firedAt, rule, labels }) => [
    id,
    severity,
    state,
    firedAt ?? '',
    rule,
    labels.target ?? '',
  ]);
  return [
    `No console runs: nobody is watching${observedUntil === null ? '' : ` since ${observedUntil}`}. Start one with: watchroom start`,
    `Kept      ${store.samples} samples of ${store.series} series, ${Math.round(store.bytes / 1_024)} KiB`,
    '',
    rows.length === 0 ? 'No alerts.' : table(['ID', 'SEVERITY', 'STATE', 'SINCE', 'RULE', 'TARGET'], rows),
  ].join('\n');
};
