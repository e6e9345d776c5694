import { Hono } from 'hono';
import { RefusedError } from '../core/model/result.js';
import { type Guard, ownOrigin, safeHeaders } from './access/door.js';
import type { Sessions } from './access/sessions.js';
import { type Env, refuse } from './answer.js';
import { openApi } from './openapi.js';
import type { ApiParts } from './parts.js';
import { consoleRoutes } from './routes/console.js';
import { dashboardRoutes } from './routes/dashboard.js';
import { explainRoutes } from './routes/explain.js';
import { healthRoutes } from './routes/health.js';
import { identityRoutes } from './routes/identity.js';
import { collectorRoutes, ingestRoutes } from './routes/ingest.js';
import { lighthouseRoutes } from './routes/lighthouse.js';
import { pages } from './routes/pages.js';
import { pastRoutes } from './routes/past.js';
import { type SessionParts, sessionRoutes } from './routes/session.js';
import type { Stream } from './routes/stream.js';

export interface AppParts extends ApiParts {
  readonly guard: Guard;
  readonly stream: Stream;
  readonly sessions: Sessions;
  readonly cookie: () => string;
  readonly signInUrl: () => string;
  readonly adminToken: string;
  readonly hosts: () => ReadonlySet<string>;
  readonly remember: SessionParts['remember'];
}

/** Every route in one place. */
export const createApp = (parts: AppParts): Hono<Env> => {
  const { desk, guard, log } = parts;
  const app = new Hono<Env>();
  app.use(safeHeaders);
  // Before the console's own door: it lets in browsers that are on the site's pages, and gives them nothing to read.
  app.route('/collect', collectorRoutes(parts.ingest, parts.rendererFolder));
  app.use(ownOrigin(parts.hosts));
  app.use('/api/*', async (ask, next) => {
    ask.header('Cache-Control', 'no-store');
    await next();
  });
  app.route('/', healthRoutes(desk, guard));
  app.route('/', identityRoutes(parts.adminToken));
  app.route('/', sessionRoutes(parts));
  app.route('/api/monitoring/dashboard', dashboardRoutes(parts));
  app.route('/api/monitoring/explain', explainRoutes(parts));
  app.route('/api/monitoring/ingest', ingestRoutes(parts.ingest, guard));
  app.route('/api/monitoring/lighthouse', lighthouseRoutes(parts.audits, guard));
  app.route('/api/monitoring/past', pastRoutes(parts));
  app.get('/api/monitoring/stream', guard.need('viewer'), (ask) => parts.stream.open(ask));
  app.route('/api/console', consoleRoutes(parts.gate, guard, parts.signInUrl));
  const document = openApi(parts.version);
  app.get('/openapi.json', (ask) => ask.json(document));
  app.all('/api/*', (ask) => refuse(ask, { code: 'not-found', message: 'There is nothing here.' }));
  app.get('*', pages(parts.rendererFolder));
  app.notFound((ask) => refuse(ask, { code: 'not-found', message: 'There is nothing here.' }));
  app.onError((error, ask) => {
    if (error instanceof RefusedError) return refuse(ask, error.refusal);
    log.error('api.failed', { path: ask.req.path, error: error.stack ?? error.message });
    return refuse(ask, { code: 'internal', message: 'Watchroom failed at this. The log says more.' });
  });
  return app;
};
