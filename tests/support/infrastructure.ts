import type { Gauge, InfrastructureView } from '../../src/main/core/model/infrastructure.js';
import type { TargetId } from '../../src/main/core/model/target.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { after, hours, type Instant, minutes, seconds } from '../../src/main/core/time/instant.js';

const gauge = (name: string, labels: Gauge['labels'], value: number, at: Instant): Gauge => ({
  id: seriesId({ name, labels }),
  ...{ metric: name, labels, value, at },
});

const DAY = 86_400;

/** A desk whose disk fills up, a database that is well, certificates of all ages, and a build that failed before one that passed. */
export const scriptedInfrastructure = (now: Instant, isEmpty: boolean): InfrastructureView => {
  if (isEmpty) return { machine: [], database: [], backups: [], certificates: [], phases: [], builds: [] };
  const at = after(now, -seconds(12));
  const host = { target: 'this-machine' };
  const database = { target: 'mongodb' };
  const certificate = (id: string, name: string, secondsLeft: number) => ({ target: id as TargetId, name, secondsLeft, at });
  const phases = (id: string, name: string, seconds: readonly number[]) => ({
    ...{ target: id as TargetId, name, at },
    phases: seconds.map((length, index) => ({
      phase: (seconds.length === 1 ? ['first_byte'] : ['dns', 'tcp', 'tls', 'first_byte', 'download'])[index] ?? '',
      seconds: length,
    })),
  });
  return {
    machine: [
      gauge('host_cpu_ratio', host, 0.34, at),
      gauge('host_disk_used_ratio', { ...host, mount: '/' }, 0.62, at),
      gauge('host_disk_used_ratio', { ...host, mount: '/home' }, 0.93, at),
      gauge('host_load_per_core', host, 0.71, at),
      gauge('host_memory_used_ratio', host, 0.58, at),
      gauge('process_cpu_ratio', host, 0.04, at),
      gauge('process_resident_memory_bytes', host, 198_000_000, at),
    ],
    database: [
      gauge('mongodb_connections', database, 41, at),
      gauge('mongodb_latency_seconds', database, 0.0042, at),
      gauge('mongodb_replication_lag_seconds', database, 0.3, at),
      gauge('mongodb_storage_bytes', database, 12_400_000_000, at),
    ],
    backups: [gauge('backup_age_seconds', {}, 4.4 * 3_600, at), gauge('mongodb_backup_age_seconds', database, 31 * 3_600, at)],
    certificates: [
      certificate('booking', 'Booking form', 2.2 * DAY),
      certificate('search', 'Tutor search', 11 * DAY),
      certificate('home', 'Home page', 61 * DAY),
    ],
    phases: [
      phases('search', 'Tutor search', [0.012, 0.021, 0.048, 3.61, 0.34]),
      phases('booking', 'Booking form', [0.009, 0.019, 0.044, 0.41, 0.06]),
      phases('home', 'Home page', [0.008, 0.02, 0.041, 0.12, 0.09]),
      phases('prices', 'Prices', [0.14]),
    ],
    builds: [
      {
        at: after(now, -hours(5)),
        kind: 'deploy',
        status: null,
        project: 'site',
        branch: null,
        workflow: null,
        environment: 'production',
      },
      {
        at: after(now, -hours(5) - minutes(4)),
        kind: 'build',
        status: 'success',
        project: 'site',
        branch: 'main',
        workflow: 'ci',
        environment: null,
      },
      {
        at: after(now, -hours(29)),
        kind: 'build',
        status: 'failed',
        project: 'site',
        branch: 'prices',
        workflow: 'ci',
        environment: null,
      },
    ],
  };
};
