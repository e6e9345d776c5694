import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { signedText } from '../../../.ci/updates.mjs';
import { missingHere } from './support/desktop.js';
import { type FeedServer, makeKey, type PackedApp, pack, ROOT, serveFolder, sign, startPacked } from './support/packed.js';

const QUIET = 'version: 1\nprofile: none\nconnectivity: { probes: [] }\nsources: { host: { enabled: false } }\n';
const NEXT = '9.9.9';

const hasArchiver = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, '7za')));

const work = mkdtempSync(join(tmpdir(), 'watchroom-updates-'));
const key = makeKey();
const installed = join(work, 'opt', 'watchroom');
const feedFolder = join(work, 'feed');
let feed: FeedServer;
let app: PackedApp | null = null;
let count = 0;

test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

test.beforeAll(async () => {
  const missing = (await missingHere()) ?? (hasArchiver ? null : '7za is not installed (p7zip-full): no archive can be made');
  test.skip(missing !== null, missing ?? '');
  test.setTimeout(240_000);
  await pack({ into: join(work, 'old'), key });
  await pack({ into: join(work, 'new'), key, version: NEXT, forms: ['--linux', 'tar.gz'] });
  mkdirSync(join(work, 'opt'));
  feed = await serveFolder(feedFolder);
});

test.beforeEach(() => {
  rmSync(installed, { recursive: true, force: true });
  rmSync(`${installed}.previous`, { recursive: true, force: true });
  cpSync(join(work, 'old', 'linux-unpacked'), installed, { recursive: true, verbatimSymlinks: true });
  rmSync(feedFolder, { recursive: true, force: true });
  mkdirSync(feedFolder);
  for (const name of ['latest-linux.yml', `watchroom-${NEXT}.tar.gz`]) cpSync(join(work, 'new', name), join(feedFolder, name));
});

test.afterEach(() => {
  // The app that started anew is no child of ours.
  const pids = [...(app?.log() ?? '').matchAll(/"pid":(\d+),"run"/g)].map(([, pid]) => Number(pid));
  for (const pid of pids) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(work)) process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
  app = null;
});

test.afterAll(async () => {
  await feed?.stop();
  rmSync(work, { recursive: true, force: true });
});

const start = (data: string, environment: object = {}): PackedApp => {
  const config = join(data, 'desk.watchroom.yml');
  return startPacked(join(installed, 'watchroom'), data, ['--config', config], {
    XDG_CACHE_HOME: join(data, 'cache'),
    ...environment,
  });
};

/** Starts the installed app with a feed, and waits until it answers. */
const open = async (
  environment: object = {},
): Promise<{ readonly app: PackedApp; readonly data: string; readonly version: string }> => {
  count += 1;
  const data = join(work, `data-${count}`);
  mkdirSync(data);
  writeFileSync(join(data, 'desk.watchroom.yml'), `${QUIET}updates: { url: "${feed.url}/", every: 5m }\n`);
  const started = start(data, environment);
  app = started;
  await expect.poll(started.address, { timeout: 60_000 }).not.toBe('');
  return { app: started, data, version: (await started.system())?.version ?? '' };
};

const look = async ({ app: opened }: { readonly app: PackedApp }) => {
  await opened.call('update.look', {});
  return (await opened.system())?.update;
};

const changeFeed = (change: (text: string) => string): void => {
  const file = join(feedFolder, 'latest-linux.yml');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
};

const archivesAsked = (): number => feed.asked.filter((name) => name.endsWith('.tar.gz')).length;

test('a person restarts into the new version, which was fetched, verified and put in place; what was kept stays', async () => {
  const notes = join(work, 'notes.md');
  writeFileSync(notes, 'Alerts are read aloud.\n');
  await sign(feedFolder, key, ['--notes', notes]);
  const opened = await open();
  await opened.app.call('alert.test', {});
  expect(await look(opened)).toMatchObject({ state: 'ready', version: NEXT });
  expect(await opened.app.call('view.read', {})).toMatchObject({
    value: { view: { desk: { update: { offer: { version: NEXT, notes: 'Alerts are read aloud.' } } } } },
  });
  // Ready is not in place.
  expect((await opened.app.system())?.version).toBe(opened.version);

  expect(await opened.app.call('update.restart', { version: '1.2.3' })).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
  expect(await opened.app.call('update.restart', { version: NEXT })).toMatchObject({ ok: true });
  expect(await opened.app.ended).toBe(0);
  await expect.poll(async () => (await opened.app.system())?.version, { timeout: 60_000 }).toBe(NEXT);
  // The same data: its alert is there, and its trail says who restarted.
  expect(await opened.app.call('audit.list', { limit: 20 })).toMatchObject({
    value: { rows: expect.arrayContaining([expect.objectContaining({ action: 'update.restart', subject: NEXT })]) },
  });
  expect(existsSync(join(`${installed}.previous`, 'watchroom'))).toBe(true);
});

test('a restart that cannot be completed starts the version that ran, with its arguments, and says so', async () => {
  const opened = await open();
  expect(await look(opened)).toMatchObject({ state: 'ready' });
  await opened.app.call('alert.test', {});
  rmSync(`${installed}.next`, { recursive: true });
  const address = opened.app.address();
  expect(await opened.app.call('update.restart', { version: NEXT })).toMatchObject({ ok: true });
  expect(await opened.app.ended).toBe(0);
  await expect.poll(opened.app.address, { timeout: 60_000 }).not.toBe(address);
  await expect.poll(async () => (await opened.app.system())?.version, { timeout: 60_000 }).toBe(opened.version);
  // The same data and the same configuration, whose feed it knows.
  const system = await opened.app.system();
  expect(system?.update?.text).toContain(`Version ${NEXT} could not be put in place`);
  expect(system?.banners.find(({ id }) => id === 'updates-install')?.text).toContain(NEXT);
  expect(await look(opened)).toMatchObject({ state: 'ready' });
});

test('at a calm end it is put in place, and the next start is the new version', async () => {
  const opened = await open();
  expect(await look(opened)).toMatchObject({ state: 'ready' });
  opened.app.process.kill('SIGTERM');
  expect(await opened.app.ended).toBe(0);
  const again = start(opened.data);
  app = again;
  await expect.poll(async () => (await again.system())?.version, { timeout: 60_000 }).toBe(NEXT);
});

test('while an alert is open the end changes nothing', async () => {
  const opened = await open();
  expect(await look(opened)).toMatchObject({ state: 'ready' });
  expect(await opened.app.call('alert.test', {})).toMatchObject({ ok: true });
  opened.app.process.kill('SIGTERM');
  expect(await opened.app.ended).toBe(0);
  expect(existsSync(`${installed}.previous`)).toBe(false);
  expect(opened.app.log()).not.toContain('updates.installed');
});

test('a feed that somebody else signed is refused before anything is fetched, and everybody is told', async () => {
  await sign(feedFolder, makeKey());
  const opened = await open();
  const before = archivesAsked();
  const answer = await look(opened);
  expect(answer?.state).toBe('refused');
  expect(answer?.text).toMatch(/^the signature of latest-linux\.yml is not by the key of this app \([0-9a-f]{16}\)$/);
  expect(archivesAsked()).toBe(before);
  const banner = (await opened.app.system())?.banners.find(({ id }) => id === 'updates');
  expect(banner?.text).toContain('An update was refused, and nothing was changed');
  const health = spawnSync(
    process.execPath,
    [join(ROOT, 'dist/main/cli.js'), 'monitoring', 'health-check', '--data', opened.data],
    { encoding: 'utf8' },
  );
  expect(health.status).toBe(1);
  expect(health.stdout).toMatch(/updates +failed +refused: the signature of latest-linux\.yml/);
});

test('a word changed in the feed, or its signature taken away, is refused', async () => {
  const opened = await open();
  changeFeed((text) => text.replace(NEXT, '9.9.8'));
  expect(await look(opened)).toMatchObject({ state: 'refused', text: expect.stringContaining('is not by the key') });
  changeFeed((text) => text.replace(/# signature.*\n/, ''));
  expect(await look(opened)).toMatchObject({ state: 'refused', text: 'latest-linux.yml carries no signature' });
});

test('an old feed that is shown again is refused, also after a start, and so is one that is out of date', async () => {
  const file = join(feedFolder, 'latest-linux.yml');
  const old = readFileSync(file, 'utf8');
  await sign(feedFolder, key, ['--staging', '0']);
  const fresh = readFileSync(file, 'utf8');
  const opened = await open();
  expect(await look(opened)).toMatchObject({ state: 'current' });
  writeFileSync(file, old);
  expect(await look(opened)).toMatchObject({
    state: 'refused',
    text: expect.stringMatching(/was seen before: it is an old one$/),
  });
  opened.app.process.kill('SIGTERM');
  expect(await opened.app.ended).toBe(0);
  const address = opened.app.address();
  const again = start(opened.data);
  app = again;
  await expect.poll(again.address, { timeout: 60_000 }).not.toBe(address);
  await expect.poll(again.system, { timeout: 60_000 }).not.toBeNull();
  expect(await look({ app: again })).toMatchObject({ state: 'refused', text: expect.stringContaining('it is an old one') });

  const ended = fresh.replace(/# signature.*\n/, '').replace(/expires: .*/, 'expires: 2026-01-05T03:00:00.000Z');
  writeFileSync(file, signedText('latest-linux.yml', ended, key));
  expect(await look({ app: again })).toMatchObject({
    state: 'refused',
    text: 'the feed is out of date since 2026-01-05 03:00 UTC: latest-linux.yml was not signed again in time',
  });
  const banner = (await again.system())?.banners.find(({ id }) => id === 'updates');
  expect(banner?.text).toContain('out of date since 2026-01-05 03:00 UTC');
});

test('an app that an update left aside goes back to its place when it is started', async () => {
  renameSync(installed, `${installed}.previous`);
  count += 1;
  const data = join(work, `data-${count}`);
  mkdirSync(join(data, 'desktop'), { recursive: true });
  writeFileSync(join(data, 'desk.watchroom.yml'), QUIET);
  writeFileSync(join(data, 'desktop', 'update-attempt.json'), JSON.stringify({ version: NEXT, text: 'it lies aside' }));
  const started = startPacked(join(`${installed}.previous`, 'watchroom'), data, ['--config', join(data, 'desk.watchroom.yml')]);
  app = started;
  expect(await started.ended).toBe(0);
  await expect.poll(started.address, { timeout: 60_000 }).not.toBe('');
  expect(existsSync(join(installed, 'watchroom'))).toBe(true);
  expect(existsSync(`${installed}.previous`)).toBe(false);
  const banner = (await started.system())?.banners.find(({ id }) => id === 'updates-install');
  expect(banner?.text).toContain(`Version ${NEXT} could not be put in place`);
  expect(banner?.text).toContain('was put back only when it was started again');
});

test('an archive that is not the one that was signed is refused, and the app stays as it is', async () => {
  const archive = join(feedFolder, `watchroom-${NEXT}.tar.gz`);
  const bytes = readFileSync(archive);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(archive, bytes);
  const opened = await open();
  expect(await look(opened)).toMatchObject({ state: 'refused', text: expect.stringContaining('its SHA-512 is another') });
  appendFileSync(archive, 'x');
  expect(await look(opened)).toMatchObject({ state: 'refused', text: expect.stringContaining('is longer than the feed') });
  opened.app.process.kill('SIGTERM');
  expect(await opened.app.ended).toBe(0);
  expect(existsSync(`${installed}.previous`)).toBe(false);
});

test('an older version is not taken, a roll-out is waited for, and a feed that is away is said', async () => {
  const opened = await open();
  await sign(feedFolder, key, ['--staging', '0']);
  expect(await look(opened)).toMatchObject({ state: 'current', text: expect.stringContaining('is being rolled out') });
  changeFeed((text) => text.replace(NEXT, '0.0.1').replace('stagingPercentage: 0\n', ''));
  await sign(feedFolder, key);
  expect(await look(opened)).toMatchObject({ state: 'current', text: 'The feed has 0.0.1, which is older: it is not taken.' });
  rmSync(join(feedFolder, 'latest-linux.yml'));
  expect(await look(opened)).toMatchObject({ state: 'failing', text: 'its server answered 404' });
  await sign(feedFolder, key);
});

test('a feed that never ends is given up, and holds neither a later look nor the end', async () => {
  const opened = await open();
  feed.neverEnd('latest-linux.yml', 'flood');
  expect(await look(opened)).toMatchObject({
    state: 'refused',
    text: 'latest-linux.yml is longer than a description can be (256 kB)',
  });
  feed.neverEnd('latest-linux.yml', 'silence');
  const early = Date.now();
  expect(await look(opened)).toMatchObject({ state: 'failing', text: expect.stringContaining('its server') });
  expect(Date.now() - early).toBeLessThan(40_000);
  feed.letEnd();
  feed.neverEnd(`watchroom-${NEXT}.tar.gz`, 'flood');
  expect(await look(opened)).toMatchObject({
    state: 'refused',
    text: `watchroom-${NEXT}.tar.gz is longer than the feed describes`,
  });
  feed.letEnd();
  expect(await look(opened)).toMatchObject({ state: 'ready' });
});

test('an app whose folder was given rights of root is left as it is, and says why', async () => {
  const helper = join(installed, 'chrome-sandbox');
  writeFileSync(helper, '');
  chmodSync(helper, 0o4755);
  const opened = await open();
  const answer = await look(opened);
  expect(answer?.state).toBe('resting');
  expect(answer?.text).toContain('set-uid');
  expect(answer?.text).not.toContain(work);
});

test('an AppImage is told of a newer version and where to get it, and fetches nothing', async () => {
  const before = archivesAsked();
  const opened = await open({ APPIMAGE: join(work, 'Watchroom.AppImage') });
  const answer = await look(opened);
  expect(answer).toMatchObject({ state: 'offered', version: NEXT });
  expect(answer?.text).toContain('This kind of installation is not replaced by Watchroom itself');
  expect(await opened.app.call('update.restart', { version: NEXT })).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect(await opened.app.call('view.read', {})).toMatchObject({
    value: { view: { desk: { update: { offer: { address: expect.stringContaining(feed.url) } } } } },
  });
  opened.app.process.kill('SIGTERM');
  expect(await opened.app.ended).toBe(0);
  expect(archivesAsked()).toBe(before);
  expect(existsSync(`${installed}.previous`)).toBe(false);
});
