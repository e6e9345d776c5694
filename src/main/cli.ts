#!/usr/bin/env node
import { startFailureOf } from './app/start-failure.js';
import { COMMANDS, type CommandName, helpText, nearestCommand } from './cli/commands.js';
import { NotRunningError, RefusedError } from './cli/console/client.js';
import { print, printError, tellTrouble, UNHEALTHY, USAGE, UsageError } from './cli/terminal/terminal.js';
import { whyUnwritable } from './cli/trouble.js';
import { productVersion } from './platform/files.js';

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

const run = async ([name = '', ...args]: readonly string[]): Promise<number> => {
  if (['--version', '-v', 'version'].includes(name)) {
    print(productVersion());
    return 0;
  }
  if (['--help', '-h', 'help', ''].includes(name)) {
    print(helpText());
    return name === '' ? USAGE : 0;
  }
  if (!isCommand(name)) {
    const nearest = nearestCommand(name);
    throw new UsageError(`“${name}” is no command.${nearest === null ? '' : ` Did you mean “${nearest}”?`}`);
  }
  const command = await COMMANDS[name].load();
  return command(args);
};

const explain = (error: unknown, name: string | undefined, isForMachines: boolean): number => {
  if (error instanceof UsageError || isArgumentsError(error)) {
    const help = name !== undefined && isCommand(name) ? `watchroom ${name} --help` : 'watchroom --help';
    tellTrouble({ code: 'usage' }, `${error.message}\nSee: ${help}`, isForMachines);
    return USAGE;
  }
  if (error instanceof NotRunningError || error instanceof RefusedError) {
    const code = error instanceof RefusedError ? error.code : 'not-running';
    return tellTrouble({ code }, error.message, isForMachines);
  }
  const failure = startFailureOf(error);
  if (failure !== null) {
    tellTrouble(Object(error), `${failure.message}\n${failure.remedy}`, isForMachines);
    return USAGE;
  }
  // A fault of ours: where it is helps whoever mends it.
  return tellTrouble({}, `Watchroom failed: ${error instanceof Error ? error.stack : String(error)}`, isForMachines);
};

const isArgumentsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

// Whoever reads the output may stop early (`| head`): what was found out still counts.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  printError(`The answer could not be written: ${whyUnwritable(error)}.`);
  process.exit(UNHEALTHY);
});
// Where nobody reads complaints, nobody can be told so.
process.stderr.on('error', () => undefined);

const args = process.argv.slice(2);
run(args)
  .catch((error: unknown) => explain(error, args[0], args.includes('--json')))
  .then((code) => {
    process.exitCode = code;
  });
