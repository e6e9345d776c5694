import type { Actor } from '../../core/model/actor.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { OwnWindow } from '../../core/port/own-window.js';
import type { HandlersOf } from './handler.js';

/** What a page asks of the desktop app's windows; refused to browsers, which have windows of their own. */
export const windowHandlers = (ownWindow: OwnWindow | null): HandlersOf<'window'> => {
  const own = (actor: Actor): Result<OwnWindow, Refusal> =>
    ownWindow === null || actor.via !== 'desk' ? fail(NO_WINDOW) : ok(ownWindow);
  return {
    'window.savePdf': async ({ name }, actor) => {
      const found = own(actor);
      if (!found.ok) return found;
      const saved = await found.value.savePdf(name);
      return saved.ok ? ok({ place: saved.value }) : fail({ code: 'unavailable', message: saved.error });
    },
    'window.fillScreen': async ({ isFull }, actor) => {
      const found = own(actor);
      if (!found.ok) return found;
      found.value.fillScreen(isFull);
      return ok({ isFull });
    },
    'window.showStrip': async ({ isShown }, actor) => {
      const found = own(actor);
      if (!found.ok) return found;
      found.value.showStrip(isShown);
      return ok({ isShown });
    },
    'window.readOpened': async (_, actor) => {
      const found = own(actor);
      if (!found.ok) return found;
      const opened = await found.value.readOpened();
      return opened.ok ? ok({ document: opened.value }) : fail({ code: 'unavailable', message: opened.error });
    },
    'window.showConsole': async ({ alert }, actor) => {
      const found = own(actor);
      if (!found.ok) return found;
      found.value.showConsole(alert);
      return ok({ alert });
    },
  };
};

const NO_WINDOW: Refusal = {
  code: 'unavailable',
  message: 'Only the desktop app has windows of its own: print, and fill the screen, by the browser.',
};
