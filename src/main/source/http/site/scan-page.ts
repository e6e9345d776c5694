import { endOfRaw, RAW, readTag } from '../assets/scan-html.js';

export interface PageLink {
  readonly href: string;
  /** What a visitor reads on it. */
  readonly text: string;
}

export interface ScannedPage {
  /** What `<base href>` says, where the page has one. */
  readonly base: string | null;
  readonly title: string;
  /** Whether it has a form that asks for more than a search does. */
  readonly hasForm: boolean;
  readonly hasPassword: boolean;
  readonly links: readonly PageLink[];
}

/** Most links that are read of a page. */
const MOST_LINKS = 500;
/** Longest words that are kept of a title or a link. */
const LONGEST = 80;

/** What a page links to and asks for. One pass that only moves forward, like the scan for what it loads. */
export const scanPage = (html: string): ScannedPage => {
  const links: PageLink[] = [];
  let [base, title, fields, hasPassword]: [string | null, string, number, boolean] = [null, '', 0, false];
  let at = html.indexOf('<');
  while (at !== -1 && at < html.length) {
    const { name, attributes, end } = readTag(html, at);
    const close = RAW.has(name) ? endOfRaw(html, name, end) : end;
    if (name === 'base') base ??= attributes.get('href') ?? null;
    if (name === 'title' && title === '') title = wordsOf(html.slice(end, close));
    if (name === 'textarea' || (name === 'input' && isAsked(attributes.get('type')))) fields += 1;
    if (name === 'input' && attributes.get('type')?.toLowerCase() === 'password') hasPassword = true;
    const href = name === 'a' ? attributes.get('href') : undefined;
    if (href !== undefined && links.length < MOST_LINKS) links.push({ href, text: linkText(html, end) });
    at = html.indexOf('<', Math.max(close, at + 1));
  }
  return { base, title, hasForm: fields > 0, hasPassword, links };
};

const ASKED: ReadonlySet<string> = new Set(['', 'text', 'email', 'tel', 'date', 'number', 'password', 'url', 'time']);

const isAsked = (type = ''): boolean => ASKED.has(type.toLowerCase());

/** Farthest that the end of a link is looked for. */
const LONGEST_LINK = 1_000;

const linkText = (html: string, from: number): string => {
  const part = html.slice(from, from + LONGEST_LINK);
  const end = part.search(/<\/a[\s>]/i);
  return wordsOf(end === -1 ? '' : part.slice(0, end));
};

const wordsOf = (html: string): string =>
  html
    .slice(0, LONGEST_LINK)
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&amp;/g, '&')
    .replaceAll(/&[#a-z0-9]+;/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
