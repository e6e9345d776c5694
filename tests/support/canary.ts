import { readdir, readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { type Console, runCommand } from './process.js';

/** As they are, and as protocols write them. */
export const forms = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];

/** Where which of the secrets stand, as `place: secret`. */
export const leaksOf =
  (secrets: readonly string[]) =>
  (texts: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(texts).flatMap(([place, text]) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret}`),
    );

/** A receiver that refuses, and repeats in its answer everything that it was asked with. */
export const repeating =
  (status: number): RequestListener =>
  async (asked, answer) => {
    let body = '';
    for await (const part of asked) body += String(part);
    answer.writeHead(status, { 'content-type': 'text/plain' });
    const { authorization = '' } = asked.headers;
    const decoded = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
    answer.end(`no: ${authorization} ${decoded} ${asked.url} ${asked.headers['x-watchroom-signature']} ${body}`);
  };

/** Everything that the contract and the API tell of this console. */
export const everythingOf = async (console: Console): Promise<Readonly<Record<string, string>>> => {
  const { view } = await console.read('view.read', {});
  const alerts = Object.values(view.alerts);
  const texts: Record<string, string> = { view: JSON.stringify(view) };
  const ask = async (name: string, asked: Promise<unknown>): Promise<void> => {
    texts[name] = JSON.stringify(await asked);
  };
  for (const { id } of alerts) await ask(`story ${id}`, console.call('alert.read', { alert: id }));
  await ask('explanation', console.call('explain.read', { rule: 'site-down', labels: null, at: null }));
  await ask('deliveries', console.call('delivery.list', { limit: 1_000 }));
  await ask('audit', console.call('audit.list', { limit: 500 }));
  await ask('drills', console.call('drill.list', { limit: 20 }));
  await ask('settings', console.call('config.read', {}));
  for (const channel of ['email', 'slack', 'sms', 'desktop', 'webhook'] as const)
    await ask(`preview of ${channel}`, console.call('template.preview', { channel, example: 'firing' }));
  const { paths } = JSON.parse((await console.get('/openapi.json')).body) as { paths: Record<string, { get?: unknown }> };
  const gettable = Object.keys(paths).filter((path) => paths[path]?.get !== undefined && !path.endsWith('/stream'));
  const types = ['dashboard', 'summary', 'alerts', 'system', 'performance', 'history'];
  const queries = [...types.map((type) => `/api/monitoring/dashboard?type=${type}`), '/api/monitoring/explain?rule=site-down'];
  for (const path of [...gettable, ...queries]) texts[`GET ${path}`] = (await console.get(path)).body;
  return texts;
};

/** What the commands print that anybody at this desk may run. */
export const printedBy = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const texts: Record<string, string> = {};
  for (const args of COMMANDS) {
    const { out, error } = await runCommand([...args, '--data', folder]);
    texts[args.join(' ')] = `${out}${error}`;
  }
  return texts;
};

const COMMANDS: readonly (readonly string[])[] = [
  ['monitoring', 'enterprise'],
  ['monitoring', 'dashboard', '--json'],
  ['monitoring', 'alerts', '--json'],
  ['monitoring', 'health-check'],
  ['monitoring', 'test-alert'],
  ['explain', '--rule', 'site-down', '--json'],
  ['drill', '--report'],
  ['drill', '--report', '--json'],
  ['preview', 'email'],
  ['export'],
  ['verify-audit'],
];

/** What holds a secret in the clear because its owner put it there: their token, and the document in which they wrote one, with its earlier states. */
const OWNERS = /(?:^|\/)(?:admin-token|config\.yml(?:\.last-good)?|config-history\/.+|wrong\.yml)$/;

/** Every byte of the data folder but for that. */
export const filesOf = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const others = files.filter((file) => !OWNERS.test(file));
  return Object.fromEntries(await Promise.all(others.map(async (file) => [file, await readFile(file, 'latin1')])));
};

/** What the stream of changes has said so far. */
export const listen = async (
  console: Console,
  token: string,
): Promise<{ readonly heard: () => string; readonly stop: () => void }> => {
  const end = new AbortController();
  const headers = { Authorization: `Bearer ${token}` };
  const { body } = await fetch(new URL('/api/monitoring/stream', console.url), { headers, signal: end.signal });
  let text = '';
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const part of body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(part, { stream: true });
  };
  read().catch(() => undefined);
  return { heard: () => text, stop: () => end.abort() };
};
