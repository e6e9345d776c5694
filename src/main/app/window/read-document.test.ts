import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDocument } from './read-document.js';

let work: string;
let file: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'watchroom-document-'));
  file = join(work, 'desk.watchroom.yml');
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

describe('a document that the system opened', () => {
  it('is read whole, also through a link', async () => {
    const text = `version: 1\n# ${'é'.repeat(200_000)}\n`;
    writeFileSync(join(work, 'real.yml'), text);
    symlinkSync(join(work, 'real.yml'), file);
    expect(await readDocument(file)).toEqual({ ok: true, value: { name: 'desk.watchroom.yml', text } });
  });

  it('is refused where it has no end: a device behind a link, a pipe, a folder', async () => {
    symlinkSync('/dev/zero', file);
    execFileSync('mkfifo', [join(work, 'pipe.yml')]);
    for (const path of [file, join(work, 'pipe.yml'), work])
      expect(await readDocument(path)).toEqual({ ok: false, error: `${path} is no file.` });
  });

  it('is refused where it is too long or not there', async () => {
    writeFileSync(file, 'x'.repeat(1_000_001));
    expect(await readDocument(file)).toMatchObject({ ok: false, error: expect.stringContaining('longer than') });
    expect(await readDocument(join(work, 'gone.yml'))).toMatchObject({
      ok: false,
      error: expect.stringContaining('cannot be read'),
    });
  });
});
