import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '../core/model/actor.js';
import type { ApiSettings } from '../core/model/config.js';
import { writeWhole } from '../driver/file/whole.js';
import { createAccess } from './access/access.js';
import { isLoopbackHost, ownHosts } from './access/address.js';
import { createGuard } from './access/door.js';
import { createSessions } from './access/sessions.js';
import { adminToken } from './access/tokens.js';
import { createApp } from './app.js';
import { createListener } from './listener.js';
import type { ApiParts } from './parts.js';
import { createStream } from './routes/stream.js';
import { ApiStartError } from './start-error.js';

export interface Api {
  /** Rejects with an `ApiStartError` where the port is taken or the configuration may not be served like this. */
  listen(): Promise<void>;
  /** `http://127.0.0.1:3000/` */
  url(): string;
  /** The address that signs a browser in: good once, for ten minutes. */
  signInUrl(): string;
  stop(): Promise<void>;
}

/** The name of the file that tells commands where the running console answers. */
const ADDRESS_FILE = 'console.json';

/** The HTTP side of the console. Rejects where the data folder cannot be written. */
export const createApi = async (parts: ApiParts): Promise<Api> => {
  const { desk, settings, clock, log } = parts;
  const api = settings.current().config.api;
  const listener = createListener(api.host, parts.port ?? api.port);
  const sessions = createSessions(clock);
  const cookie = (): string => `watchroom-${listener.port()}`;
  const token = await adminToken(parts.dataFolder);
  const access = createAccess({ settings, sessions, clock, adminToken: token, boundTo: api.host, cookie });
  const stranger: Actor = { name: 'unknown', role: 'viewer', via: 'api' };
  const guard = createGuard(access, clock, log, (why, path) =>
    desk.remember('access.refused', path.slice(0, 200), stranger, { why }),
  );
  const stream = createStream(desk, clock, (ask) => access.identify(ask).ok);

  const url = (): string => `http://${api.host.includes(':') ? `[${api.host}]` : api.host}:${listener.port()}/`;
  const signInUrl = (): string => `${url()}sign-in?code=${sessions.newCode()}`;
  const app = createApp({
    ...parts,
    guard,
    stream,
    sessions,
    cookie,
    signInUrl,
    adminToken: token,
    hosts: remembered(listener.port, (port) => ownHosts(api.host, port)),
    remember: (action) => {
      const isRefused = action === 'session.refused';
      return desk.remember(
        action,
        'console',
        isRefused ? stranger : { ...settings.current().config.operator, via: 'browser' },
        {},
      );
    },
  });

  const addressFile = join(parts.dataFolder, ADDRESS_FILE);
  return {
    url,
    signInUrl,
    listen: async () => {
      refuseUnsafe(api);
      await listener.listen(app.fetch);
      await writeWhole(addressFile, `${JSON.stringify({ url: url(), pid: process.pid })}\n`);
      log.info('api.listening', { url: url() });
    },
    stop: async () => {
      stream.stop();
      await listener.stop();
      await rm(addressFile, { force: true });
    },
  };
};

/** Asks again only when the port has changed: reading the machine's addresses takes a while. */
const remembered = <Value>(port: () => number, read: (port: number) => Value): (() => Value) => {
  let kept: { readonly port: number; readonly value: Value } | null = null;
  return () => {
    if (kept === null || kept.port !== port()) kept = { port: port(), value: read(port()) };
    return kept.value;
  };
};

/** Beyond this machine only with tokens, and unencrypted only where someone has said that this is meant. */
const refuseUnsafe = ({ host, tokens, allowInsecure }: ApiSettings): void => {
  if (isLoopbackHost(host)) return;
  if (tokens.length === 0) {
    throw new ApiStartError(
      'not-allowed',
      `The API would be reachable from other machines (api.host: ${host}), and no token is configured.`,
      'Make one with: watchroom token --name NAME --role viewer. Or set api.host to 127.0.0.1.',
    );
  }
  if (!allowInsecure) {
    throw new ApiStartError(
      'not-allowed',
      `The API would be reachable from other machines (api.host: ${host}) without encryption.`,
      'Put a TLS proxy in front of 127.0.0.1, or set api.allowInsecure: true where the network is trusted.',
    );
  }
};
