import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readShipped } from '../config/profiles.js';
import { productFolder } from '../platform/files.js';
import { createExpectations } from './simulate/expect.js';
import { problemText } from './simulate/problem.js';
import { playScenario } from './simulate/run.js';
import { readScenario } from './simulate/scenario.js';
import { lineObject, lineText } from './simulate/transcript.js';
import { print, printError, readArguments, UsageError } from './terminal/terminal.js';
import { whyUnreadable } from './trouble.js';

export const SIMULATE_HELP = `watchroom simulate FILE [--format text|jsonl] [--verdicts]

Plays a scenario through the engine on a virtual clock and prints what it would have done.
Exit code 0; 1 where the scenario's "expect" is not met; 2 where FILE is not valid.

Example: watchroom simulate tests/scenarios/04-hysteresis.yml --format jsonl`;

const OPTIONS = {
  format: { type: 'string', default: 'text' },
  verdicts: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Runs the command; answers its exit code. */
export const simulateCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  const [file] = positionals;
  if (values.help === true) return say(SIMULATE_HELP, 0);
  if (file === undefined) throw new UsageError('Name the scenario to play.');
  if (!['text', 'jsonl'].includes(values.format)) throw new UsageError(`“${values.format}” is no format: text or jsonl.`);
  const text = await readFile(file, 'utf8').catch((error: Error) => error);
  if (text instanceof Error) return complain(`${file} cannot be read: ${whyUnreadable(text)}.`);
  const { profiles } = await readShipped(join(productFolder(), 'resources'));
  const read = readScenario(text, profiles);
  if (!read.ok) return complain(read.error.map((problem) => problemText(file, problem)).join('\n'));
  const expectations = createExpectations(read.value.expect);
  await playScenario(read.value, (line) => {
    const object = lineObject(line);
    expectations.see(object);
    if (line.event.event === 'verdict' && !values.verdicts) return;
    print(values.format === 'jsonl' ? JSON.stringify(object) : lineText(line));
  });
  const unmet = expectations.unmet();
  for (const wish of unmet) printError(`${file}: ${wish}`);
  return unmet.length > 0 ? 1 : 0;
};

const say = (text: string, code: number): number => {
  print(text);
  return code;
};

const complain = (text: string): number => {
  printError(text);
  return 2;
};
