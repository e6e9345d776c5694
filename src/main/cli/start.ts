import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Headless, runHeadless } from '../app/headless.js';
import { launch } from '../app/launch.js';
import { startFailureOf } from '../app/start-failure.js';
import { systemClock } from '../platform/clock.js';
import { defaultDataFolder, productFolder } from '../platform/files.js';
import { keepHeapSmall } from '../platform/heap.js';
import { HEALTHY, portOf, print, printError, readArguments, USAGE } from './terminal/terminal.js';

const START_HELP = `watchroom start [--headless] [--config FILE] [--data DIR] [--port N]

Starts the console: as a desktop app, or, with --headless, in this terminal for a browser on this machine.

  --headless      serve the console to the browser instead of opening a window
  --config FILE   configuration, YAML or JSON (default: config.yml in the data folder; WATCHROOM_CONFIG)
  --data DIR      where everything is kept (default: this account’s data folder; WATCHROOM_DATA)
  --port N        port on 127.0.0.1 (default: api.port in the configuration, 3000; WATCHROOM_PORT)

Example: watchroom start --headless --config watch.yml --port 3100`;

const OPTIONS = {
  headless: { type: 'boolean' },
  config: { type: 'string' },
  data: { type: 'string' },
  port: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface StartOptions {
  readonly configFile: string | null;
  readonly dataFolder: string;
  readonly port: number | null;
}

/** Runs until it is told to stop. Exit code 2 where it cannot start. */
export const startCommand = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, OPTIONS, 0);
  if (values.help === true) {
    print(START_HELP);
    return HEALTHY;
  }
  const options: StartOptions = {
    configFile: values.config ?? fromEnvironment('WATCHROOM_CONFIG'),
    dataFolder: values.data ?? defaultDataFolder(),
    port: portOf(values.port),
  };
  return values.headless === true ? serve(options) : open(options);
};

/** The desktop app; where it cannot be had, the same console for the browser. */
const open = async (options: StartOptions): Promise<number> => {
  const { configFile, dataFolder, port } = options;
  const args = ['--data', resolve(dataFolder)];
  if (configFile !== null) args.push('--config', resolve(configFile));
  if (port !== null) args.push('--port', String(port));
  const outcome = await launch({ productFolder: productFolder(), args, environment: process.env, say: printError });
  return outcome.kind === 'headless' ? serve(options) : outcome.code;
};

const fromEnvironment = (name: string): string | null => {
  const text = process.env[name]?.trim() ?? '';
  return text === '' ? null : text;
};

/** The console for a browser, in this terminal. */
const serve = async (options: StartOptions): Promise<number> => {
  keepHeapSmall();
  try {
    const console = await runHeadless({ ...options, environment: process.env });
    // The watch goes on whether anybody reads this or not.
    process.stdout.removeAllListeners('error').on('error', () => undefined);
    // Whoever reads that it is on watch may stop it.
    const stopped = untilStopped(console);
    print(welcome(console, options.dataFolder));
    return await stopped;
  } catch (error) {
    const failure = startFailureOf(error);
    if (failure === null) throw error;
    printError(`Watchroom cannot start. ${failure.message}\n${failure.remedy}`);
    return USAGE;
  }
};

const welcome = (
  { api, configFile, version, problems }: Headless,
  dataFolder: string,
): string => `Watchroom ${version} is on watch.

  Console   ${api.signInUrl()}
            signs one browser in, once, within 10 minutes; for another: ${signInCommand(dataFolder)}
  Settings  ${configFile}${existsSync(configFile) ? '' : ' (not there yet: the first save makes it; until then, what is built in)'}
  Data      ${dataFolder}
  Stop      Ctrl+C
${problems.map(({ text, remedy }) => `\nNOT YET RIGHT: ${text} ${remedy}\n`).join('')}`;

/** As it can be typed in the folder that this was started in: in a clone, npm alone knows the command. */
const signInCommand = (dataFolder: string): string => {
  const command = productFolder() === process.cwd() ? 'npx watchroom' : 'watchroom';
  const folder = resolve(dataFolder);
  const data = folder === resolve(defaultDataFolder()) ? '' : ` --data ${/\s/.test(folder) ? `"${folder}"` : folder}`;
  return `${command} token --sign-in${data}`;
};

/** How long a stop may take; what is not finished by then was not begun safely anyway. */
const STOP_LIMIT = 5_000;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** Milliseconds within which two signals are one: who started us may pass on what reached us already. */
const SAME_PRESS = 500;

/** The first signal stops in order, the second at once. */
const untilStopped = (console: Headless): Promise<number> =>
  new Promise((resolve) => {
    const { monotonic } = systemClock();
    let stoppingSince: number | null = null;
    const onSignal = (signal: (typeof SIGNALS)[number]): void => {
      if (stoppingSince !== null) {
        if (monotonic() - stoppingSince > SAME_PRESS) process.exit(signal === 'SIGINT' ? 130 : 143);
        return;
      }
      stoppingSince = monotonic();
      const limit = setTimeout(() => {
        printError('Stopping took longer than 5 s; ended at once.');
        process.exit(1);
      }, STOP_LIMIT);
      console.stop().then(
        () => {
          clearTimeout(limit);
          resolve(HEALTHY);
        },
        (error: unknown) => {
          printError(`Stopping failed: ${String(error)}`);
          process.exit(1);
        },
      );
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
  });
