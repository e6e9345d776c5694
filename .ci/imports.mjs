// The import rules, checked: `node .ci/imports.mjs [--json]` in the folder to check. A fence that looked at nothing has failed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cruiser = fileURLToPath(new URL('../node_modules/dependency-cruiser/bin/dependency-cruise.mjs', import.meta.url));
const run = spawnSync(
  process.execPath,
  [
    cruiser,
    ...['src', 'tests'].filter((folder) => existsSync(folder)),
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
  ],
  {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  },
);

const read = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    console.error(`The import rules could not be checked:\n${run.stderr || run.stdout || run.error}`);
    process.exit(2);
  }
};

const { summary, modules } = read(run.stdout);
const sources = modules.filter(({ source }) => /^src\/.*\.tsx?$/.test(source)).length;
const imports = modules
  .filter(({ source }) => source.startsWith('src/'))
  .reduce((sum, { dependencies }) => sum + dependencies.length, 0);
const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));

if (process.argv.includes('--json')) console.log(JSON.stringify({ sources, imports, violations }));
else {
  for (const { rule, from, to } of violations) console.error(`${rule}: ${from}${to && to !== from ? ` -> ${to}` : ''}`);
  console.log(`${sources} modules, ${imports} imports, ${violations.length} against the rules`);
}
if (sources === 0 || imports === 0) console.error('No module or no import was seen: the rules checked nothing.');
process.exitCode = sources === 0 || imports === 0 ? 2 : violations.length > 0 ? 1 : 0;
