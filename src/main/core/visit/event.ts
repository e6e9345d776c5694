import type { Labels } from '../model/labels.js';
import type { Series } from '../model/sample.js';

/** Where and by what kind of visitor: `page`, `device`, `country`, `connection`, `variant`; never who. */
export type Where = Labels;

/** What happened on the site, once. */
export type SiteEvent =
  /** `isEntry`: the first page of a visit. `isFailed`: the visitor met at least one error on it. */
  | { readonly kind: 'page-view'; readonly where: Where; readonly isEntry: boolean; readonly isFailed: boolean }
  | { readonly kind: 'js-error'; readonly where: Where }
  | { readonly kind: 'form-submission'; readonly where: Where; readonly form: string; readonly isFailed: boolean }
  | { readonly kind: 'funnel-step'; readonly where: Where; readonly step: string }
  /** The end of a visit: how long it was, and over how many pages. */
  | { readonly kind: 'session'; readonly where: Where; readonly seconds: number; readonly pages: number }
  /** In the site's currency. */
  | { readonly kind: 'revenue'; readonly where: Where; readonly amount: number; readonly form: string | null };

/** By how much an event raises a counter. */
export interface Increment {
  readonly series: Series;
  readonly by: number;
}

const one = (name: string, labels: Labels): Increment => ({ series: { name, labels }, by: 1 });

/** The counters that an event raises. An increment of nothing makes the counter known, so that its first rise can be seen. */
export const incrementsOf = (event: SiteEvent): readonly Increment[] => {
  const { where } = event;
  switch (event.kind) {
    case 'page-view':
      return [
        one('page_views_total', where),
        { ...one('page_views_failed_total', where), by: event.isFailed ? 1 : 0 },
        ...(event.isEntry ? [one('funnel_step_total', { ...where, step: 'visit' })] : []),
      ];
    case 'js-error':
      // Of the site as a whole: of a kind of visitor there are too few to know what is usual.
      return [one('js_errors_total', {})];
    case 'form-submission':
      return submission({ ...where, form: event.form }, event.form, event.isFailed);
    case 'funnel-step':
      return [one('funnel_step_total', { ...where, step: event.step })];
    case 'session':
      return [one('sessions_total', where), { ...one('sessions_bounced_total', where), by: event.pages <= 1 ? 1 : 0 }];
    case 'revenue':
      return [{ ...one('revenue_total', event.form === null ? where : { ...where, form: event.form }), by: event.amount }];
  }
};

/** A form that went through is also a step of the funnel. */
const submission = (labels: Labels, form: string, isFailed: boolean): readonly Increment[] => [
  one('form_submissions_total', labels),
  { ...one('form_failures_total', labels), by: isFailed ? 1 : 0 },
  ...(isFailed ? [] : [one('funnel_step_total', { ...labels, step: form })]),
];
