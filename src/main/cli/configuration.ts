import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigView, SaveAnswer } from '../../preload/contract/calls/config.js';
import { maskSecrets } from '../config/mask.js';
import type { ConfigProblem } from '../core/model/config.js';
import { defaultDataFolder } from '../platform/files.js';
import { type ConsoleClient, connect, NotRunningError } from './console/client.js';
import { HEALTHY, print, printData, printError, readArguments, UNHEALTHY, UsageError } from './terminal/terminal.js';
import { whyUnreadable } from './trouble.js';
import { writeNamedFile } from './write-file.js';

const EXPORT_HELP = `watchroom export [FILE] [--data DIR]

Writes the configuration as YAML to FILE, or to standard output. Secrets that stand in it in plain text are masked.

Example: watchroom export watch.yml`;

const IMPORT_HELP = `watchroom import FILE [--data DIR]

Gives FILE to the running console as its configuration. It is checked first: one with errors changes nothing.
Exit code 0: in force; 1: refused, with what is wrong and where.

Example: watchroom import watch.yml`;

const OPTIONS = { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

export const exportCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(EXPORT_HELP);
    return HEALTHY;
  }
  const text = await currentText(values.data ?? defaultDataFolder());
  const [file] = positionals;
  if (file === undefined) printData(text);
  else await writeNamedFile(file, text);
  return HEALTHY;
};

/** From the running console; where none runs, from the headless console's own file. */
export const currentText = async (dataFolder: string): Promise<string> => {
  try {
    return (await readConfig(await connect(dataFolder))).text;
  } catch (error) {
    if (!(error instanceof NotRunningError)) throw error;
    const text = await readFile(join(dataFolder, 'config.yml'), 'utf8').catch(() => {
      throw error;
    });
    return maskSecrets(text);
  }
};

const readConfig = async (console: ConsoleClient): Promise<ConfigView> => (await console.call('config.read', {})) as ConfigView;

export const importCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(IMPORT_HELP);
    return HEALTHY;
  }
  const [file] = positionals;
  if (file === undefined) throw new UsageError('Name the file to import.');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${whyUnreadable(error)}.`);
  });
  const console = await connect(values.data ?? defaultDataFolder());
  const { revision } = await readConfig(console);
  const answer = (await console.call('config.save', { text, revision })) as SaveAnswer;
  for (const problem of answer.problems) printError(problemLine(file, problem));
  print(answer.saved ? `In force as revision ${answer.revision}.` : 'Refused; the configuration in force stays.');
  return answer.saved ? HEALTHY : UNHEALTHY;
};

const problemLine = (file: string, { severity, path, line, column, message, remedy }: ConfigProblem): string => {
  const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
  return `${place} ${severity}: ${path === '' ? '' : `${path} `}${message}. ${remedy}`.trimEnd();
};
