import type { AlertRow, EpisodeId, Instant, RuleId, TargetId } from '../../src/preload/contract/views.js';

type Make = (number: number, now: number, change: Partial<AlertRow>) => AlertRow;

const MINUTE = 60_000;
const SITES = ['london', 'leeds', 'dublin'] as const;
const at = (milliseconds: number): Instant => milliseconds as Instant;

/** One of 412 sites that are down at once: three of them are in Ana's hands. */
const down =
  (make: Make, now: number) =>
  (_: unknown, n: number): AlertRow => {
    const began = at(now - 40 * MINUTE + n * 1_000);
    return make(1_000 + n, now, {
      target: `shop-${n}` as TargetId,
      labels: { target: `shop-${n}`, source: 'http', site: SITES[n % SITES.length] ?? '' },
      summary: `Shop ${n} is down: connection refused`,
      startedAt: began,
      firedAt: began,
      ...(n % 137 === 0
        ? { acknowledged: { by: 'Ana Ruiz', at: at(now - 5 * MINUTE), note: '', end: { kind: 'resolved' } as const } }
        : {}),
    });
  };

/** One of seven different things that are wrong with one machine. */
const ill =
  (make: Make, now: number) =>
  (_: unknown, n: number): AlertRow =>
    make(2_000 + n, now, {
      rule: `machine-${n}` as RuleId,
      name: `Machine check ${n}`,
      severity: n === 3 ? 'critical' : 'warning',
      target: 'db-1' as TargetId,
      labels: { target: 'db-1', source: 'host', host: 'db-1' },
      metric: n % 2 === 0 ? 'host_load_ratio' : 'host_memory_ratio',
      comparison: 'above',
      value: 0.9 + n / 100,
      worst: 0.99,
      threshold: 0.9,
      summary: `db-1: check ${n} is over its limit`,
      startedAt: at(now - (60 + n) * MINUTE),
      firedAt: at(now - (60 + n) * MINUTE),
    });

/** A flood: 412 sites of three places are down, a machine has seven troubles, and the `single` ones are by themselves. */
export const floodAlerts = (make: Make, now: number, single: readonly AlertRow[]): readonly AlertRow[] => [
  ...Array.from({ length: 412 }, down(make, now)),
  ...Array.from({ length: 7 }, ill(make, now)),
  ...single,
];

/** The next of the sites that go down. */
export const nextDown = (known: AlertRow, n: number, now: number): AlertRow => ({
  ...known,
  id: `a${3_000 + n}-1` as EpisodeId,
  target: `shop-${500 + n}` as TargetId,
  labels: { ...known.labels, target: `shop-${500 + n}` },
  summary: `Shop ${500 + n} is down: connection refused`,
  acknowledged: null,
  startedAt: at(now),
  firedAt: at(now),
});
