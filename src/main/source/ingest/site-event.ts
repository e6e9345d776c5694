import { ok, type Result } from '../../core/model/result.js';
import type { SiteEvent, Where } from '../../core/visit/event.js';
import { amountIn, type Fields, nameIfThere, nameIn, whereOf, wordIn } from './fields.js';

type Read = (fields: Fields, where: Where) => Result<SiteEvent, string>;

const READ: Readonly<Record<string, Read>> = {
  page_view: (fields, where) =>
    ok({ kind: 'page-view', where, isEntry: fields.entry === true, isFailed: fields.failed === true }),
  js_error: (_, where) => ok({ kind: 'js-error', where }),
  form_submission: (fields, where) => {
    const form = nameIn(fields, 'form');
    if (!form.ok) return form;
    const outcome = wordIn(fields, 'outcome', ['success', 'failure']);
    return outcome.ok
      ? ok({ kind: 'form-submission', where, form: form.value, isFailed: outcome.value === 'failure' })
      : outcome;
  },
  funnel_step: (fields, where) => {
    const step = nameIn(fields, 'step');
    return step.ok ? ok({ kind: 'funnel-step', where, step: step.value }) : step;
  },
  session: (fields, where) => {
    const seconds = amountIn(fields, 'seconds');
    if (!seconds.ok) return seconds;
    const pages = amountIn(fields, 'pages');
    return pages.ok ? ok({ kind: 'session', where, seconds: seconds.value, pages: pages.value }) : pages;
  },
  revenue: (fields, where) => {
    const amount = amountIn(fields, 'amount');
    if (!amount.ok) return amount;
    const form = nameIfThere(fields, 'form');
    return form.ok ? ok({ kind: 'revenue', where, amount: amount.value, form: form.value }) : form;
  },
};

/** The events of the site that can be sent. */
export const EVENTS: readonly string[] = Object.keys(READ);

/** Reads an event of the site; undefined where it is none. */
export const eventOf = (name: string, fields: Fields): Result<SiteEvent, string> | undefined => {
  if (!Object.hasOwn(READ, name)) return undefined;
  const where = whereOf(fields);
  return where.ok ? READ[name]?.(fields, where.value) : where;
};
