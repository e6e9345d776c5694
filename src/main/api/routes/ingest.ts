import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Ingest, IngestAnswer } from '../../core/port/ingest.js';
import type { Guard } from '../access/door.js';
import { type Ask, type Env, refuse, statusOf } from '../answer.js';

const MOST_BYTES = 1024 * 1024;
/** What one page has to say is short. */
const MOST_PUBLIC_BYTES = 64 * 1024;

const upTo = (bytes: number): MiddlewareHandler<Env> =>
  bodyLimit({
    maxSize: bytes,
    onError: (ask) => refuse(ask as unknown as Ask, { code: 'too-large', message: `At most ${bytes / 1024} KiB are taken.` }),
  });

/** Readings and events of others: with a token, or signed by the service that they come from. */
export const ingestRoutes = (ingest: Ingest, guard: Guard): Hono<Env> => {
  const routes = new Hono<Env>();
  const needRole = guard.need('responder');
  routes.post('/', upTo(MOST_BYTES), async (ask, next) => {
    const signed = senderOf(ask);
    if (signed === null) return needRole(ask, next);
    return answer(ask, await ingest.takeSigned({ ...signed, body: await ask.req.text() }));
  });
  routes.post('/', async (ask) => answer(ask, await ingest.take(await ask.req.text())));
  return routes;
};

/** A service that signs has no token: its signature says that it may. */
const senderOf = (ask: Ask): { readonly from: 'github' | 'vercel'; readonly signature: string | undefined } | null => {
  if (ask.req.header('x-github-event') !== undefined)
    return { from: 'github', signature: ask.req.header('x-hub-signature-256') };
  const signature = ask.req.header('x-vercel-signature');
  return signature === undefined ? null : { from: 'vercel', signature };
};

/** What browsers send from the site's pages. They learn nothing but whether it was taken. */
export const collectorRoutes = (ingest: Ingest, rendererFolder: string): Hono<Env> => {
  const routes = new Hono<Env>();
  for (const name of SCRIPTS) routes.get(`/${name}`, (ask) => giveScript(ask, join(rendererFolder, 'collect', name)));
  routes.options('/:key', (ask) => {
    admit(ask, ingest);
    ask.header('Access-Control-Allow-Methods', 'POST');
    ask.header('Access-Control-Allow-Headers', 'content-type');
    ask.header('Access-Control-Max-Age', '86400');
    return ask.body(null, 204);
  });
  routes.post('/:key', upTo(MOST_PUBLIC_BYTES), async (ask) => {
    admit(ask, ingest);
    const sending = {
      text: await ask.req.text(),
      writeKey: ask.req.param('key'),
      origin: ask.req.header('origin'),
      header: (name: string) => ask.req.header(name),
    };
    const taken = await ingest.takePublic(sending);
    if (taken.ok) return ask.body(null, 204);
    if (taken.error.code === 'too-many') ask.header('Retry-After', '60');
    return refuse(ask, taken.error);
  });
  return routes;
};

/** The scripts that the site's pages may load: without, and with where the time went. */
const SCRIPTS = ['visits.js', 'visits-attribution.js'];

const giveScript = async (ask: Ask, file: string): Promise<Response> => {
  const script = await readFile(file).catch(() => null);
  if (script === null)
    return refuse(ask, { code: 'not-found', message: 'The script is not built. Build it with: npm run build' });
  ask.header('Content-Type', 'text/javascript; charset=utf-8');
  ask.header('Cache-Control', 'public, max-age=3600');
  ask.header('Cross-Origin-Resource-Policy', 'cross-origin');
  return ask.body(new Uint8Array(script));
};

const admit = (ask: Ask, ingest: Ingest): void => {
  const origin = ask.req.header('origin');
  ask.header('Vary', 'Origin');
  ask.header('Cross-Origin-Resource-Policy', 'cross-origin');
  if (origin !== undefined && ingest.isAllowedOrigin(origin)) ask.header('Access-Control-Allow-Origin', origin);
};

/** 202 with counts where anything was taken. */
const answer = (ask: Ask, taken: IngestAnswer): Response => {
  if (taken.ok) return ask.json(taken.value, 202);
  const { code, message, receipt } = taken.error;
  if (code === 'unavailable') ask.header('Retry-After', '5');
  return ask.json({ error: { code, message }, ...receipt }, statusOf(code));
};
