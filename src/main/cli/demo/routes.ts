import { PICTURES } from './assets/pictures.js';
import { SITE_SCRIPT, SITE_STYLE } from './assets/style.js';
import type { Faults } from './faults.js';
import { bookingPage, bookingThanksPage, inquiryPage, inquiryThanksPage } from './pages/forms.js';
import { homePage } from './pages/home.js';
import { formFailedPage, notFoundPage, serverErrorPage } from './pages/problems.js';
import { tutorsPage } from './pages/tutors.js';
import { json, page, type Reply, seeOther } from './reply.js';
import type { FormName, Submissions } from './submissions.js';

/** What the site's answers depend on. */
export interface Shop {
  readonly faults: Faults;
  readonly submissions: Submissions;
}

const PAGES: Readonly<Record<string, { readonly name: string; readonly render: (shop: Shop) => Reply }>> = {
  '/': { name: 'home', render: () => page(homePage()) },
  '/tutors': { name: 'tutors', render: () => page(tutorsPage()) },
  '/inquiry': { name: 'inquiry', render: () => page(inquiryPage()) },
  '/inquiry/thanks': { name: 'inquiry', render: () => page(inquiryThanksPage()) },
  '/booking': { name: 'booking', render: () => page(bookingPage()) },
  '/booking/thanks': { name: 'booking', render: () => page(bookingThanksPage()) },
  '/health': { name: 'health', render: (shop) => json(health(shop)) },
};

/** The answer to a GET. */
export const answerGet = (path: string, shop: Shop): Reply => {
  if (path.startsWith('/assets/')) return asset(path.slice('/assets/'.length), shop);
  const found = PAGES[path];
  if (found === undefined) return page(notFoundPage(), 404);
  if (failsWith5xx(found.name, shop)) return page(serverErrorPage(), 500);
  if (shop.faults.isOn('empty-body')) return { status: 200, type: 'text/html; charset=utf-8', body: '' };
  return found.render(shop);
};

const FORMS: Readonly<Record<string, FormName>> = { '/inquiry': 'inquiry', '/booking': 'booking' };

/** The answer to a form. Nothing of what was in it is kept but whether it went well. */
export const answerPost = (path: string, body: string | null, shop: Shop): Reply => {
  const form = FORMS[path];
  if (form === undefined) return page(notFoundPage(), 404);
  if (body === null) return page(formFailedPage(), 413);
  if (!isComplete(new URLSearchParams(body))) return page(formAgain(form), 422);
  const isLost = failsWith5xx(form, shop) || loses(form, shop);
  shop.submissions.add(form, isLost ? 'failure' : 'success');
  return isLost ? page(formFailedPage(), 500) : seeOther(`/${form}/thanks`);
};

const isComplete = (fields: URLSearchParams): boolean =>
  (fields.get('name') ?? '').trim() !== '' && /^[^\s@]+@[^\s@]+$/.test(fields.get('email') ?? '');

const formAgain = (form: FormName): string => {
  const problem = 'Please give your name and an email address that we can answer to.';
  return form === 'inquiry' ? inquiryPage(problem) : bookingPage(problem);
};

const loses = (form: FormName, { faults, submissions }: Shop): boolean => {
  if (!faults.isOn('form-failures')) return false;
  // Spread evenly over each form instead of by chance, so that half of them is every second one and a look shows it at once.
  const share = faults.numberOf('form-failures') / 100;
  const n = submissions.counts()[form].submitted + (form === 'booking' ? 1 : 0);
  return Math.floor((n + 1) * share) > Math.floor(n * share);
};

const failsWith5xx = (name: string, { faults }: Shop): boolean =>
  faults.isOn('server-error') && ['every page', name].includes(faults.textOf('server-error'));

/** What the broken-asset fault takes away. */
const BREAKABLE = new Set(['site.js', 'desk.svg']);

const asset = (file: string, { faults }: Shop): Reply => {
  const isGone = faults.isOn('broken-asset') && BREAKABLE.has(file);
  if (!isGone && file === 'site.css') return sent('text/css; charset=utf-8', SITE_STYLE, ballast('styles', faults));
  if (!isGone && file === 'site.js') return sent('text/javascript; charset=utf-8', SITE_SCRIPT, ballast('scripts', faults));
  const picture = isGone ? undefined : PICTURES.get(file);
  return picture === undefined
    ? { status: 404, type: 'text/plain; charset=utf-8', body: 'Not found\n' }
    : sent('image/svg+xml', picture, ballast('pictures', faults));
};

const sent = (type: string, body: string, more: string): Reply => ({ status: 200, type, body: body + more });

/** By how many characters each becomes heavier. */
const BALLAST = { scripts: 400_000, styles: 120_000, pictures: 600_000 } as const;
const COMMENT = { scripts: ['/*', '*/'], styles: ['/*', '*/'], pictures: ['<!--', '-->'] } as const;

const ballast = (kind: keyof typeof BALLAST, faults: Faults): string => {
  if (!faults.isOn('overweight') || !['everything', kind].includes(faults.textOf('overweight'))) return '';
  const [open, close] = COMMENT[kind];
  return `${open}${'.'.repeat(BALLAST[kind])}${close}`;
};

const health = ({ faults, submissions }: Shop): unknown => ({
  status: faults.isOn('unhealthy') ? 'degraded' : 'ok',
  checks: { pages: 'ok', diary: faults.isOn('unhealthy') ? 'unreachable' : 'ok' },
  forms: { recentFailureRatio: submissions.recentFailureRatio() },
});
