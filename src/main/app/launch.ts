import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export interface LaunchOptions {
  /** The product's own folder: what Electron is to run. */
  readonly productFolder: string;
  /** Flags for the app: `--config`, `--data`, `--port`. */
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly say: (line: string) => void;
}

/** The app's exit code once it has ended; or that it cannot be had here, which was said in one line. */
export type LaunchOutcome = { readonly kind: 'ended'; readonly code: number } | { readonly kind: 'headless' };

const HEADLESS: LaunchOutcome = { kind: 'headless' };

/** Opens the desktop app and waits for its end. Where it cannot be opened here, says why, once, and leaves the rest to the caller. */
export const launch = async (options: LaunchOptions): Promise<LaunchOutcome> => {
  const { productFolder, environment, say } = options;
  if (!hasDisplay(environment)) return without('there is no display (DISPLAY and WAYLAND_DISPLAY are not set)', say);
  const program = findRuntime(productFolder, environment) ?? (await fetchRuntime(options));
  if (program === null) {
    return without('Electron’s runtime is not installed and could not be fetched (try: npx install-electron)', say);
  }
  const ending = await run(program, [...rootFlags(say), productFolder, ...options.args], environment);
  if (ending.kind === 'ended') return ending;
  return without(`the desktop app did not start (${ending.why})`, say);
};

const without = (why: string, say: LaunchOptions['say']): LaunchOutcome => {
  say(`No desktop window: ${why}. The same console is served to your browser instead.`);
  return HEADLESS;
};

const hasDisplay = ({ DISPLAY, WAYLAND_DISPLAY }: Environment): boolean =>
  process.platform !== 'linux' || (DISPLAY ?? '') !== '' || (WAYLAND_DISPLAY ?? '') !== '';

const PROGRAM: Readonly<Record<string, string>> = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/** Electron's program, where its package or `ELECTRON_OVERRIDE_DIST_PATH` has one. Asking the package itself would start a download. */
export const findRuntime = (productFolder: string, { ELECTRON_OVERRIDE_DIST_PATH }: Environment): string | null => {
  const own = packageFolder(productFolder);
  const told = ELECTRON_OVERRIDE_DIST_PATH ?? '';
  const folder = told === '' ? own && join(own, 'dist') : told;
  if (folder === null) return null;
  const program = join(folder, (own && readName(own)) ?? PROGRAM[process.platform] ?? 'electron');
  return existsSync(program) ? program : null;
};

/** Installed beside the product, or above it where the product is itself a dependency. */
const packageFolder = (productFolder: string): string | null =>
  [join(productFolder, 'node_modules', 'electron'), join(productFolder, '..', 'electron')].find((folder) =>
    existsSync(join(folder, 'package.json')),
  ) ?? null;

/** The package writes the program's name there when it has fetched it. */
const readName = (electron: string): string | null => {
  try {
    return readFileSync(join(electron, 'path.txt'), 'utf8').trim() || null;
  } catch {
    return null;
  }
};

/** The runtime has about 115 MB; a connection that cannot bring it in this long has no use of waiting. */
const FETCH_LIMIT = 240_000;

/** Electron brings no runtime of its own when it is installed: it is fetched once, with the package's own program. */
const fetchRuntime = async ({ productFolder, environment, say }: LaunchOptions): Promise<string | null> => {
  const electron = packageFolder(productFolder);
  const installer = electron && join(electron, 'install.js');
  if (installer === null || !existsSync(installer)) return null;
  if ((environment.ELECTRON_OVERRIDE_DIST_PATH ?? '') !== '') return null;
  if (process.stdout.isTTY) say('Fetching the desktop runtime (about 115 MB, only this once) …');
  await new Promise<void>((done) => {
    const fetching = spawn(process.execPath, [installer], { env: { ...environment }, stdio: 'ignore', timeout: FETCH_LIMIT });
    fetching.once('error', () => done());
    fetching.once('exit', () => done());
  });
  return findRuntime(productFolder, environment);
};

/** Chromium will not run its sandbox as root. */
const rootFlags = (say: LaunchOptions['say']): readonly string[] => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  say('Running as root, so without Chromium’s sandbox: better start Watchroom as an ordinary user.');
  return ['--no-sandbox'];
};

type Ending = { readonly kind: 'ended'; readonly code: number } | { readonly kind: 'failed'; readonly why: string };

/** Our own exit codes are 0 to 2; whatever else ends it this early is a runtime that cannot work on this system. */
const EARLY = 10_000;
const OWN_CODES: ReadonlySet<number | null> = new Set([0, 2]);

const run = (program: string, args: readonly string[], environment: Environment): Promise<Ending> =>
  new Promise((done) => {
    const startedAt = performance.now();
    const child = spawn(program, args, { env: runtimeEnvironment(environment), stdio: ['inherit', 'inherit', 'pipe'] });
    const tail = keepTail(child.stderr);
    const passOn = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    const signals: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];
    for (const signal of signals) process.on(signal, passOn);
    const end = (ending: Ending): void => {
      for (const signal of signals) process.off(signal, passOn);
      done(ending);
    };
    child.once('error', (error) => end({ kind: 'failed', why: error.message }));
    child.once('exit', (code, signal) => {
      const isEarly = performance.now() - startedAt < EARLY;
      if (isEarly && !child.killed && !OWN_CODES.has(code)) end({ kind: 'failed', why: reasonOf(tail(), code, signal) });
      else end({ kind: 'ended', code: code ?? 1 });
    });
  });

/** With this set Electron would be a plain Node, and open nothing. */
const runtimeEnvironment = (environment: Environment): NodeJS.ProcessEnv => {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = environment;
  return rest;
};

const TAIL = 4_000;

const keepTail = (stream: NodeJS.ReadableStream): (() => string) => {
  let kept = '';
  stream.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    kept = (kept + chunk.toString()).slice(-TAIL);
  });
  return () => kept;
};

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/error while loading shared libraries: (\S+):/, 'the system library $1 is missing'],
  [/Missing X server|cannot open display|Unable to open X display/i, 'the display cannot be opened'],
  [/SUID sandbox|No usable sandbox/i, 'this system does not allow Chromium’s sandbox'],
];

const reasonOf = (said: string, code: number | null, signal: NodeJS.Signals | null): string => {
  for (const [pattern, words] of REASONS) {
    const match = pattern.exec(said);
    if (match !== null) return words.replace('$1', match[1] ?? '');
  }
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
};
