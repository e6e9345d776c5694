import { ok } from '../../core/model/result.js';
import type { Journal } from '../../core/port/journal.js';
import type { Search } from '../../core/port/search.js';
import type { HandlersOf } from './handler.js';

/** What was sent to whom, who did what, and whether anyone changed that afterwards. */
export const searchHandlers = (search: Search, journal: Journal): HandlersOf<'audit' | 'delivery'> => ({
  'delivery.list': async (question) => ok(await search.deliveries(question)),
  'audit.list': async (question) => ok(await search.audit(question)),
  'audit.verify': async () => ok(await journal.verifyAudit()),
});
