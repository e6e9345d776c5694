import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { followNotifications, hasName, type Notified } from './bus.js';
import { type TrayFixture, tray } from './tray.js';

const ROOT = resolve(import.meta.dirname, '../../../..');
const PROGRAM: Readonly<Record<string, string>> = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** Electron's program on this machine; null where its runtime is not installed. */
const electronProgram = (): string | null =>
  [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(ROOT, 'node_modules/electron/dist')]
    .map((folder) => (folder ? join(folder, PROGRAM[process.platform] ?? 'electron') : ''))
    .find((program) => program !== '' && existsSync(program)) ?? null;

/** Why the desktop app cannot be tested here; null where it can. */
export const missingHere = async (): Promise<string | null> => {
  if (electronProgram() === null) return 'Electron’s runtime is not installed (npx install-electron)';
  if (process.platform !== 'linux') return 'these tests read the Linux session bus';
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  if (!(await hasName('org.freedesktop.Notifications'))) return 'no notification service runs in this session';
  if (!(await hasName('org.kde.StatusNotifierWatcher'))) return 'no panel with a tray runs in this session';
  return null;
};

export interface LaunchOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A temporary one, unless told. */
  readonly dataFolder?: string;
  /** The configuration as text, written before the start. */
  readonly config?: string;
  readonly args?: readonly string[];
}

export interface DesktopApp {
  readonly app: ElectronApplication;
  /** The console's window; rejects where the app was started hidden. */
  window(): Promise<Page>;
  readonly dataFolder: string;
  /** What was shown since the start, oldest first. */
  notifications(): readonly Notified[];
  readonly tray: TrayFixture;
  /** The whole screen as a person would see it. */
  screenshot(name: string): Promise<string>;
  /** Quits, and waits until the process has ended. Its data stays where it was told a folder. */
  close(): Promise<void>;
}

/** Starts the built app as a person would, with a data folder of its own. */
export const launchDesktop = async (options: LaunchOptions = {}): Promise<DesktopApp> => {
  const program = electronProgram();
  if (program === null) throw new Error('Electron’s runtime is not installed');
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'watchroom-desktop-'));
  if (options.config !== undefined) writeFileSync(join(dataFolder, 'config.yml'), options.config);
  const notifications = await followNotifications();
  const app = await _electron.launch({
    executablePath: program,
    args: [...sandboxFlag(), ROOT, '--data', dataFolder, '--port', '0', ...(options.args ?? [])],
    cwd: dataFolder,
    env: { ...(process.env as Record<string, string>), ...options.env },
  });
  askAgainWhereLost(app);
  return {
    app,
    dataFolder,
    window: () => app.firstWindow({ timeout: 20_000 }),
    notifications: notifications.read,
    tray,
    screenshot,
    close: async () => {
      await closeWithin(app, CLOSE_LIMIT);
      notifications.stop();
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
};

const CLOSE_LIMIT = 10_000;
const TRIES = 3;

/**
 * The debugger holds an answer of main only weakly, and loses it now and then to the garbage collector before it has been read
 * (microsoft/playwright#33737). What the tests ask of main may all be asked twice.
 */
const askAgainWhereLost = (app: ElectronApplication): void => {
  const ask = app.evaluate.bind(app) as (...question: readonly unknown[]) => Promise<unknown>;
  const askUpTo = async (tries: number, question: readonly unknown[]): Promise<unknown> => {
    try {
      return await ask(...question);
    } catch (problem) {
      if (tries > 1 && /garbage collected|was collected/.test(String(problem))) return askUpTo(tries - 1, question);
      throw problem;
    }
  };
  app.evaluate = ((...question: readonly unknown[]) => askUpTo(TRIES, question)) as ElectronApplication['evaluate'];
};

/**
 * With a debugger attached, as a test attaches one, Node waits at its end for the debugger to go, now and then for ever. That
 * the app by itself ends in order has a test of its own, without a debugger.
 */
const closeWithin = async (app: ElectronApplication, limit: number): Promise<void> => {
  const child = app.process();
  const timer = setTimeout(() => child.kill('SIGKILL'), limit);
  await app.close().catch(() => undefined);
  clearTimeout(timer);
};

/** Starts the app without a debugger, and so without a hand on its inside. Its exit code comes once it has ended. */
export const startPlainly = (dataFolder: string, config: string): { readonly ended: Promise<number | null>; kill(): void } => {
  writeFileSync(join(dataFolder, 'config.yml'), config);
  const child = spawn(electronProgram() ?? '', [...sandboxFlag(), ROOT, '--data', dataFolder, '--port', '0'], {
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  return { ended, kill: () => child.kill('SIGKILL') };
};

/** Whether the console's window is on the screen. */
export const isWindowVisible = (app: ElectronApplication): Promise<boolean> =>
  app
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()))
    // Playwright loses an answer now and then while a window is just being made; whoever asks, polls.
    .catch(() => false);

/** Chromium has no sandbox for root; the pages' own settings stay as they are. */
const sandboxFlag = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

const PICTURES = join(ROOT, 'test-results', 'desktop');

const screenshot = async (name: string): Promise<string> => {
  const file = join(PICTURES, `${name}.png`);
  mkdirSync(dirname(file), { recursive: true });
  await promisify(execFile)('import', ['-window', 'root', file]);
  return file;
};
