import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { RefusedFeed } from './refused-feed.js';

/** Electron's way to the network, or Node's. */
export type Get = (url: string, init: RequestInit) => Promise<Response>;

export interface Asking {
  readonly get: Get;
  readonly url: URL;
  /** Ends it at once. */
  readonly signal: AbortSignal;
  /** Milliseconds until all must be here. */
  readonly within: number;
  /** Milliseconds in which something must come. */
  readonly stall: number;
}

/** A server that answered, but not with what was asked for. */
class WrongStatus extends Error {
  constructor(readonly statusCode: number) {
    super(`status ${statusCode}`);
  }
}

/** A server that does not get done. */
class TooSlow extends Error {}

/** Reads a text of at most `most` bytes. Rejects with a `RefusedFeed` where it is longer. */
export const readText = async (asking: Asking, name: string, most: number): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  await readAll(asking, async (chunk) => {
    length += chunk.byteLength;
    if (length > most) throw new RefusedFeed(`${name} is longer than a description can be (${most / 1_024} kB)`);
    chunks.push(chunk);
  });
  return Buffer.concat(chunks).toString('utf8');
};

/** What was signed of a file. */
export interface SignedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** In base64. */
  readonly sha512: string;
}

/** Fetches a file that was signed. Rejects with a `RefusedFeed` as soon as it is another: past its size nothing is written. */
export const saveFile = async (asking: Asking, { name, size, sha512 }: SignedFile, path: string): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  const hash = createHash('sha512');
  let length = 0;
  try {
    await readAll(asking, async (chunk) => {
      length += chunk.byteLength;
      if (length > size) throw new RefusedFeed(`${name} is longer than the feed describes`);
      hash.update(chunk);
      await file.writeFile(chunk);
    });
  } finally {
    await file.close();
  }
  if (hash.digest('base64') !== sha512)
    throw new RefusedFeed('what was fetched is not what the feed describes: its SHA-512 is another');
};

const readAll = async (asking: Asking, take: (chunk: Uint8Array) => Promise<void>): Promise<void> => {
  const { get, url, signal, within, stall } = asking;
  const control = new AbortController();
  const inTime = createLimit(within, stall, signal);
  try {
    const init = { headers: { 'cache-control': 'no-cache' }, signal: control.signal };
    const response = await inTime(get(url.href, init));
    if (!response.ok) throw new WrongStatus(response.status);
    const reader = response.body?.getReader();
    if (reader === undefined) return;
    for (let part = await inTime(reader.read()); !part.done; part = await inTime(reader.read())) await take(part.value);
  } finally {
    control.abort();
  }
};

/** Waits for a step of it, and never longer than is left: no server decides how long. */
const createLimit = (within: number, stall: number, signal: AbortSignal) => {
  const end = performance.now() + within;
  return async <Value>(step: Promise<Value>): Promise<Value> => {
    const left = end - performance.now();
    const length = Math.max(0, Math.min(left, stall));
    let timer: NodeJS.Timeout | undefined;
    let onAbort = (): void => undefined;
    const limit = new Promise<never>((_, reject) => {
      onAbort = () => reject(new TooSlow('it was given up'));
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort);
      const text = left < stall ? 'its server did not get done in time' : 'nothing more came from its server';
      timer = setTimeout(() => reject(new TooSlow(text)), length);
    });
    try {
      return await Promise.race([step, limit]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  };
};
