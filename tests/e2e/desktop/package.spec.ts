import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { missingHere } from './support/desktop.js';

const ROOT = resolve(import.meta.dirname, '../../..');
/** In the binary, before the fuses: version, count, and one digit for each. https://github.com/electron/fuses */
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const QUIET = 'version: 1\nprofile: none\nconnectivity: { probes: [] }\nsources: { host: { enabled: false } }\n';

let work: string | undefined;
let app: ChildProcess | undefined;

test.afterEach(() => {
  app?.kill('SIGKILL');
  app = undefined;
  if (work !== undefined) rmSync(work, { recursive: true, force: true });
});

test('the packed app starts with the configuration and at the page that it was opened with, and ends in order', async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  test.setTimeout(240_000);
  work = mkdtempSync(join(tmpdir(), 'watchroom-package-'));
  await promisify(execFile)(process.execPath, ['.ci/package.mjs', '--dir', `-c.directories.output=${work}`], {
    cwd: ROOT,
    maxBuffer: 1e8,
  });
  const folder = join(work, 'linux-unpacked');

  // Nothing but the archive is loaded, and neither flags nor environment make a Node of it.
  const binary = readFileSync(join(folder, 'watchroom'));
  const wire = binary.indexOf(FUSES) + FUSES.length + 2;
  expect(binary.subarray(wire, wire + 8).toString()).toBe('01001100');
  expect(existsSync(join(folder, 'resources/app.asar.unpacked/resources/sounds/alert.wav'))).toBe(true);

  const document = join(work, 'shop.watchroom.yml');
  writeFileSync(document, QUIET);
  const data = join(work, 'data');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, '--data', data, '--port', '0', '--config', document, 'watchroom://alerts'];
  app = spawn(join(folder, 'watchroom'), args, { stdio: 'ignore' });
  const ended = new Promise<number | null>((done) => app?.once('exit', done));
  const log = (): string =>
    existsSync(join(data, 'logs/watchroom.log')) ? readFileSync(join(data, 'logs/watchroom.log'), 'utf8') : '';
  await expect.poll(log, { timeout: 60_000 }).toContain('api.listening');
  const url = /"url":"(http:[^"]+)"/.exec(log())?.[1] ?? '';
  expect((await fetch(new URL('/readyz', url))).status).toBe(200);
  const system = await (await fetch(new URL('/api/monitoring/dashboard?type=system', url))).json();
  expect(system).toMatchObject({ runtime: expect.stringContaining('Electron'), store: { state: 'ok' } });
  // The page of the archive has had the time to fail.
  await wait(3_000);
  expect(log()).not.toContain('"level":"error"');
  app.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('the packed app carries the licences and a bill of what it is made of', async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const bill = JSON.parse(readFileSync(join(ROOT, 'dist/sbom.cdx.json'), 'utf8')) as {
    components: { name: string; version: string }[];
  };
  const licences = readFileSync(join(ROOT, 'dist/licences.txt'), 'utf8');
  for (const [name, version] of Object.entries(dependencies)) {
    expect(bill.components).toContainEqual(expect.objectContaining({ name, version }));
    expect(licences).toContain(`${name} ${version} (`);
  }
});
