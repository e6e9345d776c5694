import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import type { CallInput, CallName } from '../../src/preload/contract/calls.js';
import type { Answer } from '../../src/preload/contract/errors.js';
import type { Push } from '../../src/preload/contract/pushes.js';
import type { ConsoleView, Role, ViewChange } from '../../src/preload/contract/views.js';
import { momentScript } from './moment.js';
import { answerCall } from './scripted-main-answers.js';
import { makeScene, type Scene, type SceneName } from './scripted-main-scenes.js';
import { prepareStanding } from './scripted-main-standing.js';

/** The policy that the product sends with its page: nothing inline, nothing from elsewhere. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

export interface MadeCall {
  readonly name: CallName;
  readonly input: unknown;
}

export interface ScriptedMain {
  readonly address: string;
  readonly scene: Scene;
  /** Every call that the page made, in order. */
  readonly calls: readonly MadeCall[];
  /** Changes the view and pushes the change to every page. */
  change(...changes: readonly ViewChange[]): void;
  /** Changes the view without a word, so that the next push finds a gap. */
  changeSilently(...changes: readonly ViewChange[]): void;
  push(push: Push): void;
  /** Answers 401 to everything from now on, until told otherwise. */
  setSignedIn(isSignedIn: boolean): void;
  /** Whoever asks from now on: main refuses to them what the gate would, and the view says who sits here. */
  setActor(name: string, role: Role): void;
  /** What a page that is opened from now on takes itself to be in. */
  setShell(shell: 'desktop' | 'browser'): void;
  /** The calls that were refused to who asked for them. */
  readonly refused: readonly CallName[];
  /** Breaks every stream and refuses new ones and calls until told otherwise. */
  setReachable(isReachable: boolean): void;
  stop(): Promise<void>;
}

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
};

const applyTo = (view: ConsoleView, change: ViewChange): ConsoleView => {
  if (change.part === 'watch' || change.part === 'desk' || change.part === 'system')
    return { ...view, [change.part]: change.value };
  const rows: Record<string, unknown> = { ...view[change.part] };
  if (change.value === null) delete rows[change.key];
  else rows[change.key] = change.value;
  return { ...view, [change.part]: rows };
};

/** The page, told first which moment it is where the tests run at another. */
const pageAt = (file: string): string =>
  readFileSync(file, 'utf8').replace('<head>', momentScript() === null ? '<head>' : '<head><script src="/moment.js"></script>');

const serveFile = (folder: string, path: string, response: ServerResponse): void => {
  const script = path === '/moment.js' ? momentScript() : null;
  if (script !== null) {
    response.writeHead(200, { 'content-type': TYPES['.js'] }).end(script);
    return;
  }
  const file = join(folder, normalize(path === '/' ? '/index.html' : path));
  if (!file.startsWith(folder) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
  });
  if (extname(file) === '.html') response.end(pageAt(file));
  else createReadStream(file).pipe(response);
};

/** Serves the built page on loopback and plays main for it, by a scene. Returns once it listens. */
export const startScriptedMain = async (
  name: SceneName,
  folder = resolve(import.meta.dirname, '../../node_modules/.cache/renderer'),
): Promise<ScriptedMain> => {
  const scene = makeScene(name, Date.now());
  prepareStanding(scene);
  const calls: MadeCall[] = [];
  const refused: CallName[] = [];
  const streams = new Set<ServerResponse>();
  let isSignedIn = true;
  let isReachable = true;

  const push = (message: Push): void => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(message)}\n\n`);
  };
  const changeSilently = (...changes: readonly ViewChange[]): void => {
    for (const change of changes) scene.view = applyTo(scene.view, change);
    scene.revision += 1;
  };
  const change = (...changes: readonly ViewChange[]): void => {
    const from = scene.revision;
    changeSilently(...changes);
    push({ kind: 'view', push: { from, to: scene.revision, changes } });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const name = path.slice('/api/console/call/'.length) as CallName;
    const input = await readBody(request);
    calls.push({ name, input });
    const found: Answer<unknown> = answerCall(scene, change, name, input as CallInput<CallName>);
    if (!found.ok && found.error.code === 'forbidden') refused.push(name);
    response.writeHead(found.ok ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(found));
  };
  const stream = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
  };

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://loopback').pathname;
    if (!path.startsWith('/api/')) serveFile(folder, path, response);
    else if (!isReachable) response.destroy();
    else if (!isSignedIn) response.writeHead(401).end();
    else if (path === '/api/monitoring/stream') stream(response);
    else void answer(request, response, path);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    scene,
    calls,
    refused,
    setActor: (name, role) => {
      scene.actor = { name, role, via: 'browser' };
      change({ part: 'desk', value: { ...scene.view.desk, operator: { name, role } } });
    },
    setShell: (shell) => {
      scene.shell = shell;
    },
    change,
    changeSilently,
    push,
    setSignedIn: (value) => {
      isSignedIn = value;
    },
    setReachable: (value) => {
      isReachable = value;
      if (!value) for (const open of streams) open.destroy();
    },
    stop: () =>
      new Promise((stopped) => {
        for (const open of streams) open.destroy();
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
};
