import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../src/main/core/time/instant.js';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { commitOf, samplesOf, seriesNamed, silentLog } from '../support/store.js';
import { type BuiltCommand, buildCommand, type Started } from './built.js';

const CONFIG = `version: 1
profile: none
site: { name: Example shop, timeZone: UTC }
connectivity: { probes: [], every: 30s }
objectives:
  - { id: uptime, kind: availability, target: 99.9% }
`;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The month before this one, and two days in it that were watched, with an outage of an hour. */
const today = new Date();
const monthStart = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1);
const monthEnd = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
const from = monthEnd - 4 * DAY;
const month = new Date(monthStart).toISOString().slice(0, 7);

let watchroom: BuiltCommand;
let data: string;
let running: Started;
beforeAll(async () => {
  watchroom = await buildCommand();
  data = await mkdtemp(join(tmpdir(), 'watchroom-levels-'));
  await writeFile(join(data, 'config.yml'), CONFIG);
  const store = await openEmbeddedStore({
    file: join(data, 'watchroom.db'),
    access: 'write',
    log: silentLog,
    thread: 'inline',
  });
  await store.journal.commit(
    commitOf({
      samples: samplesOf(seriesNamed('up'), from, MINUTE, (2 * DAY) / MINUTE, (n) => (n >= 60 && n < 120 ? 0 : 1)),
      segments: [{ scope: 'desk', from: instant(from), to: instant(from + 2 * DAY), cause: 'observed' }],
    }),
  );
  await store.stop();
  running = watchroom.start(['start', '--headless', '--data', data, '--port', '0']);
  await running.printed('Ctrl+C');
}, 180_000);
afterAll(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  await watchroom.remove();
  await rm(data, { recursive: true, force: true });
});

const ask = (...more: readonly string[]) => watchroom.run(['monitoring', 'comprehensive', '--data', data, ...more]);

describe('watchroom monitoring comprehensive --over', () => {
  it('tells machines how a promise was kept over a month', async () => {
    const { code, out } = await ask('--over', 'month', '--ends', month, '--json');
    const report = JSON.parse(out);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      site: 'Example shop',
      from: monthStart,
      to: monthEnd,
      promises: [{ objective: { id: 'uptime' }, total: { valid: 2_880, good: 2_820, verdict: 'missed', missed: HOUR } }],
    });
    expect(report.promises[0].total.observed).toBeCloseTo((2 * DAY) / (monthEnd - monthStart), 4);
  });

  it('tells people of the twelve months to it, and keeps them as a page', async () => {
    const html = join(data, 'year.html');
    const { out } = await ask('--over', 'year', '--ends', month, '--html', html);
    expect(out).toContain('# Example shop: service levels');
    expect(out).toContain('The data is partial');
    const row = out.split('\n').find((line) => line.startsWith(`| ${month} |`));
    expect(row).toMatch(/\| 97\.916 % \| 2880 \| .* \| 60 \| .* \| missed \|/);
    // What the configuration names gives no readings of this promise, whoever gave those that are there.
    expect(out.split('\n').filter((line) => line.endsWith('| no source |'))).toHaveLength(11);
    expect(await readFile(html, 'utf8')).toContain('<h2>uptime by month</h2>');
  });

  it('names who changed a promise, and from what to what', async () => {
    const file = join(data, 'other.yml');
    await writeFile(file, CONFIG.replace('99.9%', '99.5%'));
    expect(await watchroom.run(['import', file, '--data', data])).toMatchObject({ code: 0 });
    const { out } = await ask('--over', 'month', '--json');
    expect(JSON.parse(out).changes).toMatchObject([{ promises: 'uptime: 99.9 % over 30d → 99.5 % over 30d' }]);
  });

  it.each([
    [['--over', 'week'], 2, /“week” is no length/],
    [['--ends', '2026-10'], 2, /--ends needs --over/],
    [['--over', 'month', '--ends', '2999-01'], 1, /still to come/],
    [['--over', 'month', '--ends', 'soon'], 1, /is no month/],
  ] as const)('says what is wrong with %j', async (more, code, words) => {
    const ended = await ask(...more);
    expect(ended.code).toBe(code);
    expect(ended.out + ended.error).toMatch(words);
  });
});
