import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const documents = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];

/** Targets of links (not of pictures) that stay within the repository, without their anchors. */
const links = (markdown: string): string[] =>
  [...markdown.matchAll(/(?<!!)\[[^\]]+\]\((?<to>[^)#\s]+)/g)]
    .map(({ groups }) => groups?.to ?? '')
    .filter((to) => !/^[a-z]+:/.test(to));

/** A package of types or of one family is named by its family. */
const isNamed = (readme: string, name: string): boolean =>
  readme.includes(name) ||
  (name.startsWith('@types/') && readme.includes('@types/…')) ||
  readme.includes(`…/${name.split('/')[1]}`);

describe('the documents', () => {
  it.each(documents)('%s leads only to what is there', (document) => {
    const lost = links(text(document)).filter((to) => !existsSync(join(ROOT, dirname(document), to)));
    expect(lost).toEqual([]);
  });

  it('name every dependency and what it does', () => {
    const { dependencies, devDependencies } = JSON.parse(text('package.json')) as Record<string, Record<string, string>>;
    const readme = text('README.md');
    const unnamed = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !isNamed(readme, name));
    expect(unnamed).toEqual([]);
  });

  it('have a table of every key of the configuration that is up to date', () => {
    const { status, stderr } = spawnSync(process.execPath, ['.ci/configuration.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('say what every script for operators answers, and name none that is not there', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const named = [...text('docs/operations.md').matchAll(/`npm run ([a-z]+:[a-z-]+)/g)].map(([, name]) => name);
    const forOperators = Object.keys(scripts).filter((name) => name.includes(':'));
    expect([...new Set(named)].sort()).toEqual(forOperators.sort());
  });
});
