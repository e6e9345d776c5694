import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { createDataFolder, startConsole, until } from '../support/process.js';
import { CHROMIUM, chromiumTooDeep } from '../support/servers/failing-browser.js';
import { createLoopback } from '../support/servers/loopback.js';

const folder = mkdtempSync(join(tmpdir(), 'watchroom-failing-'));
const loopback = createLoopback();
const stops: (() => unknown)[] = [() => loopback.stop(), () => rmSync(folder, { recursive: true, force: true })];
afterEach(async () => {
  for (const stop of stops.splice(2).reverse()) await stop();
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const SAID =
  /The browser .*chromium-too-deep ended by itself \(.*\): “Socket path too long: .*”\. Let TMPDIR name a folder with a shorter path/;

it.runIf(existsSync(CHROMIUM))(
  'a browser that does not start is said at its targets and its sources, with why and what to do',
  async () => {
    const url = await loopback.http((_, response) => response.end('<h1>x</h1>'));
    const browser = { browser: await chromiumTooDeep(folder), allowUnsandboxed: true };
    const { folder: dataFolder, remove } = await createDataFolder(
      JSON.stringify({
        version: 1,
        profile: 'none',
        connectivity: { probes: [] },
        sources: {
          host: { enabled: false },
          page: { urls: [url], every: '10s', ...browser },
          lighthouse: { urls: [url], every: '30s', runs: 1, ...browser },
        },
      }),
    );
    stops.push(remove);
    const console = await startConsole({ dataFolder });
    stops.push(console.stop);
    const view = await until(
      async () => (await console.read('view.read', {})).view,
      ({ sources }) => sources.page?.state === 'failing' && sources.lighthouse?.state === 'failing',
      60_000,
    );
    for (const kind of ['page', 'lighthouse']) {
      expect(view.sources[kind]?.text).toMatch(SAID);
      const target = Object.values(view.targets).find(({ source }) => source === kind);
      const { lastReading } = await console.read('target.read', { target: target?.id ?? '' });
      expect(lastReading?.outcome).toMatchObject({ kind: 'source-failed', text: expect.stringMatching(SAID) });
    }
  },
  120_000,
);
