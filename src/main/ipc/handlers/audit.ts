import { ok } from '../../core/model/result.js';
import type { Journal } from '../../core/port/journal.js';
import type { HandlersOf } from './handler.js';

/** Who did what, and whether anyone changed that afterwards. */
export const auditHandlers = (journal: Journal): HandlersOf<'audit'> => ({
  'audit.list': async ({ before, limit }) => ok(await journal.audit({ limit, ...(before === undefined ? {} : { before }) })),
  'audit.verify': async () => ok(await journal.verifyAudit()),
});
