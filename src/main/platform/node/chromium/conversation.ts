import type { Readable, Writable } from 'node:stream';
import type { Stop } from '../../../core/port/clock.js';

/** A message of the browser that answers nothing that was asked. */
export interface Told {
  readonly method: string;
  readonly params: unknown;
  readonly sessionId: string | null;
}

/** The DevTools protocol over a pair of pipes: JSON, each message ended by a zero byte. */
export interface Conversation {
  send(method: string, params: object, sessionId: string | null): Promise<unknown>;
  listen(listener: (told: Told) => void): Stop;
  /** Whatever still waits for an answer is told why none comes. */
  end(why: string): void;
}

/** Far more than any message that is of use; a page can make the browser say as much as it likes. */
const LONGEST = 32 * 1_048_576;

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message?: string };
}

/** `onBroken`: nothing more can be understood. */
export const startConversation = (input: Readable, output: Writable, onBroken: (why: string) => void): Conversation => {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(told: Told) => void>();
  let lastId = 0;
  let ended: string | null = null;

  const end = (why: string): void => {
    if (ended !== null) return;
    ended = why;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
    listeners.clear();
  };
  const broken = (why: string): void => {
    if (ended !== null) return;
    end(why);
    onBroken(why);
  };
  const take = (message: Message): void => {
    if (message.id !== undefined) {
      answer(message, message.id);
      return;
    }
    const told = { method: message.method ?? '', params: message.params, sessionId: message.sessionId ?? null };
    for (const listener of [...listeners]) listener(told);
  };
  const answer = ({ error, result }: Message, id: number): void => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(error.message ?? 'refused'));
  };
  readMessages(input, take, broken, () => ended !== null);
  output.on('error', () => broken('the browser does not listen any more'));
  return {
    send: (method, params, sessionId) =>
      new Promise((resolve, reject) => {
        if (ended !== null) return reject(new Error(ended));
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        output.write(`${JSON.stringify({ id: lastId, method, params, ...(sessionId === null ? {} : { sessionId }) })}\0`);
      }),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end,
  };
};

const readMessages = (
  input: Readable,
  take: (message: Message) => void,
  broken: (why: string) => void,
  isOver: () => boolean,
): void => {
  let parts: Buffer[] = [];
  let length = 0;
  input.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let at = chunk.indexOf(0); at >= 0 && !isOver(); at = chunk.indexOf(0, from)) {
      const message = parsed(Buffer.concat([...parts, chunk.subarray(from, at)]));
      [parts, length, from] = [[], 0, at + 1];
      if (message === null) broken('the browser said something that cannot be understood');
      else take(message);
    }
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST) broken('the page made the browser say more than can be taken');
    if (isOver()) [parts, length] = [[], 0];
  });
  input.on('error', () => broken('the browser cannot be heard any more'));
  input.on('close', () => broken('the browser ended'));
};

const parsed = (bytes: Buffer): Message | null => {
  try {
    return JSON.parse(bytes.toString('utf8')) as Message;
  } catch {
    return null;
  }
};
