import { Hono } from 'hono';
import type { AuditReports } from '../../core/port/audits.js';
import type { Guard } from '../access/door.js';
import { type Env, refuse } from '../answer.js';
import { toAuditBodies } from '../body/lighthouse.js';

/**
 * A report is a page with scripts of its own and with words of the audited page in it. It is shown as if from nowhere: what it
 * runs can neither ask this console, nor load or send anything, nor open another page.
 */
const SANDBOX =
  "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Lighthouse audits and their reports, for reading. */
export const lighthouseRoutes = (audits: AuditReports, guard: Guard): Hono<Env> => {
  const routes = new Hono<Env>();
  routes.get('/', guard.need('viewer'), async (ask) => ask.json({ audits: toAuditBodies(await audits.list()) }));
  routes.get('/:page/:file{.+\\.(html|json)}', guard.need('viewer'), async (ask) => {
    const { page, file } = ask.req.param();
    const format = file.endsWith('.html') ? 'html' : 'json';
    const report = await audits.read(page, file.slice(0, -'.html'.length), format);
    if (report === null)
      return refuse(ask, { code: 'not-found', message: 'There is no such report, or it is not kept any more.' });
    ask.header('Content-Security-Policy', SANDBOX);
    ask.header('Content-Type', format === 'html' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8');
    return ask.body(report);
  });
  return routes;
};
