import { app, net, protocol } from 'electron';
import { SCHEME } from './address.js';
import { contentPolicy, type ExtraSources, pageHeaders, serveFiles } from './files.js';

/** Makes the console's scheme an origin like a web site's. Must run before Electron is ready. */
export const claimScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);

/** Address of the development server that the page comes from, while one runs; never in an installed app, never another machine. */
export const developmentServer = (environment: Readonly<Record<string, string | undefined>>): URL | null => {
  const told = environment.WATCHROOM_DEV_SERVER ?? '';
  if (app.isPackaged || !URL.canParse(told)) return null;
  const url = new URL(told);
  return url.protocol === 'http:' && url.hostname === '127.0.0.1' ? url : null;
};

/** Serves the console's origin from `folder`, or from the development server. Must run once Electron is ready. */
export const servePage = (folder: string, development: URL | null): void =>
  protocol.handle(SCHEME, development === null ? serveFiles(folder) : serveFrom(development));

/** The page keeps its origin while it is developed: only the hot reload's own scripts and its socket are let in besides. */
const serveFrom = (server: URL): ((request: Request) => Promise<Response>) => {
  const extra: ExtraSources = {
    'script-src': ["'unsafe-inline'"],
    'style-src': ["'unsafe-inline'"],
    'connect-src': [`ws://${server.host}`],
  };
  const headers = pageHeaders(contentPolicy(extra));
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const answer = await net.fetch(new URL(pathname + search, server).href, { bypassCustomProtocolHandlers: true });
    const type = answer.headers.get('content-type') ?? 'application/octet-stream';
    return new Response(answer.body, { status: answer.status, headers: { ...headers, 'Content-Type': type } });
  };
};

/** Whether the page may load this beside its own origin: the development server, while there is one. */
export const isOfServer =
  (server: URL | null) =>
  (address: string): boolean =>
    server !== null && URL.canParse(address) && new URL(address).host === server.host;
