import { type ParseArgsConfig, parseArgs } from 'node:util';

/** How commands end. */
export const HEALTHY = 0;
export const UNHEALTHY = 1;
export const USAGE = 2;

/** The command line is not one that the command knows. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;

type Parsed<Known extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Known; allowPositionals: true; strict: true }>
>;

/** Reads a command's arguments; rejects what it does not know, by name. */
export const readArguments = <Known extends Options>(args: readonly string[], options: Known, words: number): Parsed<Known> => {
  const parsed = parse(args, options);
  const [extra] = parsed.positionals.slice(words);
  if (extra !== undefined) throw new UsageError(`“${extra}” is one argument too many.`);
  return parsed;
};

const parse = <Known extends Options>(args: readonly string[], options: Known): Parsed<Known> => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
};

/** A port from the command line. */
export const portOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`“${text}” is no port: 0–65535.`);
  return port;
};

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const printError = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Says why nothing came of it, to machines where and how they read what they asked for; answers the exit code. */
export const tellTrouble = ({ code }: { readonly code?: unknown }, message: string, isForMachines: boolean): number => {
  if (isForMachines) print(JSON.stringify({ error: { code: typeof code === 'string' ? code : 'failed', message } }));
  else printError(message);
  return UNHEALTHY;
};

/** Columns as wide as their widest cell. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
};

/** Whether standard output is a terminal that shows colours, and its owner wants them (https://no-color.org). */
const hasColours = (): boolean => process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '';

const COLOURS = { bad: 31, good: 32, dull: 2 } as const;

/** The text in a colour on a terminal; as it is everywhere else. */
export const tinted = (text: string, colour: keyof typeof COLOURS): string =>
  hasColours() ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
