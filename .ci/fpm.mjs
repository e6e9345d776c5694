#!/usr/bin/env node
// Stands in for fpm, which electron-builder downloads to make a Debian package: takes what fpm is given, and lets the system's own
// dpkg-deb make the package. Used by .ci/package.mjs only where there is no fpm; it makes nothing but Debian packages.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const FLAGS = new Set(['--force', '--debug']);
const SHORT = { '-s': 'source', '-t': 'target', '-d': 'depends' };

/** fpm's options and the files: `from=to`. */
const readArguments = (given) => {
  const options = new Map();
  const files = [];
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index];
    if (FLAGS.has(word)) continue;
    if (!word.startsWith('-')) files.push(word.split(/=(?=\/)/));
    else {
      const name = SHORT[word] ?? word.replace(/^--/, '');
      index += 1;
      options.set(name, [...(options.get(name) ?? []), given[index]]);
    }
  }
  return { one: (name) => options.get(name)?.at(-1), all: (name) => options.get(name) ?? [], files };
};

const { one, all, files } = readArguments(process.argv.slice(2));
if (one('source') !== 'dir' || one('target') !== 'deb') {
  console.error('This makes Debian packages out of folders, and nothing else: install fpm.');
  process.exit(2);
}

const root = mkdtempSync(join(tmpdir(), 'watchroom-deb-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));

for (const [from, to] of files) {
  mkdirSync(dirname(join(root, to)), { recursive: true });
  cpSync(from, join(root, to), { recursive: true, verbatimSymlinks: true });
}

/** Whatever the umask of the builder was: all may read, and only what could be run may be run. */
const settle = (path) => {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return 0;
  chmodSync(path, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + settle(join(path, name)), 0);
};
const bytes = settle(root);

const [short, ...long] = (one('description') ?? '').split('\n');
const control = [
  ['Package', one('name')],
  ['Version', one('version')],
  ['License', one('license')],
  ['Vendor', one('vendor')],
  ['Architecture', one('architecture')],
  ['Maintainer', one('maintainer')],
  ['Installed-Size', Math.ceil(bytes / 1024)],
  ['Depends', all('depends').join(', ')],
  ['Recommends', all('deb-recommends').join(', ')],
  ['Section', one('category') ?? 'default'],
  ['Priority', one('deb-priority')],
  ['Homepage', one('url')],
  ['Description', [short.trim(), ...long.filter((line) => line.trim() !== '').map((line) => ` ${line.trim()}`)].join('\n')],
];
mkdirSync(join(root, 'DEBIAN'), { mode: 0o755 });
writeFileSync(
  join(root, 'DEBIAN/control'),
  control.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}: ${value}\n`])).join(''),
);
for (const [option, name] of [
  ['after-install', 'postinst'],
  ['after-remove', 'postrm'],
]) {
  const script = one(option);
  if (script !== undefined) writeFileSync(join(root, 'DEBIAN', name), readFileSync(script), { mode: 0o755 });
}
const made = spawnSync(
  'dpkg-deb',
  ['--build', '--root-owner-group', `-Z${one('deb-compression') ?? 'xz'}`, ...level(), root, one('package')],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
if (made.status === 0) console.log(`Created package ${basename(one('package'))}.`);
process.exit(made.status ?? 1);

function level() {
  const wanted = process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL;
  return wanted === undefined ? [] : [`-z${wanted}`];
}
