import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { machineLoad, residentMegabytes } from './process-figures.js';
import { type Measured, printTable, summarise } from './support.js';

const CLI = resolve(import.meta.dirname, '../../dist/main/cli.js');
const DAY = 24 * 60;
const RUNS = 10;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-simulate-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const FIXED =
  '{ id: slow, name: Slow, severity: warning, category: performance, for: 5m, when: { metric: lcp_seconds, above: 4 } }';
const SEASONAL =
  '{ id: unusual, name: Unusual, severity: warning, category: performance, when: { metric: lcp_seconds, baseline: seasonal, outsideBand: {} } }';

/** A scenario of so many series over so many minutes: a day's rise and fall, and now and then an hour that is slow. */
const scenarioOf = (rules: readonly string[], series: number, steps: number): string => {
  const hour = (page: number, index: number): string => {
    const value = 2 + Math.sin((index / 24) * 2 * Math.PI) + (index % 97 === page ? 3 : 0);
    return `${value.toFixed(3)}+0.001x59`;
  };
  const values = (page: number): string => Array.from({ length: steps / 60 }, (_, index) => hour(page, index)).join(' ');
  const input = Array.from(
    { length: series },
    (_, page) => `  - { series: 'lcp_seconds{page="p${page}"}', values: '${values(page)}' }`,
  );
  return ['scenario: 1', 'step: 1m', 'config:', '  rules:', ...rules.map((rule) => `    - ${rule}`), 'input:', ...input].join(
    '\n',
  );
};

interface Played {
  readonly milliseconds: number;
  readonly peak: number;
}

/** Plays it by the command, as a person would, from its start to its end. */
const play = async (file: string): Promise<Played> => {
  const from = performance.now();
  const child = spawn(process.execPath, [CLI, 'simulate', file, '--format', 'jsonl'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  let peak = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      try {
        peak = Math.max(peak, residentMegabytes(child.pid as number).peak || 0);
      } catch {
        return;
      }
      await wait(50);
    }
  })();
  const [code] = await ended;
  const milliseconds = performance.now() - from;
  isOver = true;
  await watching;
  if (code !== 0) throw new Error(`simulate ended with ${code}`);
  return { milliseconds, peak };
};

const repeated = async (text: string, n: number): Promise<readonly Played[]> => {
  const file = join(folder, 'scenario.yml');
  await writeFile(file, text);
  const all: Played[] = [];
  for (let run = 0; run < n; run += 1) all.push(await play(file));
  return all;
};

describe('simulate', () => {
  it('plays 30 days of 50 series, a sample a minute', async () => {
    const load = machineLoad();
    const measured: Measured[] = [];
    for (const [name, rules] of [
      ['a fixed limit', [FIXED]],
      ['a fixed limit and a seasonal band', [FIXED, SEASONAL]],
    ] as const) {
      const all = await repeated(scenarioOf(rules, 50, 30 * DAY), RUNS);
      measured.push(
        summarise(
          name,
          all.map(({ milliseconds }) => milliseconds),
        ),
      );
    }
    printTable(`30 days × 50 series × 1 min, the whole command (load of the machine before: ${load})`, measured);
  });

  it('needs no more memory for a million events than for a tenth of them', async () => {
    const load = machineLoad();
    const measured: Measured[] = [];
    for (const [name, steps] of [
      ['100,000 events, MB at most', 1_000],
      ['1,000,000 events, MB at most', 10_000],
    ] as const) {
      const all = await repeated(scenarioOf([FIXED], 100, steps - (steps % 60)), RUNS);
      measured.push(
        summarise(
          name,
          all.map(({ peak }) => peak),
        ),
      );
    }
    printTable(`Memory of a scenario (100 series; load of the machine before: ${load})`, measured);
  });
});
