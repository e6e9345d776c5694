import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { type BrowserEnd, exited, MOST_SAID, unstarted } from '../../../driver/chromium/end.js';
import type { Walls } from '../../../driver/chromium/sandbox.js';
import { temporaryFor } from '../../../driver/chromium/temporary.js';
import { flagsOf } from './flags.js';

/** A running browser with its two pipes. */
export interface BrowserProcess {
  readonly input: Readable;
  readonly output: Writable;
  /** Resolves once it has ended; never rejects. */
  readonly ended: Promise<BrowserEnd>;
  /** Ends it at once, with everything it started. */
  kill(): void;
}

/** Pages are loaded when nothing else wants the processor: 10 of 19 on Unix, "below normal" on Windows. */
const PRIORITY = 10;

/** Starts a browser in a process group of its own. What it writes to the disk goes into `profile`. */
export const startBrowser = (
  program: string,
  profile: string,
  walls: Walls,
  environment: Readonly<Record<string, string | undefined>>,
): BrowserProcess => {
  const child = spawn(program, flagsOf(profile, walls), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...environment, TMPDIR: temporaryFor(profile) },
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  lower(child);
  const kill = (): void => killGroup(child);
  // Also where this process ends without having come to its own end.
  process.on('exit', kill);
  const ended = endOf(child);
  void ended.then(() => {
    process.off('exit', kill);
    // A browser that crashed may have left others of its group.
    kill();
  });
  const [, , , output, input] = child.stdio;
  return { input: input as Readable, output: output as Writable, ended, kill };
};

const lower = ({ pid }: ChildProcess): void => {
  try {
    if (pid !== undefined) setPriority(pid, PRIORITY);
  } catch {
    // It has ended already, or this system does not allow it: it then runs as we do.
  }
};

const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
};

const endOf = (child: ChildProcess): Promise<BrowserEnd> => {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString('utf8')}`.slice(-MOST_SAID);
  });
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(unstarted(error)));
    child.once('close', (code, signal) => resolve(exited(code, signal, said)));
  });
};
