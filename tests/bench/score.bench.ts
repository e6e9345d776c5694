import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, describe, it } from 'vitest';
import { advance, createDetector, EVENT_SCORE } from '../../src/main/core/baseline/score/detector.js';
import type { Instant } from '../../src/main/core/time/instant.js';
import { temporaryFolder } from '../support/store.js';
import { machineLoad, residentMegabytes } from './process-figures.js';
import { createChance } from './score/chance.js';
import { corpus, type LabelledSeries, type Part } from './score/corpus.js';
import { type Mark, mark, markAt, type Scored } from './score/nab.js';
import { emaBand, emaDistance } from './score/rivals.js';
import { type Figure, measure, printTable } from './support.js';

const { folder, remove } = temporaryFolder();
afterAll(remove);

const ours = ({ at, values }: LabelledSeries): number[] => {
  const detector = createDetector(values[0] ?? 0);
  return values.map((value, row) => advance(detector, at[row] as Instant, value));
};

const DETECTORS = { ours, 'plain EMA band': emaBand, 'EMA graded by distance': emaDistance } as const;

const scoredBy = (files: readonly LabelledSeries[], detect: (file: LabelledSeries) => number[]): readonly Scored[] =>
  files.map((file) => ({ scores: detect(file), windows: file.windows }));

const figureOf = (name: string, { score, found, windows, falseAlarms, threshold }: Mark): Figure => ({
  name,
  value: score,
  unit: `(${found} of ${windows} windows found, ${falseAlarms} false alarms, threshold ${threshold.toFixed(3)})`,
});

const PARTS: readonly Part[] = ['tuning', 'validation', 'held-out', 'field', 'field, other seeds'];

describe('scoring', () => {
  it.each(PARTS)('finds what is labelled: %s', (part) => {
    const files = corpus(part);
    const figures = Object.entries(DETECTORS).map(([name, detect]) => figureOf(name, mark(scoredBy(files, detect))));
    const atEvents = figureOf(`ours, at ${EVENT_SCORE}`, markAt(scoredBy(files, ours), EVENT_SCORE));
    const rows = files.reduce((sum, { values }) => sum + values.length, 0);
    printTable(`Numenta's rule, standard profile; ${part}: ${files.length} files, ${rows} rows`, [], [...figures, atEvents]);
  });

  it('is quick', async () => {
    const [file] = corpus('tuning').filter(({ name }) => name === 'machine-1');
    if (file === undefined) throw new Error('no such series');
    const time = await measure(`${file.values.length} rows`, () => ours(file), { n: 20 });
    const each = { name: 'each row', value: (time.median * 1_000) / file.values.length, unit: 'µs' };
    printTable('The detector', [time], [each, { name: 'load of the machine meanwhile', value: machineLoad(), unit: '' }]);
  });

  it('streams a million rows', async () => {
    const file = join(folder, 'million.csv');
    await writeRows(file, 1_000_000);
    const startedAt = performance.now();
    const peaks = await scoreByCommand(file);
    printTable(
      'watchroom score, 1,000,000 rows',
      [],
      [
        { name: 'time', value: (performance.now() - startedAt) / 1_000, unit: 's' },
        { name: 'memory at its peak, in the first second', value: peaks[0] ?? Number.NaN, unit: 'MB' },
        { name: 'memory at its peak, at the end', value: peaks.at(-1) ?? Number.NaN, unit: 'MB' },
      ],
    );
  });
});

const writeRows = async (file: string, rows: number): Promise<void> => {
  const { normal } = createChance(1);
  const out = createWriteStream(file);
  out.write('timestamp,value\n');
  for (let row = 0; row < rows; row += 10_000) {
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `${1_700_000_000 + (row + i) * 60},${(50 + 5 * normal()).toFixed(3)}\n`,
    );
    if (!out.write(lines.join(''))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
};

/** Runs the built command; answers its memory's peak each second (Linux only). */
const scoreByCommand = (file: string): Promise<number[]> =>
  new Promise((settle, reject) => {
    const child = spawn(process.execPath, [resolve('dist/main/cli.js'), 'score', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const peaks: number[] = [];
    const timer = setInterval(() => peaks.push(residentMegabytes(child.pid ?? 0).peak), 1_000);
    child.stdout.resume();
    child.once('error', reject);
    child.once('exit', () => clearInterval(timer));
    child.once('close', () => settle(peaks));
  });
