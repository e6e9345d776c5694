import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { type BrowserEnd, exited, MOST_SAID, unstarted } from '../../driver/chromium/end.js';
import type { Variables } from '../../driver/chromium/program.js';
import { temporaryFor } from '../../driver/chromium/temporary.js';

/** How a child ended. `text`: the last of what it wrote. */
export interface Ended {
  readonly signal: string | null;
  readonly text: string;
  /** The same, of a browser. */
  readonly end: BrowserEnd;
}

export interface Child {
  readonly process: ChildProcess;
  /** Never rejects: one that could not be started has ended without a code. */
  readonly ended: Promise<Ended>;
  /** What it has written so far; only the last part is kept. */
  readonly written: () => string;
  /** Ends it and everything it started, at once. */
  readonly kill: () => void;
}

/** Starts a program in a process group of its own, below the priority of everything else, with no more of our environment than it needs. */
export const startChild = (
  program: string,
  args: readonly string[],
  home: string,
  variables: Variables,
  stdio: StdioOptions = ['ignore', 'pipe', 'pipe'],
): Child => {
  const child = spawn(program, [...args], {
    cwd: home,
    env: environmentOf(home, variables),
    stdio,
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let text = '';
  const keep = (part: string): void => {
    text = `${text}${part}`.slice(-MOST_SAID);
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', (error) => resolve({ signal: null, text: error.message, end: unstarted(error) }));
    child.once('close', (code, signal) => resolve({ signal, text, end: exited(code, signal, text) }));
  });
  giveWay(child.pid);
  return { process: child, ended, written: () => text, kill: () => killAll(child) };
};

/** What it needs to run at all, and the way to the web: none of our secrets, except a proxy's password where one stands there. */
const PASSED = ['PATH', 'Path', 'SystemRoot', 'windir', 'PATHEXT', 'LANG', 'http_proxy', 'https_proxy', 'no_proxy'];

const environmentOf = (home: string, variables: Variables): Record<string, string> => {
  const passed = PASSED.flatMap((name) => (variables[name] === undefined ? [] : [[name, variables[name]] as const]));
  const places = ['HOME', 'USERPROFILE', 'LOCALAPPDATA', 'TEMP', 'TMP'].map((name) => [name, home] as const);
  return Object.fromEntries([...passed, ...places, ['TMPDIR', temporaryFor(home)]]);
};

const giveWay = (pid: number | undefined): void => {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not allow it: then it runs as everything else does.
  }
};

const killAll = (child: ChildProcess): void => {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32')
      spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
};
