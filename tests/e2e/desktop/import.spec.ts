import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type DesktopApp, launchDesktop, missingHere } from './support/desktop.js';

const QUIET = 'version: 1\nprofile: none\nconnectivity: { probes: [] }\nsources: { host: { enabled: false } }\n';
const work = mkdtempSync(join(tmpdir(), 'watchroom-import-'));
let desktop: DesktopApp | null = null;

test.beforeEach(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
});
test.afterEach(async () => {
  await desktop?.close();
  desktop = null;
});
test.afterAll(() => rmSync(work, { recursive: true, force: true }));

const documentOf = (name: string): string => {
  const file = join(work, `${name}.watchroom.yml`);
  writeFileSync(file, `${QUIET}site: { name: ${name} }\n`);
  return file;
};

const shows = async (page: Page, name: string): Promise<void> => {
  await expect(page.getByText(`${name}.watchroom.yml was opened`)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('textbox', { name: 'Configuration document' })).toHaveValue(
    new RegExp(`site: { name: ${name} }`),
  );
};

test('a configuration that is opened stands in the settings, from the command line, a second start, or the system’s event', async () => {
  const opened = await launchDesktop({ args: [documentOf('first')] });
  desktop = opened;
  const page = await opened.window();
  await shows(page, 'first');

  // Windows and Linux start the app once more: it hands its command line over, and ends.
  const args = (await opened.app.evaluate(() => process.argv)).filter((one) => !one.endsWith('.watchroom.yml'));
  const [program = '', ...flags] = args;
  const again = spawn(program, [...flags, documentOf('second')], { stdio: 'ignore', cwd: work });
  expect(await new Promise((done) => again.once('exit', done))).toBe(0);
  await shows(page, 'second');

  // macOS tells the app that runs.
  const third = documentOf('third');
  await opened.app.evaluate(({ app }, file) => app.emit('open-file', { preventDefault: () => undefined }, file), third);
  await shows(page, 'third');

  // Nothing of it holds before somebody saves it.
  const name = (): Promise<string> => page.evaluate(() => document.body.innerText);
  expect(await name()).not.toContain('admin · third');
  await page.getByRole('region', { name: 'Configuration', exact: true }).getByRole('button', { name: /^Save/ }).click();
  await expect.poll(name).toContain('third');
});
