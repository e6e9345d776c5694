import { endOfRaw, RAW, readTag } from '../assets/scan-html.js';
import { createFormScan } from './scan-forms.js';

export interface PageLink {
  readonly href: string;
  /** What a visitor reads on it. */
  readonly text: string;
}

export interface ScannedPage {
  /** What `<base href>` says, where the page has one. */
  readonly base: string | null;
  readonly title: string;
  /** Whether it has a form that asks for more than a search does: one text field alone is none. */
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
  const forms = createFormScan();
  let [base, title]: [string | null, string] = [null, ''];
  let at = html.indexOf('<');
  while (at !== -1 && at < html.length) {
    const tag = readTag(html, at);
    const { name, attributes, end } = tag;
    if (FORM_END.test(html.slice(at, at + 7))) forms.end();
    forms.take(tag);
    const close = RAW.has(name) ? endOfRaw(html, name, end) : end;
    if (name === 'base') base ??= attributes.get('href') ?? null;
    if (name === 'title' && title === '') title = wordsOf(html.slice(end, close));
    const href = name === 'a' ? attributes.get('href') : undefined;
    if (href !== undefined && links.length < MOST_LINKS) links.push({ href, text: linkText(html, end) });
    at = html.indexOf('<', Math.max(close, at + 1));
  }
  return { base, title, hasForm: forms.hasForm(), hasPassword: forms.hasPassword(), links };
};

const FORM_END = /^<\/form[\s>]/i;

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
