import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLEAN, CLEAN_PACKAGES } from './clean.js';
import { BYSTANDERS, IMPORTS, LINT, type Seed, TYPES, UNUSED } from './seeds.js';
import { growTree, type Tree } from './tree.js';

const IMPORT_RULES = '.ci/imports.mjs';
const LINTER = 'node_modules/@biomejs/biome/bin/biome';
const COMPILER = 'node_modules/typescript/bin/tsc';
const UNUSED_CODE = 'node_modules/knip/bin/knip.js';

interface Finding {
  readonly rule: string;
  readonly file: string;
}

const importFindings = async (tree: Tree): Promise<{ findings: Finding[]; sources: number }> => {
  const { stdout } = await tree.run(IMPORT_RULES, '--json');
  const { sources, violations } = JSON.parse(stdout) as { sources: number; violations: { rule: string; from: string }[] };
  return { sources, findings: violations.map(({ rule, from }) => ({ rule, file: from })) };
};

const lintFindings = async (tree: Tree): Promise<Finding[]> => {
  const { stdout } = await tree.run(LINTER, 'lint', '--reporter=json', '--max-diagnostics=none', 'src');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
  return diagnostics.map(({ category, location }) => ({ rule: category, file: location.path }));
};

const typeFindings = async (tree: Tree): Promise<Finding[]> => {
  const { stdout } = await tree.run(COMPILER, '-b', 'src/main/core', '--pretty', 'false');
  const errors = stdout.matchAll(/^(?<file>[^(]+)\(\d+,\d+\): error (?<rule>TS\d+)/gm);
  return [...errors].map(({ groups }) => ({ rule: groups?.rule ?? '', file: groups?.file ?? '' }));
};

const unusedFindings = async (tree: Tree): Promise<Finding[]> => {
  const { stdout } = await tree.run(UNUSED_CODE, '--reporter', 'json', '--no-progress');
  const { issues } = JSON.parse(stdout) as { issues: Record<string, unknown>[] };
  return issues.flatMap(({ file, ...groups }) =>
    Object.entries(groups)
      .filter(([, found]) => Array.isArray(found) && found.length > 0)
      .map(([rule]) => ({ rule, file: String(file) })),
  );
};

const growing: Tree[] = [];
const grow = async (files: Readonly<Record<string, string>>, packages: readonly string[] = CLEAN_PACKAGES): Promise<Tree> => {
  const tree = await growTree(files, packages);
  growing.push(tree);
  return tree;
};
afterAll(() => Promise.all(growing.map((tree) => tree.remove())));

const texts = (seeds: readonly Seed[]): Record<string, string> =>
  Object.fromEntries(seeds.map(({ file, text }) => [file, text]));

/** The seeds that went unreported: each as a line that says which fence has a hole, and where. */
const unseen = (seeds: readonly Seed[], findings: readonly Finding[]): string[] => {
  const seen = new Set(findings.map(({ rule, file }) => `${rule} ${file}`));
  return seeds
    .filter(({ rule, file }) => !seen.has(`${rule} ${file}`))
    .map(({ rule, file, text }) => `${rule} ${file}: ${text}`);
};

const ruleNames = async (): Promise<string[]> => {
  const file = resolve(import.meta.dirname, '../../.dependency-cruiser.mjs');
  const { default: rules } = (await import(pathToFileURL(file).href)) as { default: { forbidden: { name: string }[] } };
  return rules.forbidden.map(({ name }) => name);
};

describe('a clean product', () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await grow(CLEAN);
  });

  it('passes the import rules, all of it seen', async () => {
    expect(await importFindings(tree)).toEqual({ findings: [], sources: Object.keys(CLEAN).length });
  });

  it('passes the linter', async () => {
    expect(await lintFindings(tree)).toEqual([]);
  });

  it('passes the compiler', async () => {
    expect(await typeFindings(tree)).toEqual([]);
  });

  it('has nothing unused', async () => {
    expect(await unusedFindings(tree)).toEqual([]);
  });
});

describe('the fences', () => {
  it('report every forbidden import by the name of its rule', async () => {
    const tree = await grow({ ...CLEAN, ...BYSTANDERS, ...texts(IMPORTS) });
    expect(unseen(IMPORTS, (await importFindings(tree)).findings)).toEqual([]);
  });

  it('have no import rule that no seed proves', async () => {
    const proven = new Set(IMPORTS.map(({ rule }) => rule));
    expect((await ruleNames()).filter((name) => !proven.has(name))).toEqual([]);
  });

  it('fail where there was nothing to look at', async () => {
    const tree = await grow({ 'src/readme.txt': 'no module', 'tests/alone.test.ts': "import 'node:fs';\n" });
    const { code, stderr } = await tree.run(IMPORT_RULES);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('checked nothing') });
  });

  it('report ambient time and chance, and what else the linter forbids', async () => {
    const tree = await grow({ ...CLEAN, ...texts(LINT) });
    expect(unseen(LINT, await lintFindings(tree))).toEqual([]);
  });

  it('report a type error, and a global of any runtime in the core', async () => {
    const tree = await grow({ ...CLEAN, ...texts(TYPES) });
    expect(unseen(TYPES, await typeFindings(tree))).toEqual([]);
  });

  it('report unused files, exports, types and dependencies', async () => {
    const tree = await grow({ ...CLEAN, ...texts(UNUSED) }, [...CLEAN_PACKAGES, 'croner']);
    const unusedPackage = { rule: 'dependencies', file: 'package.json', text: 'croner' };
    expect(unseen([...UNUSED, unusedPackage], await unusedFindings(tree))).toEqual([]);
  });
});
