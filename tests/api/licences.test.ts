import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const PAGE = resolve(import.meta.dirname, '../../dist/renderer');

it.each(['inter', 'jetbrains-mono'])('the built page carries the typeface %s together with its licence', async (typeface) => {
  const assets = await readdir(resolve(PAGE, 'assets'));
  expect(assets.filter((name) => name.startsWith(typeface) && name.endsWith('.woff2'))).not.toEqual([]);
  const licence = await readFile(resolve(PAGE, 'licences', `${typeface}.txt`), 'utf8');
  expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1');
  expect(licence).toMatch(/^Copyright/);
});
