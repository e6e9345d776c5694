import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentPolicy, fileOf, serveFiles } from './files.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchroom-page-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'not for the page');
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'page', 'assets', 'a.js'), 'export {};');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string, method = 'GET'): Promise<Response> =>
  serveFiles(join(folder, 'page'))(new Request(`https://console${path}`, { method }));

describe('the page’s files', () => {
  it('come with their type and the policy', async () => {
    const page = await get('/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toBe(contentPolicy());
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get('/assets/a.js')).headers.get('content-type')).toContain('text/javascript');
  });

  it('are only read, and only where they are', async () => {
    expect((await get('/index.html', 'POST')).status).toBe(405);
    expect((await get('/nothing.js')).status).toBe(404);
  });

  it.each(['/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/%00', '/%zz'])(
    'never lie outside of their folder: %s',
    async (path) => {
      const answer = await get(path);
      expect(await answer.text()).toBe('');
      expect(answer.status).toBe(404);
    },
  );

  it('do not include a sibling whose name merely begins alike', () => {
    expect(fileOf('/app/page', 'app://console/..%2fpages/x')).toBeNull();
  });
});

describe('the policy', () => {
  it('allows no inline code, no eval and no other origin', () => {
    const policy = contentPolicy();
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|wss?:/);
  });
});
