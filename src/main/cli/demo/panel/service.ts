import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Result } from '../../../core/model/result.js';
import { CREST } from '../assets/pictures.js';
import type { FaultState, FaultValue } from '../fault.js';
import { json, type Reply, send } from '../reply.js';
import { readRequestBody } from '../request-body.js';
import type { FormCount, FormName } from '../submissions.js';
import { PANEL_PAGE } from './page.js';
import { PANEL_SCRIPT } from './script.js';
import { PANEL_STYLE } from './style.js';

/** What the panel shows and turns. */
export interface DemoState {
  readonly site: string;
  readonly secureSite: string;
  readonly faults: readonly FaultState[];
  readonly submissions: Readonly<Record<FormName, FormCount>>;
}

export interface Switchboard {
  state(): DemoState;
  set(fault: string, value: FaultValue): Promise<Result<FaultState, string>>;
  /** What became of the site's builds; undefined at an address that is none of theirs. */
  builds(path: string): Reply | undefined;
}

/** Serves the "break it" panel, on a port of its own so that it works while the site does not. */
export const createPanel =
  (switchboard: Switchboard) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    void replyTo(request, switchboard).then((reply) => send(response, reply));
  };

const replyTo = async (request: IncomingMessage, switchboard: Switchboard): Promise<Reply> => {
  if (isStranger(request)) return refuse(403, 'this panel answers only pages of its own');
  const [path = '/'] = (request.url ?? '/').split('?');
  if (request.method === 'GET') return get(path, switchboard);
  if (request.method !== 'POST' || path !== '/break-it/faults') return refuse(404, 'there is nothing at this address');
  return turn(request, switchboard);
};

/** A page elsewhere must not break the site by sending a visitor's browser here. */
const isStranger = ({ headers, socket }: IncomingMessage): boolean => {
  const ours = [`127.0.0.1:${socket.localPort}`, `localhost:${socket.localPort}`];
  if (!ours.includes(headers.host ?? '')) return true;
  return headers.origin !== undefined && !ours.some((host) => headers.origin === `http://${host}`);
};

const get = (path: string, switchboard: Switchboard): Reply => {
  switch (path) {
    case '/':
    case '/break-it':
      return { status: 200, type: 'text/html; charset=utf-8', body: PANEL_PAGE };
    case '/break-it/panel.css':
      return { status: 200, type: 'text/css; charset=utf-8', body: PANEL_STYLE };
    case '/break-it/panel.js':
      return { status: 200, type: 'text/javascript; charset=utf-8', body: PANEL_SCRIPT };
    case '/break-it/icon.svg':
      return { status: 200, type: 'image/svg+xml', body: CREST };
    case '/break-it/faults':
      return json({ faults: switchboard.state().faults });
    case '/break-it/state':
      return json(switchboard.state());
    default:
      return switchboard.builds(path) ?? refuse(404, 'there is nothing at this address');
  }
};

const turn = async (request: IncomingMessage, switchboard: Switchboard): Promise<Reply> => {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return refuse(415, 'send JSON');
  const wish = parseWish((await readRequestBody(request)) ?? '');
  if (wish === null) return refuse(400, 'send {"fault": "<name>", "on": true|false, "value"?: number|text}');
  const set = await switchboard.set(wish.fault, wish.value);
  return set.ok ? json({ fault: set.value }) : refuse(400, set.error);
};

interface Wish {
  readonly fault: string;
  readonly value: FaultValue;
}

const parseWish = (text: string): Wish | null => {
  const parsed = parseObject(text);
  if (parsed === null || typeof parsed.fault !== 'string' || typeof parsed.on !== 'boolean') return null;
  const { fault, on, value } = parsed;
  const hasValue = typeof value === 'number' || typeof value === 'string';
  if (!hasValue && value !== undefined && value !== null) return null;
  return { fault, value: on && hasValue ? value : on };
};

const parseObject = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
};

const refuse = (status: number, message: string): Reply => json({ error: { message } }, status);
