import type { Labels } from '../core/model/labels.js';
import type { ConsoleView } from '../core/model/view.js';
import { labelsText } from '../core/sample/series.js';

type Row = readonly [labels: Labels, value: number | null];

interface Family {
  readonly name: string;
  readonly type: 'gauge' | 'counter' | 'info';
  readonly help: string;
  readonly rows: readonly Row[];
}

/** The console's own figures in OpenMetrics' text format. `residentBytes` is the process's memory. */
export const openMetrics = (view: ConsoleView, residentBytes: number): string =>
  `${[...watchFamilies(view), ...systemFamilies(view, residentBytes)].map(familyText).join('')}# EOF\n`;

const gauge = (name: string, help: string, ...rows: Row[]): Family => ({
  name: `watchroom_${name}`,
  type: 'gauge',
  help,
  rows,
});

const counter = (name: string, help: string, value: number): Family => ({
  name: `watchroom_${name}`,
  type: 'counter',
  help,
  rows: [[{}, value]],
});

const watchFamilies = ({ watch }: ConsoleView): Family[] => [
  gauge('blind', '1 while this desk cannot look.', [{}, watch.state === 'blind' ? 1 : 0]),
  gauge('coverage_ratio', 'Share of the last 24 h in which this desk looked.', [{}, watch.coverage]),
  gauge(
    'alerts_firing',
    'Open alerts that nobody has acknowledged or suppressed.',
    ...Object.entries(watch.firing).map(([severity, count]): Row => [{ severity }, count]),
  ),
  gauge('alerts_acknowledged', 'Open alerts that someone has.', [{}, watch.acknowledged]),
  gauge('alerts_suppressed', 'Open alerts that are muted.', [{}, watch.suppressed]),
  gauge(
    'targets',
    'Targets by state.',
    ...(['up', 'down', 'unknown'] as const).map((state): Row => [{ state }, watch.targets[state]]),
  ),
  gauge('last_reading_timestamp_seconds', 'When the newest reading ended.', [{}, seconds(watch.freshAt)]),
];

const systemFamilies = ({ system, sources }: ConsoleView, residentBytes: number): Family[] => [
  {
    name: 'watchroom_build',
    type: 'info',
    help: 'Version and runtime.',
    rows: [[{ version: system.version, runtime: system.runtime }, 1]],
  },
  gauge('start_timestamp_seconds', 'When this process started.', [{}, seconds(system.startedAt)]),
  counter('turns', 'Turns of the engine.', system.engine.turns),
  spread('turn_seconds', 'How long a turn takes.', system.engine.turnMilliseconds),
  spread('reading_late_seconds', 'How late readings begin.', system.engine.lateMilliseconds),
  gauge('series', 'Series in use.', [{}, system.engine.series]),
  gauge('store_up', '1 while the store keeps what it is given.', [{}, system.store.state === 'ok' ? 1 : 0]),
  gauge('store_bytes', 'Size of the store.', [{}, system.store.bytes]),
  spread('store_commit_seconds', 'How long a commit takes.', system.store.commitMilliseconds),
  gauge('outbox_waiting', 'Deliveries that wait.', [{}, system.outbox.waiting]),
  counter('deliveries', 'Deliveries that were made.', system.outbox.delivered),
  counter('deliveries_abandoned', 'Deliveries that were given up.', system.outbox.abandoned),
  gauge(
    'source_up',
    '1 while a source can look.',
    ...Object.values(sources).map(({ kind, state }): Row => [{ source: kind }, state === 'failing' ? 0 : 1]),
  ),
  ...heartbeatFamilies(system),
  gauge('process_resident_memory_bytes', 'Memory of this process.', [{}, residentBytes]),
];

const heartbeatFamilies = ({ heartbeat }: ConsoleView['system']): Family[] =>
  heartbeat === null
    ? []
    : [
        gauge('heartbeat_up', '1 while the heartbeat arrives in time.', [{}, heartbeat.state === 'ok' ? 1 : 0]),
        gauge('heartbeat_timestamp_seconds', 'When the last heartbeat was taken.', [{}, seconds(heartbeat.lastAt)]),
      ];

const seconds = (milliseconds: number | null): number | null => (milliseconds === null ? null : milliseconds / 1_000);

const spread = (name: string, help: string, figures: { readonly median: number; readonly p95: number } | null): Family =>
  gauge(
    name,
    help,
    [{ quantile: '0.5' }, seconds(figures?.median ?? null)],
    [{ quantile: '0.95' }, seconds(figures?.p95 ?? null)],
  );

const SUFFIX = { gauge: '', counter: '_total', info: '_info' } as const;

const familyText = ({ name, type, help, rows }: Family): string => {
  const known = rows.filter(([, value]) => value !== null);
  if (known.length === 0) return '';
  const lines = known.map(([labels, value]) => {
    const inside = labelsText(labels);
    return `${name}${SUFFIX[type]}${inside === '' ? '' : `{${inside}}`} ${value}\n`;
  });
  return `# TYPE ${name} ${type}\n# HELP ${name} ${help}\n${lines.join('')}`;
};
