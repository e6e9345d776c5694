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

const results = CHECKS.map(({ name, args: [program = '', ...args] }) => {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [join(ROOT, program), ...args], { cwd: ROOT, stdio: 'inherit' });
  return { name, isGood: status === 0 };
});

console.log('\n== all checks');
for (const { name, isGood } of results) console.log(`${name.padEnd(10)} ${isGood ? 'passed' : 'failed'}`);
const failed = results.filter(({ isGood }) => !isGood).length;
console.log(`${results.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;
