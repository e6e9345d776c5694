import { fail, ok } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { SavePdf } from '../../core/port/save-pdf.js';
import type { HandlersOf } from './handler.js';

export interface ReportHandlerParts {
  readonly desk: Desk;
  /** Null: the console's own page is in a browser, which prints by itself. */
  readonly savePdf: SavePdf | null;
}

/** What is read in one piece, and kept on paper. */
export const reportHandlers = ({ desk, savePdf }: ReportHandlerParts): HandlersOf<'handover' | 'summary' | 'page'> => ({
  'handover.read': async ({ hours }) => ok(await desk.handover(hours)),
  'summary.read': (question) => desk.report(question),
  'page.savePdf': async ({ name }, actor) => {
    if (savePdf === null || actor.via !== 'desk')
      return fail({ code: 'unavailable', message: 'Only the desktop app writes PDFs. A browser’s print window does, too.' });
    const saved = await savePdf(name);
    return saved.ok ? ok({ place: saved.value }) : fail({ code: 'unavailable', message: saved.error });
  },
});
