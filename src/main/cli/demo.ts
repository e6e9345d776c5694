import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stop } from '../core/port/clock.js';
import { findBrowser } from '../driver/chromium/find.js';
import { isRootHere } from '../driver/chromium/sandbox.js';
import { systemClock } from '../platform/clock.js';
import { createLog } from '../platform/log.js';
import { demoConfig, type PageLoads } from './demo/config.js';
import { royalDemoConfig } from './demo/royal-config.js';
import { type DemoSite, startDemoSite } from './demo/site.js';
import { tellOfVisits } from './demo/tell.js';
import { onInterrupt } from './signals.js';
import { HEALTHY, portOf, print, readArguments, UsageError } from './terminal/terminal.js';

const DEMO_HELP = `watchroom demo [--headless] [--profile royal-client] [--store URI] [--port N] [--site-port N]

Starts a small site on this machine that can be broken on purpose, and a console that watches it. Nothing is kept:
both live in a temporary folder that goes when you stop. What is kept in a MongoDB (--store) stays there.

  --headless      serve the console to the browser instead of opening a window
  --profile NAME  royal-client: judge it by that standard, and tell the console of visits, builds and revenue too
  --store URI     keep history in this MongoDB (default: MONGODB_URI, else on this machine); name a database of its own
  --port N        the console's port (default: any free one)
  --site-port N   the site's port (default: any free ones)

Example: watchroom demo --headless`;

const OPTIONS = {
  headless: { type: 'boolean' },
  profile: { type: 'string' },
  store: { type: 'string' },
  port: { type: 'string', default: '0' },
  'site-port': { type: 'string', default: '0' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const demoCommand = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, OPTIONS, 0);
  if (values.help === true) {
    print(DEMO_HELP);
    return HEALTHY;
  }
  const { store } = values;
  if (store !== undefined && !/^mongodb(\+srv)?:\/\//.test(store))
    throw new UsageError('--store takes the address of a MongoDB: mongodb://host:27017/database.');
  const folder = await mkdtemp(join(tmpdir(), 'watchroom-demo-'));
  const stopListening = onInterrupt(() => rmSync(folder, { recursive: true, force: true }));
  const site = await startDemoSite({
    port: portOf(values['site-port']) ?? 0,
    log: createLog({ folder: null, level: 'silent' }),
    visitors: 'sending',
  });
  let stopTelling: Stop = () => undefined;
  try {
    print(`The demo site is open: ${site.url}\nBreak it here:         ${site.panelUrl}\n`);
    const mode = values.headless === true ? ['--headless'] : [];
    const isRoyal = values.profile === 'royal-client';
    const loads = pageLoads();
    const config = isRoyal ? royalDemoConfig(site, { host: 'watched', loads }) : demoConfig(site, loads);
    if (isRoyal) stopTelling = tellOfVisits(site.visits, folder, systemClock());
    const environment = store === undefined ? {} : { MONGODB_URI: store };
    return await watch({ site, folder, environment, stopListening }, config, [
      ...mode,
      '--port',
      String(portOf(values.port) ?? 0),
    ]);
  } finally {
    stopListening();
    stopTelling();
    await site.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** Where this machine has a browser. The site's pages are our own, so root may load them, too. */
const pageLoads = (): PageLoads => {
  const search = { configured: null, setting: 'sources.page.browser', environment: process.env };
  if (!findBrowser(search).ok) return 'none';
  return isRootHere() ? 'unsandboxed' : 'sandboxed';
};

interface Watching {
  readonly site: DemoSite;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Ends what is done at a signal while there is no console to pass it on to. */
  readonly stopListening: Stop;
}

/** The console runs in a process of its own, as it does for a real site; only there does it trust the site's authority. */
const watch = async (
  { site, folder, environment, stopListening }: Watching,
  document: string,
  args: readonly string[],
): Promise<number> => {
  const [authority, config] = [join(folder, 'authority.pem'), join(folder, 'config.yml')];
  await writeFile(authority, site.authority);
  await writeFile(config, document, { mode: 0o600 });
  const console = spawn(process.execPath, [process.argv[1] ?? '', 'start', '--config', config, '--data', folder, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...environment, NODE_EXTRA_CA_CERTS: authority, WATCHROOM_DEMO_PANEL: site.panelUrl },
  });
  const passOn = (signal: NodeJS.Signals): void => {
    console.kill(signal);
  };
  // Ctrl+C reaches both processes by itself, a signal from elsewhere only this one; the console takes what comes twice at once for one.
  process.on('SIGTERM', passOn).on('SIGINT', passOn);
  stopListening();
  try {
    return await new Promise((resolve, reject) => {
      console.once('error', reject);
      // Stopped before it was on watch, it has no code of its own.
      console.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
    });
  } finally {
    process.off('SIGTERM', passOn).off('SIGINT', passOn);
  }
};
