import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** An answer whose head has come, in whichever version of HTTP it is spoken. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
  /** Whether a body of so many bytes has come to the end that the other side meant. */
  readonly isComplete: (bytes: number) => boolean;
  /** `HTTP/2`. */
  readonly protocol: string;
}

/** One request under way on an open connection. */
export interface Exchanging {
  /** What is asked. Header names are in small letters. */
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | null;
  /** Called with the head of the answer, or with what prevents one: whichever comes first, and perhaps more than once. */
  readonly answered: (reply: Reply) => void;
  readonly failed: (error: Error) => void;
}

/** Some sites send policies and cookies beyond the runtime's own 16 KiB, and browsers take them. */
export const MAX_HEADER_BYTES = 65_536;

/** The connection was closed in an orderly way, but too early. */
export const endedEarly = (): Error => Object.assign(new Error('ended early'), { code: 'ECONNRESET' });
