import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import type { Handler } from 'hono';
import { type Ask, type Env, refuse } from '../answer.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.txt': 'text/plain; charset=utf-8',
};

/** The console's own files, and nothing beside their folder. Names under `assets/` hold a hash, so they never change. */
export const pages =
  (folder: string): Handler<Env> =>
  async (ask) => {
    const path = ask.req.path === '/' ? '/index.html' : ask.req.path;
    const file = fileOf(folder, path);
    const type = TYPES[extname(path)];
    const content = file === null || type === undefined ? null : await readFile(file).catch(() => null);
    if (content === null || type === undefined) return missing(ask, path);
    ask.header('Content-Type', type);
    ask.header('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    return ask.body(new Uint8Array(content));
  };

const fileOf = (folder: string, path: string): string | null => {
  try {
    const root = resolve(folder);
    const file = resolve(root, `.${decodeURIComponent(path)}`);
    return file.startsWith(root + sep) && !file.includes('\0') ? file : null;
  } catch {
    return null;
  }
};

const missing = (ask: Ask, path: string): Response => {
  if (path !== '/index.html') return refuse(ask, { code: 'not-found', message: 'There is nothing here.' });
  return ask.text('The console’s pages are not built. Build them with: npm run build', 503);
};
