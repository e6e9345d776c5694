import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Asks the console that runs on this machine, as its owner. */
export interface ConsoleClient {
  readonly url: string;
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  /** One of the console's own calls. */
  call(name: string, input: unknown): Promise<unknown>;
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
  const read = (name: string): Promise<string> =>
    readFile(join(dataFolder, name), 'utf8').catch(() => {
      throw new NotRunningError(dataFolder);
    });
  const { url } = JSON.parse(await read('console.json')) as { url: string };
  const token = (await read('admin-token')).trim();

  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(new URL(path, url), { ...init, headers, signal: AbortSignal.timeout(ANSWER_LIMIT) }).catch(
      (error: unknown) => {
        throw isRefusedConnection(error) ? new NotRunningError(dataFolder) : error;
      },
    );
    const body: unknown = await answer.json();
    if (!answer.ok && isRefusal(body)) throw new RefusedError(body.error.code, body.error.message);
    return body;
  };
  const post: ConsoleClient['post'] = (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) });
  return {
    url,
    get: (path) => ask(path, { method: 'GET' }),
    post,
    call: async (name, input) => ((await post(`/api/console/call/${name}`, input)) as { value: unknown }).value,
  };
};

const isRefusedConnection = (error: unknown): boolean =>
  error instanceof TypeError && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED';

const isRefusal = (body: unknown): body is { readonly error: { readonly code: string; readonly message: string } } =>
  typeof body === 'object' && body !== null && 'error' in body;
