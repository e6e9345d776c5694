import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Answer, Ask } from '../../support/process.js';

const run = promisify(execFile);
const ip = (...args: readonly string[]): Promise<unknown> => run('ip', args);

/** Why no network can be made here; null where one can. */
export const missingHere = async (): Promise<string | null> => {
  if (process.platform !== 'linux') return 'network namespaces are Linux’s own';
  if (process.getuid?.() !== 0) return 'making network namespaces needs root';
  const probe = `wr-probe-${process.pid}`;
  try {
    await ip('netns', 'add', probe);
    await ip('netns', 'delete', probe);
    return null;
  } catch (error) {
    return `\`ip netns\` does not work here: ${error instanceof Error ? error.message.trim() : String(error)}`;
  }
};

const [DESK_ADDRESS, SITE_ADDRESS] = ['10.213.7.1/30', '10.213.7.2/30'];

/** Two networks of their own, joined by one cable; nothing that happens in them leaves them. */
export interface Network {
  /** The site's address in the desk's eyes. */
  readonly site: string;
  /** Put in front of a command, it runs in the desk's network. */
  readonly atDesk: readonly string[];
  readonly atSite: readonly string[];
  /** Takes the desk's interface down, or pulls the cable at its far end. */
  cut(where: 'interface' | 'cable'): Promise<void>;
  mend(): Promise<void>;
  remove(): Promise<void>;
}

let count = 0;

export const createNetwork = async (): Promise<Network> => {
  count += 1;
  const [desk, site] = [`wr-desk-${process.pid}-${count}`, `wr-site-${process.pid}-${count}`];
  // Deleting a namespace deletes the end of the cable in it, and with it the other end.
  const remove = async (): Promise<void> => {
    await Promise.allSettled([ip('netns', 'delete', desk), ip('netns', 'delete', site)]);
  };
  const plug = async (namespace: string, address: string): Promise<void> => {
    await ip('-n', namespace, 'address', 'replace', address, 'dev', 'cable');
    await ip('-n', namespace, 'link', 'set', 'cable', 'up');
  };
  try {
    await ip('netns', 'add', desk);
    await ip('netns', 'add', site);
    await ip('link', 'add', 'cable', 'netns', desk, 'type', 'veth', 'peer', 'name', 'cable', 'netns', site);
    for (const namespace of [desk, site]) await ip('-n', namespace, 'link', 'set', 'lo', 'up');
    await plug(desk, DESK_ADDRESS);
    await plug(site, SITE_ADDRESS);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    site: SITE_ADDRESS.replace('/30', ''),
    atDesk: ['ip', 'netns', 'exec', desk],
    atSite: ['ip', 'netns', 'exec', site],
    cut: async (where) => {
      await ip('-n', where === 'interface' ? desk : site, 'link', 'set', 'cable', 'down');
    },
    mend: async () => {
      await plug(desk, DESK_ADDRESS);
      await plug(site, SITE_ADDRESS);
    },
    remove,
  };
};

/** A script that runs in one of the networks until it is stopped; each line that it prints goes to `onLine`. */
const runScript = (inside: readonly string[], script: string, args: readonly string[], onLine: (line: string) => void) => {
  const command = [...inside, process.execPath, '--input-type=module', '-e', script, ...args];
  const child: ChildProcess = spawn(command[0] as string, command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', onLine);
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { child, stop };
};

export const PAGES_PORT = 8_080;
export const PROBE_PORT = 9_000;

const SITE = `
  import { createServer } from 'node:http';
  import { createServer as createProbe } from 'node:net';
  const [pages, probe] = process.argv.slice(1).map(Number);
  createServer((_, response) => response.end('hello')).listen(pages, () => {
    createProbe((socket) => socket.on('error', () => {}).end()).listen(probe, () => console.log('listening'));
  });`;

/** The site: its pages, and beside them what a connectivity probe asks. */
export const startSite = async (network: Network): Promise<{ stop(): Promise<void> }> => {
  let ready = (): void => undefined;
  const listening = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const { stop } = runScript(network.atSite, SITE, [`${PAGES_PORT}`, `${PROBE_PORT}`], () => ready());
  await listening;
  return { stop };
};

const ASKER = `
  import { createInterface } from 'node:readline';
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, url, init } = JSON.parse(line);
    fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })
      .then(async (answer) => ({ id, status: answer.status, body: await answer.text() }))
      .catch((error) => ({ id, error: String(error.cause ?? error) }))
      .then((answer) => console.log(JSON.stringify(answer)));
  }`;

/** Someone in the desk's network who asks there what is to be asked. */
export const startAsker = (network: Network): { readonly ask: Ask; stop(): Promise<void> } => {
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let last = 0;
  const { child, stop } = runScript(network.atDesk, ASKER, [], (line) => {
    const { id, error, ...answer } = JSON.parse(line) as Answer & { id: number; error?: string };
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(answer);
    else asked?.reject(new Error(error));
  });
  const ask: Ask = (url, init) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.stdin?.write(`${JSON.stringify({ id: last, url, init })}\n`);
    });
  return { ask, stop };
};
