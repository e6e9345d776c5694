// `npm test`: every suite that this machine can run, and for the others the reason why not.
// `npm test -- unit browser` runs some of them; `npm test -- --list` names them; with `--leaks` a test that leaves a timer, a
// socket or a server behind fails its suite (several times slower, so not the rule).
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const MINUTE = 60_000;
const work = mkdtempSync(join(tmpdir(), 'watchroom-test-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

const findChromium = async () => {
  const { chromium } = await import('playwright-core');
  const own = chromium.executablePath();
  return [process.env.CHROMIUM_PATH, onPath('chromium'), onPath('chromium-browser'), onPath('google-chrome'), own].find(
    (file) => file && existsSync(file),
  );
};

const ELECTRON_PROGRAM = { linux: 'electron', win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const findElectron = () =>
  [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(ROOT, 'node_modules/electron/dist')].find(
    (folder) => folder && existsSync(join(folder, ELECTRON_PROGRAM[process.platform] ?? 'electron')),
  );

/** The command that gives the desktop suite a screen, a bus and a tray; nothing where the machine has them. */
const findDesktop = () => {
  if (process.env.WATCHROOM_DESKTOP_SESSION) return [process.env.WATCHROOM_DESKTOP_SESSION];
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return [];
  if (onPath('xvfb-run') && onPath('dbus-run-session'))
    return ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24', 'dbus-run-session', '--'];
  return null;
};

const needChromium = async () => {
  const found = await findChromium();
  return found ? { env: { CHROMIUM_PATH: found } } : { missing: 'no Chromium was found (install it, or set CHROMIUM_PATH)' };
};

const needDesktop = async () => {
  const runtime = findElectron();
  const desktop = findDesktop();
  if (!runtime) return { missing: "Electron's runtime is not installed (`npx install-electron`)" };
  if (!desktop) return { missing: 'there is no display (set DISPLAY, or install xvfb and dbus)' };
  return { env: { ELECTRON_OVERRIDE_DIST_PATH: runtime }, inside: desktop };
};

/** Networks of its own to cut; a desktop, where there is one, adds the test that looks at it. */
const needNetworks = async () => {
  if (process.platform !== 'linux') return { missing: 'network namespaces are Linux’s own' };
  if (process.getuid?.() !== 0) return { missing: 'making network namespaces needs root' };
  const probe = `wr-probe-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', probe], { encoding: 'utf8' });
  if (made.error) return { missing: '`ip` is not installed (iproute2)' };
  if (made.status !== 0) return { missing: `network namespaces cannot be made here: ${made.stderr.trim()}` };
  spawnSync('ip', ['netns', 'delete', probe]);
  return { inside: findDesktop() ?? [] };
};

const needMongodb = async () =>
  process.env.MONGODB_TEST_URI ? {} : { missing: 'there is no MongoDB to read (set MONGODB_TEST_URI to one for tests)' };

const needNothing = async () => ({});

const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
const PLAYWRIGHT = join(ROOT, 'node_modules/@playwright/test/cli.js');
const PLAYWRIGHT_CONFIG = 'tests/e2e/playwright.config.ts';

const LEAKS = process.argv.includes('--leaks') ? ['--detectAsyncLeaks', '--reporter=./.ci/leaks.mjs'] : [];

const vitest = (folder, report) => [
  VITEST,
  'run',
  join(ROOT, folder, '/'),
  '--reporter=default',
  '--reporter=json',
  ...LEAKS,
  `--outputFile.json=${report}`,
];
const playwright = (folder) => [PLAYWRIGHT, 'test', '--config', PLAYWRIGHT_CONFIG, `${folder}/`, '--reporter=list,json'];
/** Where each test has a page and a scripted main of its own, two run at a time. */
const playwrightInPairs = (folder) => [...playwright(folder), '--fully-parallel', '--workers=2'];

const PRODUCT = ['--app'];
/** The page by itself, where the suites of a scripted main look for it. */
const PAGE_ALONE = ['--config', 'tests/support/renderer.vite.config.ts'];

/** In the order of running: what is quick and tells most comes first. */
const SUITES = [
  { name: 'unit', folder: 'src', runner: vitest, needs: needNothing, limit: 10 * MINUTE },
  { name: 'fences', folder: 'tests/fences', runner: vitest, needs: needNothing, limit: 5 * MINUTE },
  { name: 'marking', folder: 'tests/bench', runner: vitest, needs: needNothing, limit: 5 * MINUTE },
  { name: 'contract', folder: 'tests/contract', runner: vitest, needs: needNothing, built: PRODUCT, limit: 10 * MINUTE },
  { name: 'scenarios', folder: 'tests/scenarios', runner: vitest, needs: needNothing, limit: 10 * MINUTE },
  { name: 'api', folder: 'tests/api', runner: vitest, needs: needNothing, built: PRODUCT, limit: 12 * MINUTE },
  { name: 'crash', folder: 'tests/crash', runner: vitest, needs: needNothing, built: PRODUCT, limit: 10 * MINUTE },
  { name: 'mongodb', folder: 'tests/mongodb', runner: vitest, needs: needMongodb, limit: 15 * MINUTE },
  { name: 'page', folder: 'tests/page', runner: vitest, needs: needChromium, limit: 10 * MINUTE },
  { name: 'network', folder: 'tests/network', runner: vitest, needs: needNetworks, built: PRODUCT, limit: 10 * MINUTE },
  {
    name: 'renderer',
    folder: 'tests/e2e/renderer',
    runner: playwrightInPairs,
    needs: needChromium,
    built: PAGE_ALONE,
    limit: 30 * MINUTE,
  },
  { name: 'browser', folder: 'tests/e2e/browser', runner: playwright, needs: needChromium, built: PRODUCT, limit: 15 * MINUTE },
  { name: 'desktop', folder: 'tests/e2e/desktop', runner: playwright, needs: needDesktop, built: PRODUCT, limit: 20 * MINUTE },
];

/** Runs a program with our own output; its whole process group ends with it, or at the limit. */
const run = (command, args, env, limit) =>
  new Promise((done) => {
    const isGroup = process.platform !== 'win32';
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit', detached: isGroup });
    const end = () => {
      try {
        process.kill(isGroup ? -child.pid : child.pid, 'SIGKILL');
      } catch {
        // It ended by itself in the meantime.
      }
    };
    const stop = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const timer = setTimeout(() => {
      console.error(`Ended after ${limit / MINUTE} minutes: ${args.join(' ')}`);
      end();
    }, limit);
    const finish = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      done(code ?? 1);
    };
    child.on('error', (error) => {
      console.error(String(error));
      finish(1);
    });
    child.on('exit', finish);
  });

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

const countVitest = (report) => ({
  passed: report.numPassedTests,
  // A file that could not be loaded has no tests to fail: it counts as one.
  failed:
    report.numFailedTests +
    report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
  skipped: report.numPendingTests + report.numTodoTests,
});

const countPlaywright = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
  skipped: stats.skipped,
});

/** The failed tests by file and name, so that the last lines of a log say what failed. */
const namesOfVitest = (report) =>
  report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(ROOT, name);
    const failed = assertionResults.filter((test) => test.status === 'failed').map((test) => `${file} > ${test.fullName}`);
    return status === 'failed' && assertionResults.length === 0 ? [file] : failed;
  });

const namesOfPlaywright = ({ suites }) =>
  (suites ?? []).flatMap((suite) => [
    ...suite.specs.filter(({ ok }) => !ok).map((spec) => `${spec.file}:${spec.line} > ${spec.title}`),
    ...namesOfPlaywright(suite),
  ]);

/** A run that ended badly without a failing test (a leak, a crash, a limit) has failed once. */
const honest = (counts, code) => (code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);

const hasTests = (folder) =>
  existsSync(join(ROOT, folder)) &&
  readdirSync(join(ROOT, folder), { recursive: true }).some((file) => /\.(test|spec)\.tsx?$/.test(String(file)));

const builds = new Map();

/** Builds with these arguments of the bundler, once however many suites ask. */
const build = (args) => {
  const key = args.join(' ');
  if (!builds.has(key))
    builds.set(
      key,
      run(
        process.execPath,
        [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', ...args, '--logLevel', 'warn'],
        {},
        10 * MINUTE,
      ),
    );
  return builds.get(key);
};

const NOT_RUN = { passed: 0, failed: 0, skipped: 1 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

const runSuite = async (suite) => {
  if (!hasTests(suite.folder)) return { ...NOT_RUN, why: `${suite.folder} has no tests` };
  const { missing, env = {}, inside = [] } = await suite.needs();
  if (missing) return { ...NOT_RUN, why: missing };
  if (suite.built && (await build(suite.built)) !== 0) return { ...FAILED, why: 'the build failed' };
  const report = join(work, `${suite.name}.json`);
  const [command, ...args] = [...inside, process.execPath, ...suite.runner(suite.folder, report)];
  const code = await run(command, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, suite.limit);
  const result = readJson(report);
  if (result === null) return { ...FAILED, why: `the runner ended with ${code} and left no report` };
  const isVitest = suite.runner === vitest;
  const names = isVitest ? namesOfVitest(result) : namesOfPlaywright(result);
  return { ...honest(isVitest ? countVitest(result) : countPlaywright(result), code), names };
};

const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
const sum = (results, key) => results.reduce((total, result) => total + result[key], 0);

const choose = (wanted) => {
  const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length === 0) return wanted.length === 0 ? SUITES : SUITES.filter(({ name }) => wanted.includes(name));
  console.error(`No suite is called ${unknown.join(', ')}. There are: ${SUITES.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
};

const main = async () => {
  const wanted = process.argv.slice(2);
  if (wanted.includes('--list'))
    return console.log(SUITES.map(({ name, folder }) => `${name.padEnd(10)} ${folder}`).join('\n'));
  const results = [];
  for (const suite of choose(wanted.filter((word) => !word.startsWith('--')))) {
    console.log(`\n== ${suite.name} (${suite.folder})`);
    const started = performance.now();
    const result = await runSuite(suite);
    results.push({ ...result, name: suite.name, seconds: (performance.now() - started) / 1000 });
  }
  console.log('\n== all suites');
  for (const { name, seconds, why, names = [], ...counts } of results) {
    const outcome = why ? (counts.failed ? `failed: ${why}` : `not run: ${why}`) : `${line(counts)} (${seconds.toFixed(1)} s)`;
    console.log([`${name.padEnd(10)} ${outcome}`, ...names.map((failed) => `           failed: ${failed}`)].join('\n'));
  }
  const total = { passed: sum(results, 'passed'), failed: sum(results, 'failed'), skipped: sum(results, 'skipped') };
  console.log(line(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
};

await main();
