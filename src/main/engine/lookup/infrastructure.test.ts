import { afterEach, describe, expect, it } from 'vitest';
import { createRig, httpTarget, NINE_O_CLOCK, type Rig } from '../../../../tests/support/engine.js';
import { commitOf, samplesOf } from '../../../../tests/support/store.js';
import type { SeriesSample } from '../../core/model/sample.js';
import { parseSeries } from '../../core/sample/series.js';
import { after, minutes } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.engine.stop();
});

/** One value each, some minutes ago. */
const told = (series: string, value: number, ago = 5): readonly SeriesSample[] =>
  samplesOf(
    parseSeries(series) ?? { name: series, labels: {} },
    after(NINE_O_CLOCK, -minutes(ago)),
    minutes(1),
    1,
    () => value,
  );

const rigOf = async (...samples: readonly (readonly SeriesSample[])[]): Promise<Rig> => {
  const store = createMemoryStore();
  await store.journal.commit(
    commitOf({ samples: samples.flat(), marks: { aliveAt: after(NINE_O_CLOCK, -minutes(1)), observed: 1_000_000 } }),
  );
  const rig = await createRig({ store, config: { targets: [httpTarget('home'), httpTarget('shop')] } });
  rigs.push(rig);
  return rig;
};

describe('what the site and the watch stand on', () => {
  it('is told as it was measured last: machine, database, backups, and the certificates that expire first', async () => {
    const rig = await rigOf(
      told('host_cpu_ratio{target="this-machine"}', 0.4),
      told('mongodb_connections{target="mongodb"}', 12),
      told('mongodb_backup_age_seconds{target="mongodb"}', 7_200),
      told('backup_age_seconds', 3_600),
      told('http_certificate_expiry_seconds{target="home"}', 900_000),
      told('http_certificate_expiry_seconds{target="shop"}', 86_400),
      told('http_certificate_expiry_seconds{target="gone"}', 1),
      told('lcp_seconds{page="home"}', 2),
    );
    const view = await rig.engine.infrastructure();
    expect(view.machine).toMatchObject([{ metric: 'host_cpu_ratio', value: 0.4 }]);
    expect(view.database).toMatchObject([{ metric: 'mongodb_connections', value: 12 }]);
    expect(view.backups.map(({ metric }) => metric)).toEqual(['backup_age_seconds', 'mongodb_backup_age_seconds']);
    expect(view.certificates).toMatchObject([
      { target: 'shop', secondsLeft: 86_400 },
      { target: 'home', secondsLeft: 900_000 },
    ]);
  });

  it('says where the time of the slowest looks went, of phases that the last look had', async () => {
    const phase = (target: string, name: string, value: number, minutesAgo = 0) =>
      told(`http_phase_seconds{phase="${name}",target="${target}"}`, value, minutesAgo);
    const rig = await rigOf(
      ...[
        phase('home', 'dns', 0.01),
        phase('home', 'tcp', 0.02),
        phase('home', 'first_byte', 0.2),
        phase('home', 'download', 0.1),
      ],
      ...[phase('shop', 'tls', 9, 2), phase('shop', 'first_byte', 1.5), phase('gone', 'first_byte', 5)],
    );
    expect((await rig.engine.infrastructure()).phases).toMatchObject([
      { target: 'shop', phases: [{ phase: 'first_byte', seconds: 1.5 }] },
      { target: 'home', phases: [{ phase: 'dns' }, { phase: 'tcp' }, { phase: 'first_byte' }, { phase: 'download' }] },
    ]);
  });

  it('lists the builds and deployments of a month, the newest first', async () => {
    const rig = await rigOf(
      told('build{branch="main",project="site",status="failed",workflow="ci"}', 1, 30),
      told('deploy{environment="production",project="site"}', 1, 10),
    );
    expect((await rig.engine.infrastructure()).builds).toMatchObject([
      { kind: 'deploy', environment: 'production', status: null },
      { kind: 'build', status: 'failed', branch: 'main', workflow: 'ci' },
    ]);
  });

  it('makes nothing up', async () => {
    const rig = await rigOf();
    expect(await rig.engine.infrastructure()).toMatchObject({
      machine: [],
      database: [],
      backups: [],
      certificates: [],
      phases: [],
      builds: [],
    });
  });
});
