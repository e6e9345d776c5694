import type { RawAnswer } from '../../core/model/reading.js';
import { scrub } from '../../core/privacy/scrub.js';
import type { Answer } from '../http/exchange.js';
import { shownAddress } from '../http/web-address.js';

/** Most characters of one answer, and of all that one look heard. */
const MOST_OF_ONE = 4_000;
const MOST = 16_000;
const MOST_OF_QUESTION = 300;

/** What a look at another system asked and heard, for the person who tries it. */
export interface Heard {
  take(place: URL, answer: Answer): void;
  /** Anything else that was heard, under a line that says what it is. */
  say(what: string, text: string): void;
  /** Undefined where nothing was heard. `secrets` are cut out wherever they stand. */
  raw(secrets: readonly string[]): RawAnswer | undefined;
}

export const createHeard = (): Heard => {
  const parts: string[] = [];
  let isCut = false;
  const say = (what: string, text: string): void => {
    const kept = text.slice(0, MOST_OF_ONE);
    isCut ||= kept.length < text.length;
    parts.push(`${what}\n${withoutPeople(kept)}`.trimEnd());
  };
  return {
    say,
    take: (place, { status, content }) =>
      say(
        `GET ${shownAddress(place)}${questionOf(place)}: ${status}`,
        (content ?? Buffer.alloc(0)).subarray(0, MOST_OF_ONE * 4).toString('utf8'),
      ),
    raw: (secrets) => {
      if (parts.length === 0) return undefined;
      const whole = secrets
        .filter((secret) => secret !== '')
        .reduce((text, secret) => text.replaceAll(secret, '•••'), parts.join('\n\n'));
      return { headers: [], body: whole.slice(0, MOST), isCut: isCut || whole.length > MOST };
    },
  };
};

/** What the adapter asks for: its own words and those of the configuration, as the secrets go in headers. */
const questionOf = ({ search, searchParams }: URL): string =>
  search === '' ? '' : `?${[...searchParams].map(([key, value]) => `${key}=${value}`).join('&')}`.slice(0, MOST_OF_QUESTION);

/** Of every text what could name a person goes, as in a label; instants, numbers and the answer's form stay, for they are what one looks for. */
const withoutPeople = (text: string): string =>
  text.replaceAll(/"((?:[^"\\]|\\.)*)"/g, (quoted, inside: string) => (IS_PLAIN.test(inside) ? quoted : `"${scrub(inside)}"`));

/** Names of keys, instants and numbers, which `scrub` would take for telephone numbers. */
const IS_PLAIN = /^(?:[A-Za-z_][A-Za-z_.:-]*|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?|-?\d{1,15}(?:\.\d+)?)$/;
