import type { RawAnswer } from '../../core/model/reading.js';
import type { Answer } from './exchange.js';

/** Most characters of a body, and of one header, that are shown. */
const MOST_BODY = 4_000;
const MOST_HEADER = 300;

/** What would let whoever sees it go on as the visitor. */
const IS_SECRET = /cookie|token|authori[sz]ation|secret|session|api-?key/i;
const IS_TEXT = /^(text\/|application\/(.+\+)?(json|xml|javascript|xhtml))/i;

/** An answer as a person may see it. */
export const rawOf = ({ headers, content }: Answer): RawAnswer => {
  const isText = IS_TEXT.test(headers['content-type'] ?? 'text/');
  const text = isText ? (content ?? Buffer.alloc(0)).subarray(0, MOST_BODY * 4).toString('utf8') : '';
  return {
    headers: Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((line) => headerOf(name, line))),
    body: text.slice(0, MOST_BODY),
    isCut: text.length > MOST_BODY,
  };
};

const headerOf = (name: string, value: string): string =>
  `${name}: ${IS_SECRET.test(name) ? '•••' : value.slice(0, MOST_HEADER)}`;
