import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = resolve(import.meta.dirname, '../../../..');
const run = promisify(execFile);

/** A private key of Ed25519 in PEM: what whoever releases the app keeps. */
export const makeKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export interface Packing {
  readonly into: string;
  readonly forms?: readonly string[];
  readonly version?: string;
  readonly key?: string;
}

/** Packs the product as it is built, just as `npm run package` does. */
export const pack = async ({ into, forms = ['--dir'], version, key }: Packing): Promise<void> => {
  const args = ['.ci/package.mjs', ...forms, `-c.directories.output=${into}`];
  if (version !== undefined) args.push(`-c.extraMetadata.version=${version}`);
  const env = { ...process.env, ELECTRON_BUILDER_COMPRESSION_LEVEL: '1', WATCHROOM_UPDATE_KEY: key ?? '' };
  await run(process.execPath, args, { cwd: ROOT, maxBuffer: 1e8, env });
};

/** Signs the feed in a folder, as a release does; with a change where one is told. */
export const sign = async (folder: string, key: string, change: readonly string[] = []): Promise<void> => {
  const env = { ...process.env, WATCHROOM_UPDATE_KEY: key };
  await run(process.execPath, [join(ROOT, '.ci/updates.mjs'), folder, ...change], { env });
};

export interface FeedServer {
  readonly url: string;
  /** What was asked for, oldest first. */
  readonly asked: readonly string[];
  /** From now on what is asked for of that name never ends: it comes on and on, or nothing comes after the first byte. */
  neverEnd(name: string, how: 'flood' | 'silence'): void;
  /** All comes to its end again. */
  letEnd(): void;
  stop(): Promise<void>;
}

/** A folder on a web server of this machine. */
export const serveFolder = async (folder: string): Promise<FeedServer> => {
  const asked: string[] = [];
  const endless = new Map<string, 'flood' | 'silence'>();
  const server: Server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://here').pathname.slice(1);
    asked.push(name);
    const file = join(folder, name);
    const how = endless.get(name);
    if (how !== undefined) sendWithoutEnd(response, how);
    else if (!existsSync(file)) response.writeHead(404).end();
    else response.end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    neverEnd: (name, how) => void endless.set(name, how),
    letEnd: () => endless.clear(),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

const sendWithoutEnd = (response: ServerResponse, how: 'flood' | 'silence'): void => {
  response.write('v');
  if (how === 'silence') return;
  const flood = setInterval(() => response.write(Buffer.alloc(4_000_000, 'x')), 20);
  response.once('close', () => clearInterval(flood));
};

/** What the API says of the app itself. */
export interface SystemAnswer {
  readonly version: string;
  readonly startedAt: string;
  readonly update: { readonly state: string; readonly version: string | null; readonly text: string } | null;
  readonly banners: readonly { readonly id: string; readonly text: string }[];
}

export interface PackedApp {
  readonly process: ChildProcess;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  readonly log: () => string;
  /** Where the API listens that was begun last; empty until then. */
  readonly address: () => string;
  readonly system: () => Promise<SystemAnswer | null>;
  /** A call of the console, as its administrator. */
  readonly call: (name: string, input: object) => Promise<unknown>;
}

/** Starts an app that was packed, with a data folder of its own. */
export const startPacked = (
  program: string,
  data: string,
  args: readonly string[] = [],
  environment: object = {},
): PackedApp => {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(program, [...sandbox, '--data', data, '--port', '0', ...args], {
    stdio: 'ignore',
    env: { ...process.env, ...environment },
  });
  const file = join(data, 'logs/watchroom.log');
  const log = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const address = (): string => [...log().matchAll(/"url":"(http:[^"]+)"/g)].at(-1)?.[1] ?? '';
  return {
    process: child,
    ended: new Promise((done) => child.once('exit', done)),
    log,
    address,
    system: async () => {
      const answer = await fetch(new URL('/api/monitoring/dashboard?type=system', address())).catch(() => null);
      return answer?.ok === true ? ((await answer.json()) as SystemAnswer) : null;
    },
    call: async (name, input) => {
      const token = readFileSync(join(data, 'admin-token'), 'utf8').trim();
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const url = new URL(`/api/console/call/${name}`, address());
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })).json();
    },
  };
};
