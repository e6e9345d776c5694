import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createBuilder } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with what was printed once it holds `text`; rejects where the process ends before. */
  printed(text: string | RegExp): Promise<string>;
}

/** The command as people run it, built into a folder of its own. */
export interface BuiltCommand {
  /** The file that Node runs. */
  readonly script: string;
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): Started;
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  remove(): Promise<void>;
}

export const buildCommand = async (): Promise<BuiltCommand> => {
  const folder = resolve(ROOT, 'node_modules/.cache', `command-${process.pid}`);
  const main = { build: { outDir: resolve(folder, 'main'), sourcemap: false } };
  const configFile = resolve(ROOT, 'vite.config.ts');
  const builder = await createBuilder({ configFile, logLevel: 'error', environments: { main } }, null);
  const environment = builder.environments.main;
  if (environment === undefined) throw new Error('the build has no part for the main process');
  await builder.build(environment);
  const start: BuiltCommand['start'] = (args, variables = {}) => startProcess(resolve(folder, 'main/cli.js'), args, variables);
  return {
    script: resolve(folder, 'main/cli.js'),
    start,
    run: (args, variables) => start(args, variables).ended,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

/** No probe leaves this machine, and nothing but the console itself is watched. */
export const QUIET = 'version: 1\nprofile: none\nconnectivity: { probes: [], every: 30s }\n';

/** A console on a data folder, by the command; `url` once it says where it is. */
export const startOn = (watchroom: BuiltCommand, data: string, config = QUIET): Started & { readonly url: Promise<URL> } => {
  writeFileSync(join(data, 'config.yml'), config);
  const running = watchroom.start(['start', '--headless', '--data', data, '--port', '0']);
  const url = running.printed('Ctrl+C').then((out) => new URL(/http:\S+/.exec(out)?.[0] ?? ''));
  return { ...running, url };
};

/** What a test may have left running ends at once, and its data folder goes. */
export const clearAway = async (running: Started | null, data: string): Promise<void> => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  await rm(data, { recursive: true, force: true });
};

const startProcess = (script: string, args: readonly string[], variables: Readonly<Record<string, string>>): Started => {
  // Its own environment: what the developer has set must not change what the tests see, and nothing pops up on their desktop.
  const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...variables };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text;
  });
  const ended = new Promise<Ended>((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code) => settle({ code, out, error }));
  });
  const printed: Started['printed'] = (text) =>
    new Promise((settle, reject) => {
      const look = (): void => {
        if (typeof text === 'string' ? out.includes(text) : text.test(out)) settle(out);
      };
      child.stdout.on('data', look);
      ended.then(({ code }) => reject(new Error(`ended with ${code}: ${out}${error}`)), reject);
      look();
    });
  return { child, ended, printed };
};
