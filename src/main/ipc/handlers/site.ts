import type { Desk } from '../../core/port/desk.js';
import type { LookAtSite } from '../../core/port/site-look.js';
import type { HandlersOf } from './handler.js';

export interface SiteHandlerParts {
  readonly desk: Desk;
  readonly lookAtSite: LookAtSite;
}

export const siteHandlers = ({ desk, lookAtSite }: SiteHandlerParts): HandlersOf<'site'> => ({
  'site.look': async ({ url }, actor) => {
    const looked = await lookAtSite(url);
    if (looked.ok) {
      const { origin, checks } = looked.value;
      await desk.remember('site.look', origin, actor, { proposed: checks.length });
    }
    return looked;
  },
});
