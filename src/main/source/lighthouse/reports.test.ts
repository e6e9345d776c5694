import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { audited } from '../../../../tests/support/servers/stand-in-lighthouse.js';
import { days } from '../../core/time/instant.js';
import type { Audit } from './audit.js';
import { createReports } from './reports.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-reports-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const T0 = Date.parse('2026-01-05T10:00:00Z');

const audit = (page: string, n: number, html?: string): Audit => audited(page, T0 + n * 1_000, html);

it('keeps the last five audits of each page, the newest first', async () => {
  const reports = createReports(folder);
  for (let n = 0; n < 8; n += 1) await reports.keep(audit('home', n));
  await reports.keep(audit('tutors', 99));
  expect((await reports.of('home')).map(({ at }) => at - T0)).toEqual([7_000, 6_000, 5_000, 4_000, 3_000]);
  expect((await reports.list()).map(({ page }) => page)).toEqual(['tutors', 'home', 'home', 'home', 'home', 'home']);
  expect(await readdir(join(folder, 'home'))).toHaveLength(15);
});

it('keeps the figures of an audit whose report is too large', async () => {
  const reports = createReports(folder);
  await reports.keep(audit('home', 0, 'x'.repeat(8 * 1_048_576 + 1)));
  const [kept] = await reports.of('home');
  expect(kept?.runs[0]?.scores.performance).toBe(87);
  expect(await reports.read('home', kept?.id ?? '', 'html')).toBeNull();
  expect(await reports.read('home', kept?.id ?? '', 'json')).toBe('{}');
});

it('gives nothing that lies outside of its folder', async () => {
  await writeFile(join(folder, 'secret.report.html'), 'a secret');
  const reports = createReports(join(folder, 'lighthouse'));
  expect(await reports.read('..', 'secret', 'html')).toBeNull();
  expect(await reports.read('home', '../../secret', 'html')).toBeNull();
  expect(await reports.of('../..')).toEqual([]);
});

it('takes an audit that was cut off as if it had not been', async () => {
  const reports = createReports(folder);
  await reports.keep(audit('home', 0));
  await writeFile(join(folder, 'home', '2026-01-05T11-00-00-000Z.audit.json'), '{"runs":[');
  expect(await reports.list()).toHaveLength(1);
});

it('forgets a page that nobody audits any more', async () => {
  const reports = createReports(folder);
  await reports.keep(audit('old', 0));
  await utimes(join(folder, 'old'), new Date(T0 - days(100)), new Date(T0 - days(100)));
  await reports.keep(audit('home', 0));
  expect((await reports.list()).map(({ page }) => page)).toEqual(['home']);
});
