import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createChromium } from '../../src/main/platform/node/chromium/browser.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { chromiumTooDeep, chromiumWithoutSandbox } from '../support/servers/failing-browser.js';
import { createLoopback } from '../support/servers/loopback.js';
import { outcomeOf } from '../support/servers/targets.js';
import { pageSource, pageTarget, readPage } from './parts.js';

const loopback = createLoopback();
afterAll(() => loopback.stop());

const PREFIX = 'watchroom-browser-';
const profiles = (pid: number | undefined): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`${PREFIX}${pid}-`));

/** Running processes with this word in their command line. */
const running = (word: string): number =>
  readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(word)).length;

const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

const until = async (isSo: () => boolean): Promise<boolean> => {
  for (let waits = 0; waits < 200 && !isSo(); waits += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  return isSo();
};

const isLinux = process.platform === 'linux';

describe.runIf(isLinux)('what is left of a browser', () => {
  afterEach(() => {
    expect(profiles(process.pid)).toEqual([]);
    expect(running(`${PREFIX}${process.pid}-`)).toBe(0);
  });

  it('is nothing after a load', async () => {
    const url = await loopback.http((_, response) => response.end('<h1>x</h1>'));
    await readPage(pageTarget(url));
  });

  it('is nothing once the source has been stopped in the middle of a load', async () => {
    let asked = false;
    const url = await loopback.http(() => {
      asked = true;
    });
    const source = pageSource();
    const look = { clock: createCountedClock(), signal: new AbortController().signal };
    const ended = expect(source.read(pageTarget(url), look)).rejects.toThrow('the page source was stopped');
    expect(await until(() => asked)).toBe(true);
    expect(running(`${PREFIX}${process.pid}-`)).toBeGreaterThan(0);
    await source.stop();
    await ended;
  });

  it('is no process after this one was killed, and no folder after the next load', async () => {
    const opens = `import { createChromium } from ${JSON.stringify(join(import.meta.dirname, '../../src/main/platform/node/chromium/browser.ts'))};
const { ok } = await createChromium({ environment: process.env }).open({ executable: null, allowUnsandboxed: true }, new AbortController().signal);
console.log(ok ? 'open' : 'not open'); setInterval(() => {}, 1000);`;
    const script = `import { runnerImport } from 'vite'; import { writeFileSync } from 'node:fs';
writeFileSync(process.argv[1], ${JSON.stringify(opens)}); await runnerImport(process.argv[1], { configFile: false, logLevel: 'error' });`;
    const folder = mkdtempSync(join(import.meta.dirname, 'orphan-'));
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, join(folder, 'opens.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: join(import.meta.dirname, '../..'),
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await until(() => said.includes('open'))).toBe(true);
    child.kill('SIGKILL');
    expect(await until(() => running(`${PREFIX}${child.pid}-`) === 0)).toBe(true);
    rmSync(folder, { recursive: true });
    const url = await loopback.http((_, response) => response.end('<h1>x</h1>'));
    await readPage(pageTarget(url));
    expect(profiles(child.pid)).toEqual([]);
  });
});

describe('a machine without a browser that works', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchroom-browsers-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const nowhere = createChromium({ environment: { PATH: '' }, platform: 'aix' });
  const { signal } = new AbortController();

  it('is told how to get one', async () => {
    const url = await loopback.http((_, response) => response.end());
    const outcome = outcomeOf(await readPage(pageTarget(url), { executable: '/no/such/browser' }), 'source-failed');
    expect(outcome.text).toMatch(/sources\.page\.browser says \/no\/such\/browser, which is no program/);
  });

  it.runIf(isLinux)('is told where one that is no browser came from', async () => {
    const opened = await nowhere.open({ executable: '/bin/false', allowUnsandboxed: true }, signal);
    expect(opened).toMatchObject({ ok: false, error: expect.stringMatching(/^The browser \/bin\/false ended by itself/) });
  });

  it.runIf(isLinux)('is told in its own words why one does not start, and what to do', async () => {
    const url = await loopback.http((_, response) => response.end('<h1>x</h1>'));
    const executable = await chromiumTooDeep(folder);
    const { text } = outcomeOf(await readPage(pageTarget(url), { executable }), 'source-failed');
    expect(text).toMatch(
      /^The browser .*chromium-too-deep ended by itself \([^)]+\): “Socket path too long: .*”\. Let TMPDIR name/,
    );
  });

  it.runIf(isLinux)('loads no page where it gives no sandbox, unless that is allowed', async () => {
    const url = await loopback.http((_, response) => response.end('<h1>x</h1>'));
    const executable = await chromiumWithoutSandbox(folder);
    const ordinary = createChromium({ environment: process.env, isRoot: false });
    const opened = await ordinary.open({ executable, allowUnsandboxed: false }, signal);
    expect(opened).toMatchObject({
      ok: false,
      error: expect.stringMatching(/does not let it build its sandbox.*set sources\.page\.allowUnsandboxed where only pages/),
    });
    expect((await ordinary.open({ executable, allowUnsandboxed: true }, signal)).ok).toBe(true);
    await ordinary.stop();
    outcomeOf(await readPage(pageTarget(url), { executable }), 'answered');
  });

  it('loads no page as root, unless that is allowed', async () => {
    const asRoot = createChromium({ environment: process.env, isRoot: true });
    const opened = await asRoot.open({ executable: null, allowUnsandboxed: false }, signal);
    expect(opened).toMatchObject({ ok: false, error: expect.stringMatching(/runs as root.*sources\.page\.allowUnsandboxed/) });
  });
});
