import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** The fences themselves, copied as they stand: what is proven is the real configuration, not one written for the proof. */
const FENCES = [
  '.dependency-cruiser.mjs',
  '.ci/ambient.grit',
  '.gitignore',
  'biome.json',
  'knip.config.ts',
  'tsconfig.base.json',
  'src/main/core/tsconfig.json',
];

export interface Tree {
  /** Runs a Node program of the repository or of one of its packages in the tree. */
  run(program: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  remove(): Promise<void>;
}

/**
 * A small product in a temporary folder, behind the repository's own fences.
 * @param files path in the tree -> text
 * @param dependencies packages of package.json, at the versions of the repository's own
 */
export const growTree = async (files: Readonly<Record<string, string>>, dependencies: readonly string[]): Promise<Tree> => {
  const folder = await mkdtemp(join(tmpdir(), 'watchroom-fences-'));
  await linkPackages(join(folder, 'node_modules'));
  for (const fence of FENCES) await cp(join(ROOT, fence), join(folder, fence));
  await write(folder, 'package.json', await manifest(dependencies));
  for (const [path, text] of Object.entries(files)) await write(folder, path, text);
  return {
    run: (program, ...args) => run(folder, join(ROOT, program), args),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

/** Package by package, so that no tool writes its cache through the link into the repository's own. */
const linkPackages = async (folder: string): Promise<void> => {
  await mkdir(folder);
  const names = await readdir(join(ROOT, 'node_modules'));
  const packages = names.filter((name) => !name.startsWith('.'));
  await Promise.all(packages.map((name) => symlink(join(ROOT, 'node_modules', name), join(folder, name), 'junction')));
};

const manifest = async (dependencies: readonly string[]): Promise<string> => {
  const own = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
  const pick = (group: string) =>
    Object.fromEntries(Object.entries(own[group] ?? {}).filter(([name]) => dependencies.includes(name)));
  return JSON.stringify({
    name: 'seeded',
    type: 'module',
    dependencies: pick('dependencies'),
    devDependencies: pick('devDependencies'),
  });
};

const write = async (folder: string, path: string, text: string): Promise<void> => {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};

const run: (folder: string, program: string, args: string[]) => ReturnType<Tree['run']> = (folder, program, args) =>
  new Promise((done) => {
    const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };
    const child = execFile(process.execPath, [program, ...args], options, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
