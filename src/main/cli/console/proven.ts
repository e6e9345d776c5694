import { randomBytes } from 'node:crypto';
import { Agent, type ClientRequestArgs, type IncomingMessage, type RequestOptions, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { isProof } from '../../api/access/proof.js';

export interface Question {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly body: string | null;
  readonly token: string;
  readonly signal: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Whoever answers has not the token of this data folder: it was told nothing. */
export class UnprovenError extends Error {
  override readonly name = 'UnprovenError';
}

/**
 * Asks a console, once it has proven that it knows the token; before, it is not told it. Both go over one connection, which
 * is never made anew: a program that gets the port in between gets nothing. Rejects with an `UnprovenError`, with what the
 * system says of the connection, and as the signal does.
 */
export const askProven = async (question: Question): Promise<Reply> => {
  const { url, method, body, token, signal } = question;
  const agent = new OneConnection();
  try {
    await prove(agent, question);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const answer = await send(url, { method, headers, agent, signal }, body);
    return { status: answer.statusCode ?? 0, text: await textOf(answer, Number.POSITIVE_INFINITY) };
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    agent.destroy();
  }
};

/** Far longer than any proof; a stranger may send without end. */
const LONGEST_PROOF = 4_096;

const prove = async (agent: Agent, { url, token, signal }: Question): Promise<void> => {
  const nonce = randomBytes(32).toString('base64url');
  const asked = new URL(`/identity?nonce=${nonce}`, url);
  const answer = await send(asked, { method: 'GET', agent, signal }, null);
  const { remoteAddress: address = '', remotePort: port = 0 } = answer.socket;
  const text = await textOf(answer, LONGEST_PROOF);
  if (!isProof(proofIn(text), token, { address, port }, nonce)) throw new UnprovenError();
};

const proofIn = (text: string): unknown => {
  try {
    return (JSON.parse(text) as { readonly proof?: unknown } | null)?.proof;
  } catch {
    return undefined;
  }
};

const send = (url: URL, options: RequestOptions, body: string | null): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asking = request(url, options, resolve);
    asking.once('error', reject);
    asking.end(body ?? undefined);
  });

const textOf = async (answer: IncomingMessage, most: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw new UnprovenError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Makes a single connection, and no other in its place once it has ended. */
class OneConnection extends Agent {
  #isMade = false;

  constructor() {
    super({ keepAlive: true, maxSockets: 1 });
  }

  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    if (this.#isMade) {
      const gone = Object.assign(new Error('the connection ended'), { code: 'ECONNRESET' });
      process.nextTick(() => callback?.(gone, undefined as never));
      return undefined;
    }
    this.#isMade = true;
    return super.createConnection(options, callback);
  }
}
