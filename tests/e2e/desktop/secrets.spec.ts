import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import type { createElectronSecrets as Create } from '../../../src/main/platform/electron/secrets.js';
import { type DesktopApp, launchDesktop, missingHere } from './support/desktop.js';
import { watching } from './support/site.js';

const SOURCE = resolve(import.meta.dirname, '../../../src/main/platform/electron/secrets.ts');

let folder: string;
let desktop: DesktopApp | undefined;

test.beforeAll(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  folder = mkdtempSync(join(tmpdir(), 'watchroom-secrets-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: SOURCE,
      outDir: folder,
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'secrets.cjs' } },
    },
  });
  desktop = await launchDesktop({ config: watching('http://127.0.0.1:9/'), args: ['--hidden'] });
});

test.afterAll(async () => {
  await desktop?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Runs in the app's own main process, where the system's keyring is asked. */
const inApp = async (allowPlainSecrets: boolean) =>
  (desktop as DesktopApp).app.evaluate(
    async (_electron, { module, file, allowed }) => {
      const require = process.getBuiltinModule('node:module').createRequire(module);
      const { createElectronSecrets } = require(module) as { createElectronSecrets: typeof Create };
      const secrets = createElectronSecrets({ file, environment: { TOKEN: 'from outside' }, allowPlainSecrets: allowed });
      return {
        canWrite: secrets.canWrite(),
        written: await secrets.write('slack.token', 'xoxb-very-secret'),
        badName: await secrets.write('../escape', 'x'),
        read: await secrets.read({ kind: 'stored', name: 'slack.token' }),
        unknown: await secrets.read({ kind: 'stored', name: 'constructor' }),
        environment: await secrets.read({ kind: 'environment', variable: 'TOKEN' }),
        unset: await secrets.read({ kind: 'environment', variable: 'NONE' }),
        names: await secrets.names(),
        atOnce: await Promise.all(['a', 'b', 'c'].map((name) => secrets.write(`at.once.${name}`, name))),
        namesThen: await secrets.names(),
      };
    },
    { module: join(folder, 'secrets.cjs'), file: join(folder, 'secrets.json'), allowed: allowPlainSecrets },
  );

test('a session without a keyring keeps no secret, and says why', async () => {
  const found = await inApp(false);
  expect(found.canWrite).toMatchObject({ ok: false, error: { message: expect.stringContaining('No keyring runs') } });
  expect(found.written).toMatchObject({ ok: false, error: { secret: 'slack.token' } });
  expect(found.names).toEqual({ ok: true, value: [] });
  expect(found.environment).toEqual({ ok: true, value: 'from outside' });
  expect(found.unset).toMatchObject({ ok: false, error: { secret: 'NONE' } });
});

test('where that is allowed it is kept, and never as it was typed', async () => {
  const found = await inApp(true);
  expect(found.read).toEqual({ ok: true, value: 'xoxb-very-secret' });
  expect(found.names).toEqual({ ok: true, value: ['slack.token'] });
  expect(found.namesThen).toEqual({ ok: true, value: ['at.once.a', 'at.once.b', 'at.once.c', 'slack.token'] });
  expect(found.badName).toMatchObject({ ok: false });
  expect(found.unknown).toMatchObject({ ok: false, error: { secret: 'constructor' } });
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain('very-secret');
});
