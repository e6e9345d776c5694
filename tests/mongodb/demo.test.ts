import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { until } from '../support/process.js';
import { createDatabase } from './database.js';

const CLI = resolve(process.env.WATCHROOM_PRODUCT ?? resolve(import.meta.dirname, '../..'), 'dist/main/cli.js');

it('the demo runs on MongoDB, and what it saw is kept there', async () => {
  const own = await createDatabase();
  const { DISPLAY, WAYLAND_DISPLAY, ...environment } = process.env;
  const demo = spawn(process.execPath, [CLI, 'demo', '--headless', '--store', own.uri], { env: environment });
  let said = '';
  for (const stream of [demo.stdout, demo.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  try {
    await until(
      async () => said,
      (text) => text.includes('is on watch'),
      30_000,
    );
    await until(
      () => own.db.collection('watchroom_series').countDocuments(),
      (count) => count > 5,
      20_000,
    );
  } finally {
    demo.kill('SIGTERM');
    if (demo.exitCode === null) await once(demo, 'exit');
  }
  expect(said).toContain('The demo site is open');
  expect(await own.db.collection('watchroom_audit').countDocuments()).toBeGreaterThan(0);
  await own.drop();
}, 60_000);
