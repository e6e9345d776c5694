import { fail, ok, type Result } from '../../../core/model/result.js';
import { days, type Instant, instant } from '../../../core/time/instant.js';

/** From when a signed description is, and until when it holds. */
export interface Issue {
  readonly issued: Instant;
  readonly expires: Instant;
}

/** So far a clock may be wrong: a description of a later time than that would keep every right one away. */
const WRONG_CLOCK = days(1);

/**
 * Whether a description whose signature is good is one of now: whoever stands between may show a desk an old one for ever, for it
 * stays signed. `newest`: the latest that this desk ever believed; null: none. What it answers with a failure is in words.
 */
export const judgeIssue = (file: string, stated: unknown, now: Instant, newest: Instant | null): Result<Issue, string> => {
  const issue = issueIn(stated);
  if (issue === null) return fail(`${file} does not say when it was issued and until when it holds`);
  const { issued, expires } = issue;
  if (issued > now + WRONG_CLOCK)
    return fail(`${file} was issued at ${said(issued)}, which is still to come: look at the clock of this machine`);
  if (newest !== null && issued < newest)
    return fail(`${file} was issued at ${said(issued)}, and one of ${said(newest)} was seen before: it is an old one`);
  if (expires <= now) return fail(`the feed is out of date since ${said(expires)}: ${file} was not signed again in time`);
  return ok(issue);
};

const said = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const issueIn = (stated: unknown): Issue | null => {
  const { issued, expires } = (stated ?? {}) as { readonly issued?: unknown; readonly expires?: unknown };
  const [from, until] = [instantOf(issued), instantOf(expires)];
  return from === null || until === null ? null : { issued: from, expires: until };
};

/** Readers of YAML make a date of what looks like one, or leave it a text. */
const instantOf = (value: unknown): Instant | null => {
  const at = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? instant(at) : null;
};
