import { defineConfig } from '@playwright/test';
import '../support/moment.js';

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** One project a folder. The browser is the machine's own Chromium. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/artifacts',
  // One picture for every machine: the typefaces are our own, and a hair's difference is allowed for.
  snapshotPathTemplate: '{testDir}/../../gallery/pictures/{arg}{ext}',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    },
  },
  projects: ['renderer', 'browser', 'desktop'].map((name) => ({ name, testDir: name })),
});
