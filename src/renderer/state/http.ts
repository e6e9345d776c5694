import type { CallName } from '../../preload/contract/calls.js';
import type { Answer } from '../../preload/contract/errors.js';
import type { Push } from '../../preload/contract/pushes.js';
import type { Link, Transport } from './transport.js';

const FIRST_RETRY = 500;
const LONGEST_RETRY = 10_000;

const unavailable = (message: string): Answer<unknown> => ({ ok: false, error: { code: 'unavailable', message } });

const isAnswer = (body: unknown): body is Answer<unknown> => typeof body === 'object' && body !== null && 'ok' in body;

const post = async (name: CallName, input: unknown): Promise<Answer<unknown>> => {
  const response = await fetch(`api/console/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  if (response.status === 401)
    return { ok: false, error: { code: 'unauthenticated', message: 'This browser is not signed in.' } };
  const body: unknown = await response.json();
  return isAnswer(body) ? body : unavailable(`Watchroom answered ${response.status} in an unknown form.`);
};

/** Keeps one event stream open and opens it again, with growing pauses, when it breaks. */
const openStream = (onPush: (push: Push) => void, onLink: (link: Link) => void): (() => void) => {
  let stream: EventSource | undefined;
  let timer: number | undefined;
  let pause = FIRST_RETRY;

  const open = (): void => {
    stream = new EventSource('api/monitoring/stream');
    stream.onopen = () => {
      pause = FIRST_RETRY;
      onLink('up');
    };
    stream.onmessage = (event: MessageEvent<string>) => onPush(JSON.parse(event.data) as Push);
    stream.onerror = () => {
      stream?.close();
      onLink('down');
      timer = window.setTimeout(open, pause);
      pause = Math.min(LONGEST_RETRY, pause * 2);
    };
  };

  open();
  return () => {
    stream?.close();
    window.clearTimeout(timer);
  };
};

/** The transport of a browser: calls by POST, pushes by server-sent events. One stream serves all listeners. */
export const httpTransport = (): Transport => {
  const pushes = new Set<(push: Push) => void>();
  const links = new Set<(link: Link) => void>();
  let link: Link = 'down';
  let stop: (() => void) | undefined;

  const start = (): void => {
    stop ??= openStream(
      (push) => {
        for (const listener of pushes) listener(push);
      },
      (next) => {
        link = next;
        for (const listener of links) listener(next);
      },
    );
  };
  const end = (): void => {
    if (pushes.size + links.size > 0) return;
    stop?.();
    stop = undefined;
  };
  const listen = <Listener>(set: Set<Listener>, listener: Listener): (() => void) => {
    set.add(listener);
    start();
    return () => {
      set.delete(listener);
      end();
    };
  };

  return {
    shell: 'browser',
    call: (name, input) => post(name, input).catch(() => unavailable('Watchroom does not answer. Is it still running?')),
    onPush: (listener) => listen(pushes, listener),
    onLink: (listener) => {
      listener(link);
      return listen(links, listener);
    },
  };
};
