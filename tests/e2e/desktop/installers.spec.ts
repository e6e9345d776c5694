import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { missingHere } from './support/desktop.js';
import { makeKey, type PackedApp, pack, ROOT, startPacked } from './support/packed.js';

/** How a fuse stands in the binary: a digit. */
const [OFF, ON] = [0x30, 0x31];
const QUIET = 'version: 1\nprofile: none\nconnectivity: { probes: [] }\nsources: { host: { enabled: false } }\n';
const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const missingTool = ['7za', 'dpkg-deb', 'tar'].find((program) => spawnSync(program, []).error !== undefined);

const work = mkdtempSync(join(tmpdir(), 'watchroom-installers-'));
const out = join(work, 'out');
const deb = join(work, 'deb');
const tar = join(work, 'tar');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const app = join(deb, 'opt', 'Watchroom');
let running: PackedApp | null = null;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const missing = (await missingHere()) ?? (missingTool === undefined ? null : `${missingTool} is not installed`);
  test.skip(missing !== null, missing ?? '');
  test.setTimeout(240_000);
  await pack({ into: out, key: makeKey(), forms: ['--linux', 'deb', 'tar.gz'] });
  mkdirSync(tar);
  execFileSync('dpkg-deb', ['-x', join(out, `watchroom_${version}_amd64.deb`), deb]);
  execFileSync('tar', ['-xzf', join(out, `watchroom-${version}.tar.gz`), '-C', tar, '--strip-components=1']);
});

test.afterEach(() => {
  running?.process.kill('SIGKILL');
  running = null;
});
test.afterAll(() => rmSync(work, { recursive: true, force: true }));

const text = (...path: string[]): string => readFileSync(join(deb, ...path), 'utf8');

test('the Debian package says what it is and what it needs, and owns nothing outside of its places', () => {
  const field = (name: string): string =>
    execFileSync('dpkg-deb', ['-f', join(out, `watchroom_${version}_amd64.deb`), name], { encoding: 'utf8' }).trim();
  expect([field('Package'), field('Version'), field('Architecture')]).toEqual(['watchroom', version, 'amd64']);
  expect(field('Depends').split(', ')).toEqual(
    expect.arrayContaining(['libgtk-3-0', 'libnss3', 'libnotify4', 'libsecret-1-0']),
  );
  expect(field('Description')).toContain('Watches your site and tells you when it breaks');
  expect(Number(field('Installed-Size'))).toBeGreaterThan(100_000);
  const listed = execFileSync('dpkg-deb', ['-c', join(out, `watchroom_${version}_amd64.deb`)], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  for (const line of listed.trim().split('\n')) {
    const [mode = '', owner, , , , path = ''] = line.split(/\s+/);
    expect(owner).toBe('root/root');
    expect(path).toMatch(/^\.\/(?:$|opt\/$|opt\/Watchroom\/|usr\/(?:$|share\/(?:$|applications\/|icons\/|mime\/|doc\/)))/);
    // Nobody but root may write any of it.
    expect(`${mode.slice(0, 10)} ${path}`).toMatch(/^(?:[-d]rw.r-.r-.|l.{9}) /);
  }
});

test('the desktop knows its entry, its icons, its documents and its addresses', () => {
  const entry = text('usr/share/applications/watchroom.desktop');
  expect(entry).toContain('Exec=/opt/Watchroom/watchroom %U');
  expect(entry).toContain('MimeType=application/x-watchroom;x-scheme-handler/watchroom;');
  expect(entry).toMatch(/^Categories=System;$/m);
  if (has('desktop-file-validate')) {
    const checked = spawnSync('desktop-file-validate', [join(deb, 'usr/share/applications/watchroom.desktop')], {
      encoding: 'utf8',
    });
    expect({ status: checked.status, said: checked.stdout }).toEqual({ status: 0, said: '' });
  }
  const types = text('usr/share/mime/packages/watchroom.xml');
  expect(types).toContain('<mime-type type="application/x-watchroom">');
  expect(types).toContain('<glob pattern="*.watchroom.yml"/>');
  for (const side of [16, 24, 32, 48, 64, 128, 256, 512]) {
    const icon = readFileSync(join(deb, `usr/share/icons/hicolor/${side}x${side}/apps/watchroom.png`));
    // A PNG says its width and height at byte 16.
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([side, side]);
  }
});

test('both hold the same app, with licences and bill of materials, and nothing that is not the product', () => {
  const archive = join(app, 'resources', 'app.asar');
  const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
  expect(digest(join(tar, 'resources', 'app.asar'))).toBe(digest(archive));
  for (const file of ['LICENSE.electron.txt', 'LICENSES.chromium.html']) expect(existsSync(join(app, file))).toBe(true);

  const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
  const own = files.filter((file) => !file.startsWith('/node_modules/'));
  expect(new Set(own.map((file) => file.split('/')[1]))).toEqual(
    new Set(['dist', 'node_modules', 'package.json', 'resources']),
  );
  expect(files.filter((file) => /\.map$|\/\.env|\.pem$|\.test\./.test(file))).toEqual(['/dist/update-key.pem']);
  expect(own).toEqual(expect.arrayContaining(['/dist/licences.txt', '/dist/sbom.cdx.json', '/dist/renderer/index.html']));
  const bill = JSON.parse(extractFile(archive, 'dist/sbom.cdx.json').toString()) as { components: { name: string }[] };
  const packages = files.flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)\/package\.json$/.exec(file)?.[1] ?? []);
  const named = new Set(bill.components.map(({ name }) => name));
  expect(packages.filter((name) => !named.has(name))).toEqual([]);
  expect(extractFile(archive, 'dist/licences.txt').toString()).toContain('electron-updater ');
  // The private half stays with whoever releases.
  expect(extractFile(archive, 'dist/update-key.pem').toString()).toMatch(/^-----BEGIN PUBLIC KEY-----/);
});

test('its runtime can be talked into nothing, and every file of the archive is sealed', async () => {
  for (const folder of [app, tar]) {
    const fuses = await getCurrentFuseWire(join(folder, 'watchroom'));
    const state = (fuse: FuseV1Options): number | undefined => fuses[fuse];
    for (const off of [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ])
      expect(state(off)).toBe(OFF);
    for (const on of [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ])
      expect(state(on)).toBe(ON);
  }
  interface Entry {
    readonly files?: Readonly<Record<string, Entry>>;
    readonly link?: string;
    readonly integrity?: { readonly algorithm: string; readonly hash: string };
  }
  const unsealed = (entry: Entry, path: string): readonly string[] =>
    entry.files === undefined
      ? entry.link !== undefined || entry.integrity?.algorithm === 'SHA256'
        ? []
        : [path]
      : Object.entries(entry.files).flatMap(([name, inside]) => unsealed(inside, `${path}/${name}`));
  expect(unsealed(getRawHeader(join(app, 'resources', 'app.asar')).header as Entry, '')).toEqual([]);
});

test('what the package lays down starts, and knows how it was installed', async () => {
  const data = join(work, 'data');
  mkdirSync(data);
  const config = join(data, 'desk.yml');
  writeFileSync(config, QUIET);
  expect(statSync(join(app, 'watchroom')).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(app, 'resources', 'package-type'), 'utf8')).toBe('deb');
  expect(readdirSync(join(app, 'resources'))).toContain('app-update.yml');
  const started = startPacked(join(app, 'watchroom'), data, ['--config', config]);
  running = started;
  await expect.poll(started.address, { timeout: 60_000 }).not.toBe('');
  expect(await started.system()).toMatchObject({ version, update: null });
  started.process.kill('SIGTERM');
  expect(await started.ended).toBe(0);
});
