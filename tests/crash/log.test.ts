import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { numbersIn } from '../support/log.js';
import { temporaryFolder } from '../support/store.js';

const KILLS = 8;

/** Writes numbered lines into files that are full after some ten, and says of each that it is written. */
const SCRIPT = `
  import { writeSync } from 'node:fs';
  const [module, folder, first] = process.argv.slice(1);
  const { createLog } = await import(module);
  const log = createLog({ folder, level: 'info', fileBytes: 2000 });
  for (let n = Number(first); ; n += 1) {
    log.info('engine.turn', { n, text: 'x'.repeat(100) });
    writeSync(1, n + '\\n');
    if (n % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
  }`;

const root = resolve(import.meta.dirname, '../..');
const { folder, remove } = temporaryFolder();
let built: string;
beforeAll(async () => {
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  built = mkdtempSync(join(root, 'node_modules/.cache/log-'));
  const output = { format: 'esm', entryFileNames: 'log.js' } as const;
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ...{ ssr: true, outDir: built, target: 'node20.18', minify: false },
      rolldownOptions: { input: resolve(root, 'src/main/platform/log.ts'), output },
    },
  });
  writeFileSync(join(built, 'package.json'), '{"type":"module"}');
}, 60_000);
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
  remove();
});

/** Starts a writer at `first`, kills it without warning, and answers the last line that it said was written. */
const writeUntilKilled = async (first: number, milliseconds: number): Promise<number> => {
  const args = ['--input-type=module', '-e', SCRIPT, pathToFileURL(join(built, 'log.js')).href, folder, String(first)];
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(writer, 'close');
  let last = first - 1;
  const said = createInterface({ input: writer.stdout });
  said.on('line', (line) => {
    last = Number(line);
  });
  await once(said, 'line');
  await wait(milliseconds);
  writer.kill('SIGKILL');
  await ended;
  return last;
};

it(`a log whose writer is killed ${KILLS} times, while files are turned and compressed, has every line once and in order`, async () => {
  let [next, written] = [0, [] as readonly number[]];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const last = await writeUntilKilled(next, 10 + (kill % 4) * 70);
    written = numbersIn(folder);
    expect(written, `after kill ${kill + 1}`).toEqual(Array.from({ length: written.length }, (_, n) => n));
    expect(written.length).toBeGreaterThan(last);
    next = written.length;
  }
  expect(readdirSync(folder).filter((name) => name.endsWith('.gz')).length).toBeGreaterThan(3);
}, 60_000);
