import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../../core/text/nearest.js';
import { harmless, painted } from './printable.js';

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
    const unvalued = unvaluedOption(error);
    if (unvalued !== null)
      throw new UsageError(`“${unvalued}” needs a value; one that begins with a dash is written ${unvalued}=-5.`);
    throw new UsageError(
      error instanceof Error ? `${error.message.split('. ')[0] ?? ''}${meant(error, options)}` : String(error),
    );
  }
};

/** The option whose value is missing, or would be another option; Node explains both at length. */
const unvaluedOption = (error: unknown): string | null => {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' || message?.includes('does not take')) return null;
  return /--[a-z-]+/.exec(message ?? '')?.[0] ?? null;
};

/** The option that someone who typed an unknown one most likely meant. */
const meant = (error: Error & { readonly code?: string }, options: Options): string => {
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return '';
  const name = /'--?([^']+)'/.exec(error.message)?.[1] ?? '';
  const known = nearest(name, Object.keys(options));
  return known === undefined ? '' : `. Did you mean “--${known}”?`;
};

/** One of a command's words. Rejects any other, with the one that was most likely meant. */
export const wordOf = <Word extends string>(given: string | undefined, words: readonly Word[]): Word => {
  const found = words.find((word) => word === given);
  if (found !== undefined) return found;
  const known = given === undefined ? undefined : nearest(given, words);
  throw new UsageError(
    `${given === undefined || given === '' ? '' : `“${given}” is not known here. `}${known === undefined ? '' : `Did you mean “${known}”? `}Say one of: ${words.join(', ')}.`,
  );
};

/** A port from the command line. */
export const portOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`“${text}” is no port: 0–65535.`);
  return port;
};

export const print = (text: string): void => {
  process.stdout.write(`${painted(text)}\n`);
};

/** Data that is to be kept as it is: to a terminal it is written harmlessly all the same. */
export const printData = (text: string): void => {
  process.stdout.write(process.stdout.isTTY === true ? harmless(text) : text);
};

export const printError = (text: string): void => {
  process.stderr.write(`${harmless(text)}\n`);
};

/** Says why nothing came of it, to machines where and how they read what they asked for; answers the exit code. */
export const tellTrouble = ({ code }: { readonly code?: unknown }, message: string, isForMachines: boolean): number => {
  if (isForMachines) print(JSON.stringify({ error: { code: typeof code === 'string' ? code : 'failed', message } }));
  else printError(message);
  return UNHEALTHY;
};
