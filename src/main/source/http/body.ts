import { pipeline, Transform, Writable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { fail, ok, type Result } from '../../core/model/result.js';
import { endedEarly, type Reply } from './reply.js';

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

/** Most bytes of one body, transferred or decoded, that a watch reads, and so a look at a site before it is watched. */
export const MOST_BODY_BYTES = 10 * 1_048_576;

/** Most encodings on top of each other that anyone means seriously. */
const MAX_ENCODINGS = 2;

class TooLarge extends Error {}

/**
 * Reads a response's body to its end. Neither the transferred nor the decoded length may pass `maxBytes`, so memory
 * stays bounded whatever is sent: the stream is cut the moment one does.
 */
export const readBody = (reply: Reply, use: BodyUse, maxBytes: number): Promise<Result<Body, BodyFailure>> => {
  const encodings = encodingsOf(reply);
  if (Number(reply.headers['content-length']) > maxBytes) return Promise.resolve(fail({ kind: 'too-large' }));
  return encodings.length === 0 ? readPlain(reply, use, maxBytes) : readEncoded(reply, encodings, use, maxBytes);
};

const encodingsOf = ({ headers }: Reply): readonly string[] =>
  (headers['content-encoding'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    // Browsers take a body of an unknown encoding (`none`, `utf-8`: common mistakes) as it comes, and so do we.
    .filter((name) => DECODERS.has(name))
    .slice(0, MAX_ENCODINGS);

const readPlain = (reply: Reply, use: BodyUse, maxBytes: number): Promise<Result<Body, BodyFailure>> => {
  const { sink, taken } = createSink(use, maxBytes);
  return new Promise((resolve) => {
    pipeline(reply.body, sink, (error) => resolve(error ? fail(failureOf(error)) : whole(reply, taken())));
  });
};

const readEncoded = (
  reply: Reply,
  encodings: readonly string[],
  use: BodyUse,
  maxBytes: number,
): Promise<Result<Body, BodyFailure>> => {
  const { sink, taken } = createSink(use, maxBytes);
  const meter = createMeter(maxBytes);
  const decoders = encodings.toReversed().flatMap((name) => DECODERS.get(name)?.() ?? []);
  return new Promise((resolve) => {
    pipeline([reply.body, meter.stream, ...decoders, sink], (error) => {
      if (!error) return resolve(whole(reply, { ...taken(), bytes: meter.bytes() }));
      // An empty body that claims to be compressed (a 204 behind a careless proxy) is just empty.
      if (meter.bytes() === 0 && reply.isComplete(0)) return resolve(ok({ ...taken(), bytes: 0 }));
      resolve(fail(failureOf(error)));
    });
  });
};

/** A body that seems to end was perhaps only given up by the other side. */
const whole = (reply: Reply, body: Body): Result<Body, BodyFailure> =>
  reply.isComplete(body.bytes) ? ok(body) : fail({ kind: 'error', error: endedEarly() });

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
