import { runInNewContext } from 'node:vm';
import type { HttpRequest, JourneyStep, Kept } from '../../core/model/target.js';
import type { Answer } from './exchange.js';
import { textAt } from './json-path.js';
import { isWeb } from './web-address.js';

/** What earlier steps of a journey kept, by name. Never shown: it may be a session or a token. */
export type Values = Readonly<Record<string, string>>;

/** Longest value that is kept, in characters. */
const LONGEST = 4_096;

/** What an answer gives to later steps; the name of the first thing that it does not hold is a failure's text. */
export const keepFrom = (
  answer: Answer,
  wanted: readonly Kept[],
): { readonly values: Values; readonly missing: string | null } => {
  const values: Record<string, string> = {};
  for (const { name, from } of wanted) {
    const value = heldAt(answer, from);
    if (value === undefined || value === '' || value.length > LONGEST) return { values, missing: name };
    values[name] = value;
  }
  return { values, missing: null };
};

const heldAt = (answer: Answer, from: Kept['from']): string | undefined => {
  const body = (): string => (answer.content ?? Buffer.alloc(0)).toString('utf8');
  switch (from.kind) {
    case 'header':
      return [answer.headers[from.header] ?? []].flat()[0];
    case 'json':
      return textAt(body(), from.path);
    case 'body':
      return groupOf(body(), from.pattern);
  }
};

const PATIENCE = 250;

/** In a context of its own, because only there can a runaway pattern be stopped. */
const groupOf = (body: string, pattern: string): string | undefined => {
  try {
    const found: unknown = runInNewContext(
      '(new RegExp(pattern).exec(body) ?? [])[1]',
      { body, pattern },
      { timeout: PATIENCE },
    );
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
};

const fill = (text: string, values: Values, write: (value: string) => string): string =>
  text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? write(values[name] as string) : whole,
  );

/**
 * The address of a step, relative to where the journey began; null where what was kept makes none. An answer may lead on within
 * the site only: what a step says, logins among it, is meant for no other.
 */
export const addressOf = ({ url }: JourneyStep, base: URL, values: Values): URL | null => {
  const filled = fill(url, values, (value) => (url.startsWith('${') ? value : encodeURIComponent(value)));
  if (!URL.canParse(filled, base.href)) return null;
  const address = new URL(filled, base);
  return isWeb(address) && (!url.startsWith('${') || address.origin === base.origin) ? address : null;
};

/** The request with what was kept written as its place demands: in a form, in JSON, or on one line of a header. */
export const filledRequest = (request: HttpRequest, values: Values): HttpRequest => {
  const headers = Object.entries(request.headers).map(([header, value]) => [
    header,
    typeof value === 'string' ? fill(value, values, onOneLine) : value,
  ]);
  const body = request.body === null ? null : fill(request.body, values, writerFor(request.headers['content-type']));
  return { ...request, headers: Object.fromEntries(headers) as HttpRequest['headers'], body };
};

const onOneLine = (value: string): string => value.replaceAll(/[^\x20-\x7e]/g, ' ');

const writerFor = (type: unknown): ((value: string) => string) => {
  const text = typeof type === 'string' ? type : '';
  if (text.startsWith('application/x-www-form-urlencoded')) return encodeURIComponent;
  return /^application\/(.+\+)?json/.test(text) ? (value) => JSON.stringify(value).slice(1, -1) : (value) => value;
};
