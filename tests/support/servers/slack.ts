import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { refusals } from '../block-kit.js';

/** A call of the Web API as it came. */
export interface SlackCall {
  readonly method: string;
  readonly token: string;
  /** What of the input is JSON is read as such. */
  readonly input: Readonly<Record<string, unknown>>;
}

interface SlackAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>> | string;
}

export interface SlackServer {
  /** For `channels.slack.url`. */
  readonly url: string;
  readonly calls: SlackCall[];
  /** Files as they came, oldest first. */
  readonly uploads: readonly Buffer[];
  /** The envelopes that were acknowledged. */
  readonly acknowledged: string[];
  /** What the next calls of a method answer, one after the other, instead of success. `hang`: nothing, ever. */
  readonly answers: Map<string, (SlackAnswer | 'hang')[]>;
  /** Whether it greets new connections. */
  greets: boolean;
  /** How many Socket Mode connections are open. */
  connections(): number;
  /** Sends an interactive envelope on every open connection. */
  press(payload: Readonly<Record<string, unknown>>, envelope?: string): void;
  /** Ends the open connections as Slack does when it renews them, or as a cable does; or hears nothing on them any more. */
  drop(how: 'renew' | 'cut' | 'deafen'): void;
  called(method: string): readonly SlackCall[];
  stop(): Promise<void>;
}

const JSON_ARGUMENTS = ['blocks', 'attachments', 'files'];

/** A Slack on this machine: the part of its Web API and of its Socket Mode that is used, with their documented checks. */
export const startSlack = async (tokens = { bot: 'xoxb-hunter2', app: 'xapp-hunter2' }): Promise<SlackServer> => {
  const calls: SlackCall[] = [];
  const acknowledged: string[] = [];
  const uploads: Buffer[] = [];
  const answers: SlackServer['answers'] = new Map();
  const callers = new Set<Socket>();
  const sockets = new Set<WebSocket>();
  const manners = { greets: true };
  let posted = 0;
  const http = createServer((asked, answer) => void serve(asked, answer));
  const serve = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const bytes = await bytesOf(asked);
    if (asked.url?.startsWith('/upload/') === true) {
      uploads.push(bytes);
      answer.writeHead(200).end('OK');
      return;
    }
    const call = callOf(asked, bytes.toString());
    calls.push(call);
    const scripted = answers.get(call.method)?.shift();
    if (scripted === 'hang') return;
    const { status = 200, headers = {}, body = usual(asked, call) } = scripted ?? {};
    answer.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    answer.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const usual = (asked: IncomingMessage, call: SlackCall): Readonly<Record<string, unknown>> => {
    const { port } = http.address() as AddressInfo;
    const wrong = complaint(asked, call, tokens);
    if (wrong !== null) return { ok: false, ...wrong };
    if (call.method === 'apps.connections.open') return { ok: true, url: `ws://127.0.0.1:${port}/link/?ticket=ticket-hunter2` };
    if (call.method === 'files.getUploadURLExternal')
      return { ok: true, upload_url: `http://127.0.0.1:${port}/upload/v1/ticket-hunter2`, file_id: 'F0CHART' };
    if (call.method === 'files.completeUploadExternal') return { ok: true, files: [{ id: 'F0CHART' }] };
    posted += 1;
    const ts = call.method === 'chat.update' ? call.input.ts : `1767603600.${String(posted).padStart(6, '0')}`;
    return { ok: true, channel: channelOf(String(call.input.channel)), ts, message: {} };
  };
  const links = new WebSocketServer({ server: http, path: '/link/' });
  links.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => acknowledged.push((JSON.parse(String(data)) as { envelope_id: string }).envelope_id));
    if (!manners.greets) return;
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });
  http.on('connection', (caller) => {
    callers.add(caller);
    caller.on('close', () => callers.delete(caller));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/`,
    calls,
    uploads,
    acknowledged,
    answers,
    get greets() {
      return manners.greets;
    },
    set greets(greets) {
      manners.greets = greets;
    },
    connections: () => sockets.size,
    press: (payload, envelope = 'envelope-1') => {
      const sent = { envelope_id: envelope, type: 'interactive', accepts_response_payload: false, payload };
      for (const socket of sockets) socket.send(JSON.stringify(sent));
    },
    drop: (how) => {
      for (const socket of sockets) {
        if (how === 'cut') socket.terminate();
        else if (how === 'deafen') socket.pause();
        else socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
      }
    },
    called: (method) => calls.filter((call) => call.method === method),
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      for (const caller of callers) caller.destroy();
      links.close();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
    },
  };
};

const bytesOf = async (asked: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of asked) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const callOf = (asked: IncomingMessage, body: string): SlackCall => {
  const input = [...new URLSearchParams(body)].map(([name, value]) => [
    name,
    JSON_ARGUMENTS.includes(name) ? (JSON.parse(value) as unknown) : value,
  ]);
  const token = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '';
  return { method: (asked.url ?? '').replace(/^\/api\//, ''), token, input: Object.fromEntries(input) };
};

/** `#critical-alerts` is C0CRITICALALERTS here; an id is itself. */
const channelOf = (name: string): string => (name.startsWith('#') ? `C0${name.replaceAll(/[^a-z]/g, '').toUpperCase()}` : name);

/** Why Slack would not take a call. */
const complaint = (
  asked: IncomingMessage,
  { method, token, input }: SlackCall,
  tokens: { readonly bot: string; readonly app: string },
): Readonly<Record<string, unknown>> | null => {
  if (asked.method !== 'POST') return { error: 'invalid_post_type' };
  if (token === '') return { error: 'not_authed' };
  if (method === 'apps.connections.open') return token === tokens.app ? null : { error: 'invalid_auth' };
  if (token !== tokens.bot) return { error: 'invalid_auth' };
  if (method.startsWith('files.')) return fileComplaint(method, input);
  if (method !== 'chat.postMessage' && method !== 'chat.update') return { error: 'unknown_method' };
  if (typeof input.channel !== 'string' || input.channel === '') return { error: 'channel_not_found' };
  if (method === 'chat.update' && !isIdAndTime(input)) return { error: 'message_not_found' };
  if ('thread_ts' in input && !/^\d+\.\d{6}$/.test(String(input.thread_ts))) return { error: 'invalid_thread_ts' };
  const wrong = refusals(input);
  return wrong.length === 0 ? null : { error: 'invalid_blocks', response_metadata: { messages: wrong } };
};

const fileComplaint = (method: string, input: SlackCall['input']): Readonly<Record<string, unknown>> | null => {
  if (method === 'files.getUploadURLExternal')
    return Number(input.length) > 0 && typeof input.filename === 'string' ? null : { error: 'invalid_arguments' };
  if (method !== 'files.completeUploadExternal') return { error: 'unknown_method' };
  const isPlaced = /^[CDG][A-Z0-9]+$/.test(String(input.channel_id)) && /^\d+\.\d{6}$/.test(String(input.thread_ts));
  return isPlaced && Array.isArray(input.files) ? null : { error: 'invalid_arguments' };
};

/** An edit needs the channel's id, not its name, and the message's time. */
const isIdAndTime = ({ channel, ts }: SlackCall['input']): boolean =>
  /^[CDG][A-Z0-9]+$/.test(String(channel)) && /^\d+\.\d{6}$/.test(String(ts));
