import { fail, ok } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { HandlersOf } from './handler.js';

/** Secrets go in and never come out: what is kept is named, not shown. */
export const secretHandlers = (secrets: Secrets, desk: Desk): HandlersOf<'secret'> => ({
  'secret.keep': async ({ name, value }, actor) => {
    const kept = await secrets.write(name, value);
    if (!kept.ok)
      return fail({ code: 'conflict', message: `The secret cannot be kept: ${kept.error.message}.`, field: 'value' });
    await desk.remember('secret.keep', name, actor, {});
    return ok({ name });
  },
});
