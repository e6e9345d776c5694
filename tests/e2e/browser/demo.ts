import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const CLI = resolve(import.meta.dirname, '../../../dist/main/cli.js');

/** The built demo as a person starts it: the site that can be broken, and the console that watches it. */
export interface Demo {
  readonly address: string;
  readonly signIn: string;
  readonly dataFolder: string;
  /** Switches a fault of the site. */
  set(fault: string, on: boolean): Promise<void>;
  stop(): Promise<void>;
}

export const startDemo = async (): Promise<Demo> => {
  const child = spawn(process.execPath, [CLI, 'demo', '--headless'], { stdio: ['ignore', 'pipe', 'inherit'], env: quiet() });
  const output = await outputUntil(child, /Stop\s+Ctrl\+C/);
  const found = (pattern: RegExp): string => {
    const [, value] = pattern.exec(output) ?? [];
    if (value === undefined) throw new Error(`${pattern} is not in what the demo printed:\n${output}`);
    return value;
  };
  const signIn = found(/Console\s+(\S+)/);
  const panel = found(/Break it here:\s+(\S+)/);
  return {
    address: new URL(signIn).origin,
    signIn,
    dataFolder: found(/Data\s+(\S+)/),
    set: async (fault, on) => {
      const answer = await fetch(`${panel}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fault, on }),
      });
      if (!answer.ok) throw new Error(`the demo refused: ${await answer.text()}`);
    },
    stop: () => ended(child),
  };
};

/** Without the session bus of whoever runs the tests: no pop-ups on their screen. */
const quiet = (): NodeJS.ProcessEnv => ({ ...process.env, DBUS_SESSION_BUS_ADDRESS: '', DISPLAY: '', WAYLAND_DISPLAY: '' });

const outputUntil = (child: ChildProcess, end: RegExp): Promise<string> =>
  new Promise((done, fail) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (end.test(output)) done(output);
    });
    child.once('exit', (code) => fail(new Error(`the demo ended with ${code}:\n${output}`)));
  });

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null) done();
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });

const run = promisify(execFile);

/** One request with curl, exactly as a person types it; its status and its JSON. */
export const curl = async (...args: readonly string[]): Promise<{ readonly status: number; readonly body: never }> => {
  const { stdout } = await run('curl', ['-s', '-w', '\n%{http_code}', ...args]);
  const at = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(at + 1)), body: JSON.parse(stdout.slice(0, at)) as never };
};
