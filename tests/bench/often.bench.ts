import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, it } from 'vitest';
import { createDataFolder, startConsole } from '../support/process.js';
import { machineLoad, spend } from './process-figures.js';
import { PAGES, startBenchSite, watchingPages } from './site.js';
import { printTable, summarise } from './support.js';

/** The peers' programs, as Debian calls them. */
const [PROMETHEUS, BLACKBOX] = ['prometheus', 'prometheus-blackbox-exporter'];
const SECONDS = 20;
const WARMING_UP = 60_000;
const PIECES = 12;

const site = await startBenchSite();
afterAll(() => site.stop());

/** What these processes cost while they read the site, and how many reads it saw. */
const measure = async (name: string, pids: readonly number[]): Promise<void> => {
  await wait(WARMING_UP);
  site.arrivals.length = 0;
  const load = machineLoad();
  const { shares, memory } = await spend(pids, PIECES);
  printTable(
    `${name}: 1,000 pages every ${SECONDS} s (load ${load})`,
    [summarise('% of a core', shares), summarise('resident memory, MB', memory)],
    [{ name: 'reads', value: site.arrivals.length / (PIECES * 10), unit: 'a second, as the site saw them' }],
  );
};

describe(`1,000 pages every ${SECONDS} s`, () => {
  it('cost a console this much', async () => {
    const { folder, remove } = await createDataFolder(watchingPages(site.url, PAGES, 'royal-client', `${SECONDS}s`));
    const console = await startConsole({ dataFolder: folder });
    await measure('Watchroom: requests, rules, store', [console.pid]);
    await console.stop();
    await remove();
  });

  it.skipIf(!isThere(BLACKBOX))('cost blackbox exporter and Prometheus this much', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watchroom-bench-'));
    const [exporter, prometheus] = await startPeers(folder);
    await measure('blackbox exporter: requests', [exporter.pid ?? 0]);
    await measure('blackbox exporter and Prometheus: requests, store', [exporter.pid ?? 0, prometheus.pid ?? 0]);
    for (const process of [prometheus, exporter]) {
      process.kill();
      await once(process, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });
});

function isThere(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}

const EXPORTER = '127.0.0.1:9115';

const startPeers = async (folder: string): Promise<readonly [ChildProcess, ChildProcess]> => {
  writeFileSync(
    join(folder, 'blackbox.yml'),
    'modules: { http_2xx: { prober: http, timeout: 10s, http: { preferred_ip_protocol: ip4 } } }\n',
  );
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(scraping(site.url)));
  const quiet = { stdio: 'ignore', cwd: folder } as const;
  const exporter = spawn(
    'prometheus-blackbox-exporter',
    ['--config.file=blackbox.yml', `--web.listen-address=${EXPORTER}`],
    quiet,
  );
  const prometheus = spawn(
    PROMETHEUS,
    ['--config.file=prometheus.yml', '--storage.tsdb.path=data', '--web.listen-address=127.0.0.1:9099'],
    quiet,
  );
  await Promise.all([once(exporter, 'spawn'), once(prometheus, 'spawn')]);
  return [exporter, prometheus];
};

/** As blackbox exporter's own documentation has it: each page is handed to the exporter as a parameter. */
const scraping = (url: string): unknown => ({
  global: { scrape_interval: `${SECONDS}s` },
  scrape_configs: [
    {
      job_name: 'blackbox',
      metrics_path: '/probe',
      params: { module: ['http_2xx'] },
      static_configs: [{ targets: PAGES.map((id) => `${url}/${id}`) }],
      relabel_configs: [
        { source_labels: ['__address__'], target_label: '__param_target' },
        { source_labels: ['__param_target'], target_label: 'instance' },
        { target_label: '__address__', replacement: EXPORTER },
      ],
    },
  ],
});
