import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../core/time/instant.js';
import { checkConfigFile } from './check.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-check-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const check = async (text: string | null) => {
  const file = join(folder, 'c.yml');
  if (text !== null) await writeFile(file, text);
  const resourcesFolder = join(import.meta.dirname, '../../../resources');
  const found = await checkConfigFile({
    whyUnreadable: String,
    file,
    resourcesFolder,
    environment: {},
    user: 'ana',
    timeZone: 'UTC',
    now: instant(0),
  });
  return { ...found, text: found.text.replaceAll(file, 'c.yml') };
};

describe('the check of a file', () => {
  it('puts a caret under each place', async () => {
    const { exitCode, text } = await check('version: 1\ntargets:\n  - id: a\n    url: https://a.example\n    timout: 5s\n');
    expect(exitCode).toBe(1);
    expect(text).toBe(`c.yml: 1 error

error: targets[0].timout unknown key "timout"
  c.yml:5:5
  5 |     timout: 5s
          ^
  Did you mean "timeout"?`);
  });

  it('is content with a right file, and with warnings', async () => {
    expect(await check('version: 1\n')).toMatchObject({ exitCode: 0, text: 'c.yml: no problems' });
    const warned = await check('version: 1\nheartbeat: { url: "https://beat.example/" }\n');
    expect(warned.exitCode).toBe(0);
    expect(warned.text).toContain('c.yml: 1 warning');
  });

  it('says that there is no file', async () => {
    expect(await check(null)).toMatchObject({ exitCode: 2, text: 'c.yml: there is no such file' });
  });

  it('does not show the secret it warns about', async () => {
    const { text } = await check(
      'version: 1\nchannels: { slack: { webhookUrl: "https://hooks.example/s3cret", botToken: s3cret } }\n',
    );
    expect(text).toContain('plain text');
    expect(text).not.toContain('s3cret');
  });

  it('shows the part of a long line that matters', async () => {
    const { text } = await check(`version: 1\nsite: { name: ${'x'.repeat(180)}, nme: y }\n`);
    const [line = '', caret = ''] = text.split('\n').slice(4);
    expect(line.length).toBeLessThan(120);
    expect(line.slice(caret.indexOf('^'))).toMatch(/^nme: y/);
  });
});
