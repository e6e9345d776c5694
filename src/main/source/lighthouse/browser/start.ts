import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../core/model/result.js';
import type { Variables } from '../../../driver/chromium/program.js';
import { type Opened, openInSandbox, type SandboxRule, type Walls } from '../../../driver/chromium/sandbox.js';
import { type Child, type Ended, startChild } from '../child.js';

/** A browser of our own, empty and without a window, that takes orders at a port of this machine. */
export interface Browser {
  readonly port: number;
  readonly ended: Promise<Ended>;
  stop(): Promise<void>;
}

/** What it must not do of itself: ask anybody but the page, talk to its maker, or slow down what nobody sees. After chrome-launcher's list. */
const FLAGS = [
  '--headless=new',
  '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,InterestFeedContentSuggestions,CertificateTransparencyComponentUpdater,AutofillServerCommunication,PrivacySandboxSettings4,RenderDocument',
  '--disable-extensions',
  '--disable-component-extensions-with-background-pages',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-client-side-phishing-detection',
  '--disable-sync',
  '--metrics-recording-only',
  '--disable-default-apps',
  '--mute-audio',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-ipc-flooding-protection',
  '--password-store=basic',
  '--use-mock-keychain',
  '--force-fieldtrials=*BackgroundTracing/default/',
  '--disable-hang-monitor',
  '--disable-prompt-on-repost',
  '--disable-domain-reliability',
];

/**
 * The pipe takes no orders of ours: a browser that has one ends when nobody holds the other side any more, and so it does
 * not outlive us, however we end.
 */
const LIFELINE = '--remote-debugging-pipe';

const SAID_PORT = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//;

/**
 * Starts a browser with a profile of its own under `home`. The failure says why it is not up, and what to do. Rejects with the
 * signal's reason where that aborts before it is up.
 */
export const startBrowser = (
  rule: SandboxRule,
  home: string,
  variables: Variables,
  signal: AbortSignal,
): Promise<Result<Browser, string>> =>
  openInSandbox(rule, (walls) => open({ program: rule.program, walls, home, variables, signal }));

interface Opening {
  readonly program: string;
  readonly walls: Walls;
  readonly home: string;
  readonly variables: Variables;
  readonly signal: AbortSignal;
}

const open = async ({ program, walls, home, variables, signal }: Opening): Promise<Opened<Browser>> => {
  const profile = await mkdtemp(join(home, 'profile-'));
  signal.throwIfAborted();
  const bare = walls === 'unsandboxed' ? ['--no-sandbox'] : [];
  const args = [...FLAGS, ...bare, LIFELINE, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = startChild(program, args, home, variables, ['ignore', 'ignore', 'pipe', 'pipe', 'pipe']);
  for (const end of child.process.stdio.slice(3)) end?.on('error', () => undefined);
  const stop = async (): Promise<void> => {
    child.kill();
    for (const end of child.process.stdio.slice(2)) end?.destroy();
    await child.ended;
  };
  try {
    const port = await portOf(child, signal);
    if (port !== null) return { ok: true, value: { port, ended: child.ended, stop } };
  } catch (error) {
    await stop();
    throw error;
  }
  await stop();
  return { ok: false, end: (await child.ended).end };
};

/** The port at which it says that it listens; null where it ends before. */
const portOf = (child: Child, signal: AbortSignal): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      const [, port] = SAID_PORT.exec(child.written()) ?? [];
      if (port !== undefined) resolve(Number(port));
    };
    child.process.stderr?.on('data', look);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    void child.ended.then(() => resolve(null));
  });

/** The last line of what a program wrote, which mostly says why it ended. */
export const lastLine = (text: string): string => {
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  return (lines.at(-1) ?? 'it said nothing').slice(0, 300);
};
