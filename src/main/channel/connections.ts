import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import type { Agent, Dispatcher } from 'undici';

/** One question over HTTP. */
export interface Question {
  readonly url: URL;
  readonly method: 'POST' | 'GET' | 'HEAD';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** The body's beginning, at most 4,000 characters. */
  readonly text: string;
  /** The header as it was sent; undefined where it was not, or more than once. */
  readonly retryAfter: string | undefined;
}

/** Connections that stay open for the next question to the same host. */
export interface Connections {
  /** Asks once, following no redirect. Rejects with the network's own error, or once the signal is given. */
  ask(question: Question): Promise<Answer>;
  stop(): void;
}

export interface ConnectionsParts {
  readonly lookup: LookupFunction;
  /** PEM certificates that are trusted besides the built-in ones. */
  readonly authorities?: readonly string[];
}

/** To one host. */
export const MOST_CONNECTIONS = 32;

/** The library is loaded with the first question: many desks never ask one. It costs half of what Node's own client does. */
export const createConnections = (parts: ConnectionsParts): Connections => {
  let opened: Promise<Agent> | null = null;
  return {
    ask: async (question) => {
      opened ??= open(parts);
      return ask(await opened, question);
    },
    stop: () => void opened?.then((agent) => agent.destroy()),
  };
};

const open = async ({ lookup, authorities }: ConnectionsParts): Promise<Agent> => {
  const { Agent } = await import('undici');
  const trusted = authorities === undefined ? {} : { ca: [...authorities] };
  return new Agent({ connections: MOST_CONNECTIONS, connect: { lookup, ...trusted } });
};

const ask = (agent: Agent, { url, method, headers, body, signal }: Question): Promise<Answer> =>
  new Promise((resolve, reject) => {
    let under: Dispatcher.DispatchController | null = null;
    const end = (): void => {
      under?.abort(CUT_OFF);
      reject(CUT_OFF);
    };
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    const over = (): void => signal.removeEventListener('abort', end);
    const answer = readAnswer();
    agent.dispatch(
      { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, body: body === '' ? null : body },
      {
        // What was given up while it waited for a connection must not leave any more.
        onRequestStart: (controller) => {
          under = controller;
          if (signal.aborted) controller.abort(CUT_OFF);
        },
        onResponseStart: (_, status, answered) => answer.begin(status, answered),
        onResponseData: (_, part) => answer.add(part),
        onResponseEnd: () => {
          over();
          resolve(answer.whole());
        },
        onResponseError: (_, problem) => {
          over();
          reject(problem);
        },
      },
    );
  });

const CUT_OFF = new Error('cut off');

const MOST_TEXT = 4_000;

const readAnswer = () => {
  const decoder = new StringDecoder('utf8');
  let head: Pick<Answer, 'status' | 'retryAfter'> = { status: 0, retryAfter: undefined };
  let text = '';
  return {
    begin: (status: number, { 'retry-after': retryAfter }: IncomingHttpHeaders) => {
      head = { status, retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined };
    },
    add: (part: Buffer) => {
      if (text.length < MOST_TEXT) text += decoder.write(part);
    },
    whole: (): Answer => ({ ...head, text: text.slice(0, MOST_TEXT) }),
  };
};
