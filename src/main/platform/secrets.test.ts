import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecretFile } from './secrets.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-secrets-'));
  file = join(folder, 'secrets.enc');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const withKey = (key: string, more: Record<string, string> = {}) =>
  openSecretFile({ file, environment: { WATCHROOM_SECRET_KEY: key, ...more } });
const stored = (name: string) => ({ kind: 'stored', name }) as const;

describe('the secrets file', () => {
  it('gives back what was stored, also after a restart', async () => {
    expect(await withKey('long passphrase').write('slack-token', 'xoxb-1')).toEqual({ ok: true, value: null });
    const again = withKey('long passphrase');
    expect(await again.read(stored('slack-token'))).toEqual({ ok: true, value: 'xoxb-1' });
    expect(await again.names()).toEqual({ ok: true, value: ['slack-token'] });
  });

  it('shows neither value nor name on disk, and is readable by its owner only', async () => {
    await withKey('k').write('slack-token', 'xoxb-visible');
    const bytes = await readFile(file, 'latin1');
    expect(bytes).not.toContain('xoxb-visible');
    expect(bytes).not.toContain('slack-token');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('looks different after each write of the same secret', async () => {
    const secrets = withKey('k');
    await secrets.write('a', 'same');
    const first = await readFile(file, 'hex');
    await secrets.write('a', 'same');
    expect(await readFile(file, 'hex')).not.toBe(first);
  });

  it('does not open with another passphrase, and is not overwritten then', async () => {
    await withKey('right').write('a', 'x');
    const before = await readFile(file, 'hex');
    const wrong = withKey('wrong');
    expect(await wrong.read(stored('a'))).toMatchObject({ ok: false, error: { secret: 'a' } });
    expect((await wrong.write('a', 'y')).ok).toBe(false);
    expect(await readFile(file, 'hex')).toBe(before);
  });

  it('notices a changed byte', async () => {
    await withKey('k').write('a', 'x');
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    await writeFile(file, bytes);
    expect((await withKey('k').read(stored('a'))).ok).toBe(false);
  });

  it('leaves a file alone that is none of its own', async () => {
    await writeFile(file, 'something else entirely, of some length, to be sure');
    expect((await withKey('k').write('a', 'x')).ok).toBe(false);
    expect(await readFile(file, 'utf8')).toContain('something else');
  });

  it('keeps all of several secrets written at once', async () => {
    const secrets = withKey('k');
    await Promise.all(['a', 'b', 'c'].map((name) => secrets.write(name, name.toUpperCase())));
    expect(await secrets.names()).toEqual({ ok: true, value: ['a', 'b', 'c'] });
    await secrets.remove('b');
    expect(await secrets.names()).toEqual({ ok: true, value: ['a', 'c'] });
  });

  it('says how to make storing possible where there is no passphrase', async () => {
    const secrets = openSecretFile({ file, environment: {} });
    const can = secrets.canWrite();
    expect(!can.ok && can.error.message).toContain('WATCHROOM_SECRET_KEY');
    expect((await secrets.write('a', 'x')).ok).toBe(false);
  });

  it('reads references to variables, and names the one that is not set', async () => {
    const secrets = withKey('', { TOKEN: 't' });
    expect(await secrets.read({ kind: 'environment', variable: 'TOKEN' })).toEqual({ ok: true, value: 't' });
    expect(await secrets.read({ kind: 'environment', variable: 'GONE' })).toEqual({
      ok: false,
      error: { secret: 'GONE', message: 'the environment variable GONE is not set' },
    });
  });

  it.each(['', 'a b', '../a', 'x'.repeat(101)])('refuses the name "%s"', async (name) => {
    expect((await withKey('k').write(name, 'x')).ok).toBe(false);
  });

  it('does not take a member of every object for a secret', async () => {
    const secrets = withKey('k');
    await secrets.write('a', 'x');
    expect((await secrets.read(stored('constructor'))).ok).toBe(false);
  });
});
