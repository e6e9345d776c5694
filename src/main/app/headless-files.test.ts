import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../../..');
const UNIT = join(ROOT, 'resources/headless/watchroom.service');
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).error === undefined;

describe('a desk as a service', () => {
  it.runIf(hasSystemd)('is a unit that systemd finds no fault with', () => {
    const { stderr, status } = spawnSync('systemd-analyze', ['verify', UNIT], { encoding: 'utf8' });
    expect({ status, about: stderr.split('\n').filter((line) => line.includes('watchroom')) }).toEqual({
      status: 0,
      about: [],
    });
  });

  it('runs as no root, and may write its own folder alone', () => {
    const unit = readFileSync(UNIT, 'utf8');
    for (const line of ['DynamicUser=yes', 'ProtectSystem=strict', 'NoNewPrivileges=yes', 'StateDirectoryMode=0700'])
      expect(unit).toContain(line);
  });

  it('is an image that runs as no root and starts the same command', () => {
    const image = text('Dockerfile');
    expect(image.indexOf('USER node')).toBeGreaterThan(0);
    expect(image).toContain('CMD ["start", "--headless"]');
  });
});

it('packages are made for every system, with what they open and what their runtime may not do', () => {
  const plan = parse(text('electron-builder.yml')) as Record<string, never>;
  expect(plan).toMatchObject({
    linux: { target: ['AppImage', 'deb', 'tar.gz'] },
    win: { target: ['nsis'] },
    mac: { target: ['dmg', 'zip'], hardenedRuntime: true },
    protocols: [{ schemes: ['watchroom'] }],
    fileAssociations: [{ ext: 'watchroom.yml' }],
    asar: true,
    electronFuses: { runAsNode: false, onlyLoadAppFromAsar: true, enableEmbeddedAsarIntegrityValidation: true },
  });
});
