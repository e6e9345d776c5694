import { userInfo } from 'node:os';
import { join } from 'node:path';
import { checkConfigFile } from '../config/check.js';
import { withEnvironmentFile } from '../config/environment.js';
import { systemClock } from '../platform/clock.js';
import { productFolder } from '../platform/files.js';
import { print, printError, readArguments, UsageError } from './terminal/terminal.js';
import { whyUnreadable } from './trouble.js';

const CHECK_CONFIG_HELP = `watchroom check-config FILE [--json]

Says what is wrong with a configuration, where, and what to do; changes nothing.
Exit code 0: usable, perhaps with warnings; 1: it has errors; 2: it cannot be read.

Example: watchroom check-config watch.yml`;

const OPTIONS = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

export const checkConfigCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(CHECK_CONFIG_HELP);
    return 0;
  }
  const [file] = positionals;
  if (file === undefined) throw new UsageError('Name the file to check.');
  const { exitCode, problems, text } = await checkConfigFile({
    file,
    resourcesFolder: join(productFolder(), 'resources'),
    environment: await withEnvironmentFile(process.env, '.env'),
    user: userInfo().username,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: systemClock().now(),
    whyUnreadable,
  });
  const error = exitCode === 2 ? { code: 'unreadable', message: text } : undefined;
  if (values.json === true) print(JSON.stringify({ exitCode, problems, error }));
  else (exitCode === 2 ? printError : print)(text);
  return exitCode;
};
