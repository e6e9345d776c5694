import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Refusal, Result } from '../../src/main/core/model/result.js';
import type { CallInput, CallName, CallOutput } from '../../src/preload/contract/calls.js';

/** `WATCHROOM_PRODUCT` names another folder with a built product than this one, such as an installed package. */
const PRODUCT = process.env.WATCHROOM_PRODUCT ?? resolve(import.meta.dirname, '../..');
const CLI = join(PRODUCT, 'dist/main/cli.js');

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A way to ask an HTTP server: this process's own, or one that stands in another network. */
export type Ask = (url: string, init: { method: string; headers: Record<string, string>; body?: string }) => Promise<Answer>;

/** A console that runs as a process of its own, out of the built product. */
export interface Console {
  readonly pid: number;
  readonly url: string;
  /** One of the console's own calls, as its owner. Rejects where no answer comes. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>, Refusal>>;
  /** The same, for calls that must succeed. */
  read<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  get(path: string): Promise<Answer>;
  /** All that it has printed. */
  said(): string;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** `kill -9`, at once. */
  kill(): Promise<void>;
  /** Asks it to end in order; the exit code. */
  stop(): Promise<number>;
}

export interface StartOptions {
  readonly dataFolder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: any free one. */
  readonly port?: number;
  /** A command in front of the console's own: it must become that process, not stand beside it. */
  readonly inside?: readonly string[];
  readonly ask?: Ask;
}

/** A folder for one console, with its configuration as YAML or JSON. */
export const createDataFolder = async (config: string): Promise<{ readonly folder: string; remove(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'watchroom-console-'));
  await writeFile(join(folder, 'config.yml'), config);
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
};

/** Starts a headless console and does not wait for it. */
export const spawnConsole = ({ dataFolder, environment = {}, port = 0, inside = [] }: StartOptions): ChildProcess => {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: build the product first (npm run build)`);
  const command = [...inside, process.execPath, CLI, 'start', '--headless', '--data', dataFolder, '--port', `${port}`];
  const child = spawn(command[0] as string, command.slice(1), {
    // A data folder has no .env, so that nothing but this environment reaches the console.
    cwd: dataFolder,
    env: { ...withoutDesktop(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Where nobody listens, what it prints must not hold it up.
  child.stdout.resume();
  return child;
};

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** One command of the built product, as people run it. */
export const runCommand = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Printed> =>
  new Promise((resolve) => {
    const env = { ...withoutDesktop(process.env), ...environment };
    const child = execFile(process.execPath, [CLI, ...args], { env }, (_, out, error) =>
      resolve({ code: child.exitCode ?? -1, out, error }),
    );
  });

const withoutDesktop = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { DBUS_SESSION_BUS_ADDRESS, DISPLAY, WAYLAND_DISPLAY, ...rest } = environment;
  return rest;
};

const START_LIMIT = 30_000;

/** Starts a headless console and waits until it answers. Rejects with what it said where it ends instead. */
export const startConsole = async (options: StartOptions): Promise<Console> => {
  const child = spawnConsole(options);
  const said = collect(child);
  const limit = AbortSignal.timeout(START_LIMIT);
  const url = await addressOf(child, options.dataFolder, limit).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`the console did not start: ${said()}`, { cause: error });
  });
  const token = (await readFile(join(options.dataFolder, 'admin-token'), 'utf8')).trim();
  return consoleAt(child, { url, token, said, ask: options.ask ?? askHere });
};

const collect = (child: ChildProcess): (() => string) => {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  return () => text;
};

/** Where it listens, as it writes into its data folder; what an earlier process wrote there does not count. */
const addressOf = async (child: ChildProcess, dataFolder: string, limit: AbortSignal): Promise<string> => {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    const text = await readFile(join(dataFolder, 'console.json'), 'utf8').catch(() => '');
    const found = text.endsWith('\n') ? (JSON.parse(text) as { url: string; pid: number }) : null;
    if (found?.pid === child.pid) return found?.url ?? '';
    await wait(10, undefined, { signal: limit });
  }
};

const ANSWER_LIMIT = 10_000;

const askHere: Ask = async (url, init) => {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_LIMIT) });
  return { status: answer.status, body: await answer.text() };
};

interface Place extends Pick<Console, 'url' | 'said'> {
  readonly token: string;
  readonly ask: Ask;
}

const consoleAt = (child: ChildProcess, { url, token, said, ask }: Place): Console => {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const call: Console['call'] = async (name, input) => {
    const { body } = await ask(`${url}api/console/call/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
    return JSON.parse(body);
  };
  const ended = (): Promise<unknown> =>
    child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  return {
    pid: child.pid as number,
    url,
    said,
    call,
    read: async (name, input) => {
      const answer = await call(name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
      return answer.value;
    },
    get: (path) => ask(new URL(path, url).href, { method: 'GET', headers }),
    signal: (name) => child.kill(name),
    kill: async () => {
      child.kill('SIGKILL');
      await ended();
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended();
      return child.exitCode ?? -1;
    },
  };
};

/** Asks until the answer is the wanted one. Rejects with the last answer after `limit` milliseconds. */
export const until = async <Value>(
  ask: () => Promise<Value>,
  isWanted: (value: Value) => boolean,
  limit: number,
): Promise<Value> => {
  const endsAt = performance.now() + limit;
  for (;;) {
    const value = await ask();
    if (isWanted(value)) return value;
    if (performance.now() > endsAt)
      throw new Error(`not within ${limit} ms; at last: ${JSON.stringify(value).slice(0, 2_000)}`);
    await wait(50);
  }
};

/** Resolves once the console says that it is on watch: every target was read. */
export const onWatch = async (console: Console, limit = START_LIMIT): Promise<void> => {
  await until(
    () => console.get('/readyz').then(({ status }) => status),
    (status) => status === 200,
    limit,
  );
};
