import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askProven, UnprovenError } from './proven.js';

/** Asks the console that runs on this machine, as its owner. */
export interface ConsoleClient {
  readonly url: string;
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  /** One of the console's own calls; what reads long history may take longer than others, `within` so many milliseconds. */
  call(name: string, input: unknown, within?: number): Promise<unknown>;
}

/** No console runs on this data folder. */
export class NotRunningError extends Error {
  override readonly name = 'NotRunningError';
  constructor(dataFolder: string) {
    super(`No console runs on ${dataFolder}. Start one with: watchroom start (or watchroom start --headless)`);
  }
}

/** The console answered, and refused. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const ANSWER_LIMIT = 10_000;

/** Finds the running console by what it wrote into its data folder. Rejects with a `NotRunningError`. */
export const connect = async (dataFolder: string): Promise<ConsoleClient> => {
  const url = addressIn(await readOf(dataFolder, 'console.json'), dataFolder);
  const token = (await readOf(dataFolder, 'admin-token')).trim();

  const ask = async (path: string, sent: { readonly body: unknown } | null, within = ANSWER_LIMIT): Promise<unknown> => {
    try {
      const { status, text } = await askProven({
        url: new URL(path, url),
        method: sent === null ? 'GET' : 'POST',
        body: sent === null ? null : JSON.stringify(sent.body),
        token,
        signal: AbortSignal.timeout(within),
      });
      const body: unknown = JSON.parse(text);
      if ((status >= 200 && status < 300) || isReadiness(body)) return body;
      if (isRefusal(body)) throw new RefusedError(body.error.code, body.error.message);
      throw stranger(url.origin, dataFolder);
    } catch (error) {
      throw inWords(error, { origin: url.origin, dataFolder, within });
    }
  };
  const post = (path: string, body: unknown, within?: number): Promise<unknown> => ask(path, { body }, within);
  return {
    url: url.href,
    get: (path) => ask(path, null),
    post,
    call: async (name, input, within) => ((await post(`/api/console/call/${name}`, input, within)) as { value: unknown }).value,
  };
};

const readOf = async (dataFolder: string, name: string): Promise<string> => {
  try {
    return await readFile(join(dataFolder, name), 'utf8');
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw new NotRunningError(dataFolder);
    throw new RefusedError(
      'no-permission',
      `This account may not read ${join(dataFolder, name)}. Run it as the account that the console runs as, or name another folder with --data.`,
    );
  }
};

/** A crash may have cut it short. */
const addressIn = (text: string, dataFolder: string): URL => {
  try {
    return new URL((JSON.parse(text) as { readonly url: string }).url);
  } catch {
    throw new RefusedError(
      'damaged',
      `${join(dataFolder, 'console.json')} is damaged, so that the console cannot be found. Start the console again: it writes the file anew.`,
    );
  }
};

interface Asked {
  readonly origin: string;
  readonly dataFolder: string;
  /** Milliseconds. */
  readonly within: number;
}

/** What went wrong on the way to a console that its data folder speaks of. */
const inWords = (error: unknown, { origin, dataFolder, within }: Asked): unknown => {
  if (!(error instanceof Error) || error instanceof RefusedError) return error;
  if (error.name === 'TimeoutError')
    return new RefusedError(
      'no-answer',
      `The console at ${origin} does not answer within ${within / 1_000} s: it hangs, or is very busy. See “watchroom logs errors”; “watchroom backup --emergency” works all the same.`,
    );
  const code = (error as NodeJS.ErrnoException).code ?? '';
  // What is no HTTP at all is no console either.
  if (error instanceof UnprovenError || error instanceof SyntaxError || code.startsWith('HPE_'))
    return stranger(origin, dataFolder);
  if (code === 'ECONNREFUSED') return new NotRunningError(dataFolder);
  if (code === '') return error;
  return new RefusedError('cut-off', `The console at ${origin} broke off (${code}). Is it just ending? Try again.`);
};

/** A console that was killed leaves its address behind, which another program may have now. */
const stranger = (origin: string, dataFolder: string): RefusedError =>
  new RefusedError(
    'stranger',
    `What answers at ${origin} cannot prove that it is the console of ${dataFolder}: another program has its port now, or it is of an older version. It was not told the token. Start the console again with: watchroom start --data ${dataFolder}`,
  );

/** A console that is not ready yet says so, by a status that is no success. */
const isReadiness = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'status' in body && 'store' in body;

const isRefusal = (body: unknown): body is { readonly error: { readonly code: string; readonly message: string } } =>
  typeof body === 'object' && body !== null && 'error' in body;
