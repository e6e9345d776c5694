import { ok, type Result } from '../../core/model/result.js';
import type { SiteEvent, Where } from '../../core/visit/event.js';
import { amountIn, type Fields, nameIfThere, nameIn, whereOf, wordIn } from './fields.js';
import type { Naming } from './naming.js';

/** A visit is over within a day; nobody looks at more pages in one; and no lesson costs more. */
const [MOST_SECONDS, MOST_PAGES, MOST_REVENUE] = [86_400, 10_000, 10_000_000];

type Read = (fields: Fields, where: Where, naming: Naming) => Result<SiteEvent, string>;

const READ: Readonly<Record<string, Read>> = {
  page_view: (fields, where) =>
    ok({ kind: 'page-view', where, isEntry: fields.entry === true, isFailed: fields.failed === true }),
  js_error: (_, where) => ok({ kind: 'js-error', where }),
  form_submission: (fields, where, naming) => {
    const form = nameIn(fields, 'form', naming);
    if (!form.ok) return form;
    const outcome = wordIn(fields, 'outcome', ['success', 'failure']);
    return outcome.ok
      ? ok({ kind: 'form-submission', where, form: form.value, isFailed: outcome.value === 'failure' })
      : outcome;
  },
  funnel_step: (fields, where, naming) => {
    const step = nameIn(fields, 'step', naming);
    return step.ok ? ok({ kind: 'funnel-step', where, step: step.value }) : step;
  },
  session: (fields, where) => {
    const seconds = amountIn(fields, 'seconds', MOST_SECONDS);
    if (!seconds.ok) return seconds;
    const pages = amountIn(fields, 'pages', MOST_PAGES);
    return pages.ok ? ok({ kind: 'session', where, seconds: seconds.value, pages: pages.value }) : pages;
  },
  revenue: (fields, where, naming) => {
    const amount = amountIn(fields, 'amount', MOST_REVENUE);
    if (!amount.ok) return amount;
    const form = nameIfThere(fields, 'form', naming);
    return form.ok ? ok({ kind: 'revenue', where, amount: amount.value, form: form.value }) : form;
  },
};

/** The events of the site that can be sent. */
export const EVENTS: readonly string[] = Object.keys(READ);

/** Reads an event of the site; undefined where it is none. */
export const eventOf = (name: string, fields: Fields, naming: Naming): Result<SiteEvent, string> | undefined => {
  if (!Object.hasOwn(READ, name)) return undefined;
  const where = whereOf(fields, naming);
  return where.ok ? READ[name]?.(fields, where.value, naming) : where;
};
