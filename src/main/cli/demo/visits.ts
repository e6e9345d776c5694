import type { Faults } from './faults.js';
import { answerPost, type Shop } from './routes.js';
import type { FormName } from './submissions.js';

/** What a site tells of its visitors: one line a thing that happened, as the console's ingest takes them. */
export type VisitLine = Readonly<Record<string, string | number | boolean>>;

export interface Visits {
  /** All that the visitors of one minute did. */
  minute(): readonly VisitLine[];
}

const VISITS_A_MINUTE = 10;
const COUNTRIES = ['GB', 'GB', 'GB', 'GB', 'GB', 'GB', 'GB', 'AE', 'SG', 'US'] as const;
/** Of a hundred visits so many leave after one page, … */
const LEAVE = 40;
/** … and of those that stay every so many sends an inquiry, or books. */
const [INQUIRES_EVERY, BOOKS_EVERY] = [3, 6] as const;
const LESSON_PRICE = 62.5;

const FIELDS = new URLSearchParams({ name: 'A visitor', email: 'visitor@example.org' }).toString();

/**
 * Make-believe visitors, evenly spread and the same at every start, so that what a fault does to them shows at once. A form is really
 * sent to the site, and lost where the site loses it.
 */
export const createVisits = (shop: Shop): Visits => {
  let count = 0;
  let stayed = 0;

  const visit = (): readonly VisitLine[] => {
    const n = count;
    count += 1;
    const where = whereOf(n);
    const leaves = isOneOf(n, leavingShare(shop.faults));
    const forms = leaves ? [] : formsOf(stayed, shop.faults);
    if (!leaves) stayed += 1;
    return [
      ...pageView(n, { ...where, page: 'home' }, true, shop.faults),
      ...(leaves ? [] : pageView(n + 7, { ...where, page: 'tutors' }, false, shop.faults)),
      ...forms.flatMap((form) => submission(form, where, shop)),
      { event: 'session', ...where, seconds: secondsOf(n, shop.faults), pages: leaves ? 1 : 3 },
    ];
  };

  return {
    minute: () => [
      ...Array.from({ length: VISITS_A_MINUTE }, visit).flat(),
      {
        series: 'external_alert{alertname="PaymentQueue",severity="warning"}',
        value: shop.faults.isOn('outside-alert') ? 1 : 0,
      },
    ],
  };
};

const whereOf = (n: number) => ({
  country: COUNTRIES[n % COUNTRIES.length] ?? 'GB',
  device: Math.floor(n / 10) % 2 === 0 ? 'mobile' : 'desktop',
  variant: Math.floor(n / 20) % 2 === 0 ? 'control' : 'short-form',
});

/** Whether this one is among the given share of a hundred, spread as evenly as can be. */
const isOneOf = (n: number, ofHundred: number): boolean =>
  Math.floor(((n + 1) * ofHundred) / 100) > Math.floor((n * ofHundred) / 100);

const leavingShare = (faults: Faults): number => (faults.isOn('visitors-leave') ? 70 : LEAVE);

/** Those who leave at once still convert as often as before: what makes them leave has a fault of its own. */
const formsOf = (stayed: number, faults: Faults): readonly FormName[] => {
  const isMore = faults.isOn('visitors-leave');
  const every = faults.isOn('fewer-inquiries') ? 2 : 1;
  const inquires = Math.round(INQUIRES_EVERY * every * (isMore ? 0.5 : 1));
  const books = Math.round(BOOKS_EVERY * every * (isMore ? 0.5 : 1));
  return [...(stayed % inquires === 0 ? (['inquiry'] as const) : []), ...(stayed % books === 1 ? (['booking'] as const) : [])];
};

const submission = (form: FormName, where: Readonly<Record<string, string>>, shop: Shop): readonly VisitLine[] => {
  const isSent = answerPost(`/${form}`, FIELDS, shop).status === 303;
  const sent: VisitLine = { event: 'form_submission', form, outcome: isSent ? 'success' : 'failure', ...where };
  if (!isSent || form === 'inquiry') return [sent];
  return [
    sent,
    { event: 'funnel_step', step: 'completion', ...where },
    { event: 'revenue', amount: LESSON_PRICE, form, ...where },
  ];
};

const secondsOf = (n: number, faults: Faults): number => (faults.isOn('short-visits') ? 60 : 150) + (n % 7);

/** One view in 200 meets an error; half of what the site promises. */
const ERRORS_OF_A_THOUSAND = 5;

const pageView = (n: number, where: Readonly<Record<string, string>>, entry: boolean, faults: Faults): readonly VisitLine[] => {
  const failed = faults.isOn('script-errors') ? isOneOf(n, 15) : isOneOf(n, ERRORS_OF_A_THOUSAND / 10);
  return [
    { event: 'page_view', ...where, entry, failed },
    ...(failed ? [{ event: 'js_error', ...where }] : []),
    ...Object.entries(vitalsOf(faults)).map(([name, value]) => ({ name, value: value * (1 + (n % 5) / 100), ...where })),
  ];
};

/** In the units of the web-vitals library: milliseconds, and CLS as it is. All are good on a site that works. */
const vitalsOf = (faults: Faults): Readonly<Record<string, number>> => {
  const [paints, jumps, deaf] = [faults.isOn('slow-paint'), faults.isOn('layout-jumps'), faults.isOn('sluggish-input')];
  const good = {
    LCP: paints ? 2_200 : 1_600,
    INP: deaf ? 170 : 120,
    CLS: jumps ? 0.075 : 0.05,
    FCP: 1_000,
    TTFB: 400,
    FID: 20,
    LOAD: 2_000,
  };
  const slow = faults.isOn('slow-for-visitors') ? { LCP: 3_400, FCP: 2_300, TTFB: 1_200, LOAD: 4_200 } : {};
  const heavy = faults.isOn('heavy-page') ? { INP: 320, CLS: 0.2, FID: 160 } : {};
  return { ...good, ...slow, ...heavy };
};
