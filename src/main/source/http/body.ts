import type { IncomingMessage } from 'node:http';
import { pipeline, Transform, Writable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { fail, ok, type Result } from '../../core/model/result.js';

export interface Body {
  /** Bytes as transferred. */
  readonly bytes: number;
  /** The decoded content; null where it was only counted. */
  readonly content: Buffer | null;
}

export type BodyFailure =
  | { readonly kind: 'too-large' }
  | { readonly kind: 'encoding' }
  | { readonly kind: 'error'; readonly error: Error };

/** What to do with a body: hold it, or only read it through. */
export type BodyUse = 'keep' | 'count';

const DECODERS: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** Most encodings on top of each other that anyone means seriously. */
const MAX_ENCODINGS = 2;

class TooLarge extends Error {}

/**
 * Reads a response's body to its end. Neither the transferred nor the decoded length may pass `maxBytes`, so memory
 * stays bounded whatever is sent: the stream is cut the moment one does.
 */
export const readBody = (response: IncomingMessage, use: BodyUse, maxBytes: number): Promise<Result<Body, BodyFailure>> => {
  const encodings = encodingsOf(response);
  if (Number(response.headers['content-length']) > maxBytes) return Promise.resolve(fail({ kind: 'too-large' }));
  return encodings.length === 0 ? readPlain(response, use, maxBytes) : readEncoded(response, encodings, use, maxBytes);
};

const encodingsOf = (response: IncomingMessage): readonly string[] =>
  (response.headers['content-encoding'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    // Browsers take a body of an unknown encoding (`none`, `utf-8`: common mistakes) as it comes, and so do we.
    .filter((name) => DECODERS.has(name))
    .slice(0, MAX_ENCODINGS);

const readPlain = (response: IncomingMessage, use: BodyUse, maxBytes: number): Promise<Result<Body, BodyFailure>> => {
  const { sink, taken } = createSink(use, maxBytes);
  return new Promise((resolve) => {
    pipeline(response, sink, (error) => resolve(error ? fail(failureOf(error)) : ok(taken())));
  });
};

const readEncoded = (
  response: IncomingMessage,
  encodings: readonly string[],
  use: BodyUse,
  maxBytes: number,
): Promise<Result<Body, BodyFailure>> => {
  const { sink, taken } = createSink(use, maxBytes);
  const meter = createMeter(maxBytes);
  const decoders = encodings.toReversed().flatMap((name) => DECODERS.get(name)?.() ?? []);
  return new Promise((resolve) => {
    pipeline([response, meter.stream, ...decoders, sink], (error) => {
      if (!error) return resolve(ok({ ...taken(), bytes: meter.bytes() }));
      // An empty body that claims to be compressed (a 204 behind a careless proxy) is just empty.
      if (meter.bytes() === 0 && response.complete) return resolve(ok({ ...taken(), bytes: 0 }));
      resolve(fail(failureOf(error)));
    });
  });
};

const failureOf = (error: NodeJS.ErrnoException): BodyFailure => {
  if (error instanceof TooLarge) return { kind: 'too-large' };
  const isDecoding = /^(Z_|ERR_(BROTLI|_ERR|ZLIB)|ERR__ERROR_FORMAT)/.test(error.code ?? '');
  return isDecoding ? { kind: 'encoding' } : { kind: 'error', error };
};

const createMeter = (maxBytes: number): { readonly stream: Transform; readonly bytes: () => number } => {
  let bytes = 0;
  const transform = (chunk: Buffer, _: BufferEncoding, next: (error: Error | null, chunk?: Buffer) => void): void => {
    bytes += chunk.length;
    if (bytes > maxBytes) next(new TooLarge());
    else next(null, chunk);
  };
  return { stream: new Transform({ transform }), bytes: () => bytes };
};

const createSink = (use: BodyUse, maxBytes: number): { readonly sink: Writable; readonly taken: () => Body } => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const write = (chunk: Buffer, _: BufferEncoding, next: (error?: Error | null) => void): void => {
    bytes += chunk.length;
    if (use === 'keep' && bytes <= maxBytes) chunks.push(chunk);
    next(bytes > maxBytes ? new TooLarge() : undefined);
  };
  const taken = (): Body => ({ bytes, content: use === 'keep' ? Buffer.concat(chunks) : null });
  return { sink: new Writable({ write }), taken };
};
