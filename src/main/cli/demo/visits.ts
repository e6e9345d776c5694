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
/** Of a hundred visits so many leave without a wish, … */
const LEAVE = 40;
/** … and of those that stay nearly all send an inquiry, by the hour so many of a hundred; every sixth books. */
const INQUIRES = [100, 88, 96, 84, 92, 80] as const;
const BOOKS_EVERY = 6;
const VISITS_AN_HOUR = 60 * VISITS_A_MINUTE;
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
    const leaves = isOneOf(n, LEAVE);
    const isShort = isOneOf(n, shop.faults.isOn('visitors-leave') ? 2 * LEAVE : LEAVE);
    const forms = leaves ? [] : formsOf(n, stayed, shop.faults);
    if (!leaves) stayed += 1;
    return [
      ...pageView(n, { ...where, page: 'home' }, true, shop.faults),
      ...(isShort ? [] : pageView(n + 7, { ...where, page: 'tutors' }, false, shop.faults)),
      ...forms.flatMap((form) => submission(form, where, shop)),
      { event: 'session', ...where, seconds: secondsOf(n, shop.faults), pages: isShort ? 1 : 3 },
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

const formsOf = (n: number, stayed: number, faults: Faults): readonly FormName[] => {
  const willing = INQUIRES[Math.floor(n / VISITS_AN_HOUR) % INQUIRES.length] ?? 100;
  const isFew = faults.isOn('fewer-inquiries');
  const inquires = isOneOf(stayed, isFew ? willing / 2 : willing);
  const books = stayed % (isFew ? 2 * BOOKS_EVERY : BOOKS_EVERY) === 1;
  return [...(inquires ? (['inquiry'] as const) : []), ...(books ? (['booking'] as const) : [])];
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

/** Of a hundred views so many end in an error: on a site that works half of what is promised, … */
const [FAIL, FAIL_WITH_FAULT] = [0.5, 25] as const;
/** … and in so many a script stumbles without anybody noticing. */
const STUMBLE = 3;

const pageView = (n: number, where: Readonly<Record<string, string>>, entry: boolean, faults: Faults): readonly VisitLine[] => {
  const failed = isOneOf(n, faults.isOn('script-errors') ? FAIL_WITH_FAULT : FAIL);
  return [
    { event: 'page_view', ...where, entry, failed },
    ...(failed || isOneOf(n + 1, STUMBLE) ? [{ event: 'js_error', ...where }] : []),
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
