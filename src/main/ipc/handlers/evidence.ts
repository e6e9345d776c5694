import { fail, ok, type Refusal } from '../../core/model/result.js';
import type { AuditReports } from '../../core/port/audits.js';
import type { Desk } from '../../core/port/desk.js';
import type { OpenReport } from '../../core/port/open-report.js';
import type { LoadHar, PageEvidence } from '../../core/port/page-evidence.js';
import type { HandlersOf } from './handler.js';

export interface EvidenceHandlerParts {
  readonly desk: Desk;
  readonly evidence: PageEvidence;
  readonly loadHar: LoadHar;
  readonly audits: AuditReports;
  /** Null: the console's own page is in a browser, and opens reports there. */
  readonly openReport: OpenReport | null;
}

/** What is kept of pages beyond numbers: pictures of bad loads, archives of requests, reports of audits. */
export const evidenceHandlers = (parts: EvidenceHandlerParts): HandlersOf<'evidence' | 'report'> => ({
  'evidence.list': async ({ target }) => ok(await parts.evidence.of(target)),
  'evidence.picture': async ({ target, id, name }) => {
    const jpeg = await parts.evidence.read(target, id, name);
    return jpeg === null ? fail(GONE) : ok({ address: `data:image/jpeg;base64,${base64(jpeg)}` });
  },
  'evidence.har': async ({ target }, actor) => {
    const loaded = await parts.loadHar(target);
    if (!loaded.ok) return fail({ code: 'unavailable', message: loaded.error });
    await parts.desk.remember('evidence.har', target, actor, {});
    return loaded;
  },
  'report.list': async ({ page }) => {
    const audits = await parts.audits.of(page);
    return ok(audits.filter(({ id }) => id !== '').map(({ id, at, form }) => ({ page, id, at, form })));
  },
  'report.open': async ({ page, id }, actor) => {
    if (parts.openReport === null || actor.via !== 'desk') return ok({ opened: false });
    const html = await parts.audits.read(page, id, 'html');
    if (html === null) return fail(GONE);
    const shown = await parts.openReport(`${page}-${id}.html`, html);
    return shown.ok ? ok({ opened: true }) : fail({ code: 'unavailable', message: shown.error });
  },
});

const GONE: Refusal = { code: 'not-found', message: 'It is not kept any more.' };

/** In pieces, as a call takes only so many arguments. */
const base64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
};
