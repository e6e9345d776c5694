import type {
  BuildRecord,
  CertificateStanding,
  Gauge,
  InfrastructureView,
  PhaseStanding,
} from '../../core/model/infrastructure.js';
import type { TargetId } from '../../core/model/target.js';
import type { Clock } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import { newestUpTo } from '../../core/sample/window-read.js';
import { after, days, type Instant, instant } from '../../core/time/instant.js';
import type { SeriesState, World } from '../world.js';

export interface InfrastructureParts {
  readonly world: World;
  readonly clock: Clock;
  readonly history: History;
}

const BUILDS_BACK = days(31);
const MOST_BUILDS = 30;
const MOST_CERTIFICATES = 50;
const MOST_SLOW = 20;

/** What the site and the watch stand on: the newest values, as the engine has them, and the builds of a month. */
export const createInfrastructure =
  ({ world, clock, history }: InfrastructureParts): (() => Promise<InfrastructureView>) =>
  async () => {
    const now = clock.now();
    const gauges = gaugesOf(world, now);
    const begins = (...starts: readonly string[]): readonly Gauge[] =>
      gauges.filter(({ metric }) => starts.some((start) => metric.startsWith(start)));
    const ages = ['backup_age_seconds', 'mongodb_backup_age_seconds'];
    return {
      machine: begins('host_', 'process_'),
      database: begins('mongodb_').filter(({ metric }) => !ages.includes(metric)),
      backups: gauges.filter(({ metric }) => ages.includes(metric)),
      certificates: certificatesOf(world, gauges),
      phases: phasesOf(world, gauges),
      builds: await readBuilds(history, now),
    };
  };

const WANTED = /^(host_|process_|mongodb_|backup_age_seconds$|http_certificate_expiry_seconds$|http_phase_seconds$)/;

const gaugesOf = ({ series }: World, now: Instant): readonly Gauge[] =>
  [...series.values()].flatMap((state) => gaugeOf(state, now)).sort((a, b) => (a.id < b.id ? -1 : 1));

const gaugeOf = ({ id, series: { name, labels }, samples, isEnded }: SeriesState, now: Instant): readonly Gauge[] => {
  const newest = isEnded || !WANTED.test(name) ? null : newestUpTo(samples, now);
  return newest === null ? [] : [{ id, metric: name, labels, value: newest.value, at: instant(newest.at) }];
};

/** A journey may meet several certificates: the one that expires first counts. */
const certificatesOf = ({ targets }: World, gauges: readonly Gauge[]): readonly CertificateStanding[] => {
  const first = new Map<string, CertificateStanding>();
  for (const { metric, labels, value, at } of gauges) {
    const state = targets.get(labels.target as TargetId);
    if (metric !== 'http_certificate_expiry_seconds' || state === undefined) continue;
    const { id, name } = state.target;
    const known = first.get(id);
    if (known === undefined || value < known.secondsLeft) first.set(id, { target: id, name, secondsLeft: value, at });
  }
  return [...first.values()].sort((a, b) => a.secondsLeft - b.secondsLeft).slice(0, MOST_CERTIFICATES);
};

/** In the order in which they take place. */
const PHASES = ['dns', 'tcp', 'tls', 'first_byte', 'download'];

const phasesOf = ({ targets }: World, gauges: readonly Gauge[]): readonly PhaseStanding[] => {
  const of = new Map<string, Gauge[]>();
  for (const gauge of gauges) {
    const { target = '', phase = '' } = gauge.labels;
    if (gauge.metric !== 'http_phase_seconds' || !PHASES.includes(phase)) continue;
    of.set(target, [...(of.get(target) ?? []), gauge]);
  }
  return [...of]
    .flatMap(([id, found]) => {
      const state = targets.get(id as TargetId);
      return state === undefined ? [] : [standingOf(state.target.id, state.target.name, found)];
    })
    .sort((a, b) => whole(b) - whole(a))
    .slice(0, MOST_SLOW);
};

/** A phase that the last look did not have, as one over a kept connection has no handshake, is of an earlier one and left out. */
const standingOf = (target: TargetId, name: string, found: readonly Gauge[]): PhaseStanding => {
  const at = instant(Math.max(...found.map((gauge) => gauge.at)));
  const phases = PHASES.flatMap((phase) =>
    found.filter((gauge) => gauge.labels.phase === phase && gauge.at === at).map(({ value }) => ({ phase, seconds: value })),
  );
  return { target, name, phases, at };
};

const whole = ({ phases }: PhaseStanding): number => phases.reduce((sum, { seconds }) => sum + seconds, 0);

/** What was judged when it came, and was found again when it was history, is one. */
const eachOnce = (builds: readonly BuildRecord[]): BuildRecord[] => [
  ...new Map(builds.map((build) => [JSON.stringify(build), build])).values(),
];

const readBuilds = async (history: History, now: Instant): Promise<readonly BuildRecord[]> => {
  const builds: BuildRecord[] = [];
  for (const kind of ['build', 'deploy'] as const) {
    for (const { id, series } of await history.list({ name: kind })) {
      const { status = null, project = '', branch = null, workflow = null, environment = null } = series.labels;
      for (const { at } of await history.raw(id, after(now, -BUILDS_BACK), after(now, 1)))
        builds.push({ at, kind, status, project, branch, workflow, environment });
    }
  }
  return eachOnce(builds)
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_BUILDS);
};
