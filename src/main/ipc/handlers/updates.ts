import { fail, ok, type Refusal } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { Updates } from '../../core/port/updates.js';
import type { HandlersOf } from './handler.js';

/** Newer versions of the installed app: a look at once, and the restart into one that is ready, which is remembered. */
export const updateHandlers = (updates: Updates | null, desk: Pick<Desk, 'remember'>): HandlersOf<'update'> => ({
  'update.look': async () => {
    if (updates === null) return fail(NOT_INSTALLED);
    const looked = await updates.lookNow();
    return looked.ok ? ok({ update: updates.state() }) : looked;
  },
  'update.restart': async ({ version }, actor) => {
    if (updates === null) return fail(NOT_INSTALLED);
    if (updates.state()?.offer?.version === version) await desk.remember('update.restart', version, actor, {});
    const restarting = updates.restartInto(version);
    return restarting.ok ? ok({ version }) : restarting;
  },
});

const NOT_INSTALLED: Refusal = {
  code: 'unavailable',
  message: 'Only the desktop app updates itself: update this console the way it was installed.',
};
