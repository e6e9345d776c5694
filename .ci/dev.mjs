// `npm run dev`: the page with hot reload from Vite's own server, main and preload built on every change, Electron started
// anew after each. Ends with Ctrl+C, or when the app quits.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createBuilder, createServer } from 'vite';

const ROOT = resolve(import.meta.dirname, '..');
const PORT = 5173;

// The page's origin is the app's own scheme, so the hot reload must be told where its socket is.
const server = await createServer({
  configFile: join(ROOT, 'vite.config.ts'),
  server: { host: '127.0.0.1', port: PORT, strictPort: true, ws: { protocol: 'ws', host: '127.0.0.1', clientPort: PORT } },
});
await server.listen();
const address = `http://127.0.0.1:${PORT}/`;

const PROGRAM = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const runtime = [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(ROOT, 'node_modules/electron/dist')]
  .map((folder) => (folder ? join(folder, PROGRAM[process.platform] ?? 'electron') : ''))
  .find((program) => program !== '' && existsSync(program));
if (!runtime) {
  console.error('Electron’s runtime is not installed: npx install-electron');
  process.exit(1);
}

let app = null;
let isRestarting = false;

const start = () => {
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  app = spawn(runtime, [...flags, ROOT, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, WATCHROOM_DEV_SERVER: address },
  });
  app.once('exit', (code) => {
    app = null;
    if (isRestarting) {
      isRestarting = false;
      start();
    } else void stop(code ?? 0);
  });
};

const restart = () => {
  if (app === null) start();
  else {
    isRestarting = true;
    app.kill('SIGTERM');
  }
};

const watchers = [];
let isStopping = false;
const stop = async (code) => {
  if (isStopping) return;
  isStopping = true;
  app?.kill('SIGTERM');
  await Promise.allSettled([...watchers.map((watcher) => watcher.close()), server.close()]);
  process.exit(code);
};
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

/** A restart waits until both builds are done: the app must never run with a preload script of another build. */
const building = new Set();
let wait = null;
const followBuild = (name, watcher) => {
  watchers.push(watcher);
  watcher.on('event', ({ code, error, result }) => {
    if (code === 'START') building.add(name);
    if (code === 'ERROR') console.error(error?.message ?? error);
    if (code === 'BUNDLE_END') void result?.close();
    if (code === 'END') {
      building.delete(name);
      clearTimeout(wait);
      wait = setTimeout(() => building.size === 0 && restart(), 200);
    }
  });
};

const builder = await createBuilder({
  configFile: join(ROOT, 'vite.config.ts'),
  logLevel: 'warn',
  environments: { main: { build: { watch: {} } }, preload: { build: { watch: {} } } },
});
for (const name of ['main', 'preload']) followBuild(name, await builder.build(builder.environments[name]));
