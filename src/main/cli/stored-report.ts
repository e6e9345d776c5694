import { MOST_ALERTS } from '../api/body/alert.js';
import type { Episode } from '../core/model/alert.js';
import { sayQuantity } from '../core/notify/quantity.js';
import type { Journal } from '../core/port/journal.js';
import { type Named, NONE } from '../core/report/named.js';
import { after, hours, type Instant, instant } from '../core/time/instant.js';
import { episodePages } from '../engine/journal-pages.js';
import { systemClock } from '../platform/clock.js';
import type { Report } from './monitoring-report.js';
import { openStoredHistory } from './open-store.js';
import { table } from './terminal/table.js';

/**
 * What the store knows while no console runs; null where there is no store. Never healthy: nobody is watching.
 * `timeframe` is hours, whole or not.
 */
export const storedReport = async (dataFolder: string, timeframe: number): Promise<Report | null> => {
  const store = await openStoredHistory(dataFolder);
  if (store === null) return null;
  try {
    const now = systemClock().now();
    const [{ rows, count }, lastAt, figures] = await Promise.all([
      alertsSince(store.journal, after(now, -hours(timeframe))),
      lastSampleOf(store.journal, now),
      store.history.figures(),
    ]);
    const more = count - rows.length;
    const body = { isRunning: false, observedUntil: iso(lastAt), store: figures, alerts: rows, isTruncated: more > 0 };
    return { body, text: textOf(body, more), isHealthy: false };
  } finally {
    await store.stop();
  }
};

/** As many as a running console names, the newest first, and how many there are: of a flood no more is kept than is printed. */
const alertsSince = async (journal: Journal, since: Instant): Promise<Named<StoredAlert>> => {
  let { rows, count }: Named<StoredAlert> = NONE;
  for await (const page of episodePages(journal, { since })) {
    const real = page.filter(({ test }) => !test);
    rows = [...rows, ...real.slice(0, MOST_ALERTS - rows.length).map(alertOf)];
    count += real.length;
  }
  return { rows, count };
};

/** Of what is over nothing is asked: only the newest sample of each series counts, however long ago. */
const lastSampleOf = async (journal: Journal, now: Instant): Promise<Instant | null> => {
  const { latest } = await journal.remembered(now, instant(0));
  return latest.reduce<Instant | null>((last, { at }) => (last === null || at > last ? at : last), null);
};

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

type StoredAlert = ReturnType<typeof alertOf>;

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
  readonly alerts: readonly StoredAlert[];
}

const textOf = ({ observedUntil, store, alerts }: Stored, more: number): string => {
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
    `Kept      ${store.samples} samples of ${store.series} series, ${sayQuantity('_bytes', store.bytes)}`,
    '',
    rows.length === 0 ? 'No alerts.' : table(['ID', 'SEVERITY', 'STATE', 'SINCE', 'RULE', 'TARGET'], rows),
    ...(more > 0 ? [`and ${more} older ones`] : []),
  ].join('\n');
};
