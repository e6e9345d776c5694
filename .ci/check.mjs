// `npm run check`: types, lint and format, import rules, unused code; each counts as one. All are run, whichever fails.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

const CHECKS = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-b'] },
  { name: 'lint', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
  { name: 'imports', args: ['.ci/imports.mjs'] },
  { name: 'unused', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
];

const runCheck = ({ name, args: [program = '', ...args] }) => {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [join(ROOT, program), ...args], { cwd: ROOT, stdio: 'inherit' });
  return { name, isGood: status === 0 };
};

/** Whether a fresh clone could be installed: an incremental install may leave a lockfile that `npm ci` refuses. */
const checkLockfile = () => {
  console.log('\n== lockfile');
  const { status, stderr } = spawnSync('npm', ['ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const isGood = status === 0;
  const facts = (stderr ?? '').split('\n').filter((line) => /Missing|Invalid|npm error code/.test(line));
  console.log(isGood ? 'A fresh clone installs.' : facts.join('\n'));
  return { name: 'lockfile', isGood };
};

const results = [...CHECKS.map(runCheck), checkLockfile()];

console.log('\n== all checks');
for (const { name, isGood } of results) console.log(`${name.padEnd(10)} ${isGood ? 'passed' : 'failed'}`);
const failed = results.filter(({ isGood }) => !isGood).length;
console.log(`${results.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;
