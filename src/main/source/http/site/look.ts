import type { Asked, AskPage } from './ask.js';
import { type Candidate, candidatesOf } from './candidates.js';
import { type ScannedPage, scanPage } from './scan-page.js';

/** What was found at one address. */
export interface FoundPage {
  readonly url: URL;
  readonly name: string;
  readonly why: string;
  readonly isWell: boolean;
  readonly text: string;
}

export interface FoundSite {
  /** Where the first page was read at last. */
  readonly at: URL;
  readonly first: FoundPage;
  /** Why nothing could be learnt from it; null: it was read as a page. */
  readonly problem: string | null;
  readonly pages: readonly FoundPage[];
  readonly files: readonly FoundPage[];
}

/** Longest text that is scanned, in characters. */
const MOST_SCANNED = 500_000;
/** Most of them asked for at once. */
const AT_ONCE = 3;

/** Looks at a page, at what it links to within its origin, and at what a site tells search engines: at most 11 addresses. */
export const lookAtPages = async (url: URL, ask: AskPage): Promise<FoundSite> => {
  const asked = await ask(url, (next) => isSameSite(url, next));
  const page = pageIn(asked);
  const at = asked.url;
  const first = { ...judge({ url, name: page?.title || url.hostname, why: whyFirst(page) }, asked), url };
  const problem = page === null ? (first.isWell ? 'It answered with something that is no page.' : first.text) : null;
  if (page === null) return { at, first, problem, pages: [], files: [] };
  const stays = (next: URL): boolean => next.origin === at.origin;
  const [pages, files] = [
    await eachOf(candidatesOf(page, at), async (candidate) => foundAt(candidate, await ask(candidate.url, stays))),
    await eachOf(FILES, async ({ path, name, why }) => fileAt(name, why, await ask(new URL(path, at.origin), stays))),
  ];
  return { at, first, problem, pages: pages.flatMap(orNone), files: files.flatMap(orNone) };
};

/** The same host, or the one with `www.` before it: where most sites send their visitors first. It never goes back from https. */
const isSameSite = (from: URL, next: URL): boolean => {
  const bare = ({ hostname }: URL): string => hostname.replace(/^www\./, '');
  const isSafe = next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:');
  const isSamePort = next.port === from.port || (next.port === '' && from.port === '');
  return isSafe && bare(from) === bare(next) && isSamePort;
};

const pageIn = (asked: Asked): ScannedPage | null =>
  asked.kind === 'answered' && asked.status < 400 && /^(text\/html|application\/xhtml)/i.test(asked.type)
    ? scanPage(asked.text.slice(0, MOST_SCANNED))
    : null;

const whyFirst = (page: ScannedPage | null): string =>
  page?.hasForm === true ? 'The address that you gave; visitors fill in a form here.' : 'The address that you gave.';

const judge = (page: Pick<FoundPage, 'url' | 'name' | 'why'>, asked: Asked): FoundPage => {
  if (asked.kind === 'failed') return { ...page, isWell: false, text: asked.why };
  return { ...page, isWell: asked.status < 400, text: `answered ${asked.status}` };
};

/** Null where it is a page like any other. */
const foundAt = ({ url, name, why }: Candidate, asked: Asked): FoundPage | null => {
  const page = pageIn(asked);
  const form =
    page?.hasPassword === true
      ? 'Visitors sign in here.'
      : page?.hasForm === true
        ? 'It has a form that visitors fill in.'
        : null;
  const reason = why ?? form;
  return reason === null ? null : judge({ url, name, why: reason }, asked);
};

const FILES = [
  { path: '/robots.txt', name: 'robots.txt', why: 'It tells search engines what they may read.' },
  { path: '/sitemap.xml', name: 'Sitemap', why: 'Search engines find the site’s pages by it.' },
] as const;

/** Null where there is none: many servers answer a page in its place. */
const fileAt = (name: string, why: string, asked: Asked): FoundPage | null =>
  asked.kind === 'answered' && asked.status === 200 && !/html/i.test(asked.type)
    ? judge({ url: asked.url, name, why }, asked)
    : null;

const orNone = (found: FoundPage | null): readonly FoundPage[] => (found === null ? [] : [found]);

const eachOf = async <From, To>(list: readonly From[], work: (one: From) => Promise<To>): Promise<readonly To[]> => {
  const done: To[] = [];
  for (let at = 0; at < list.length; at += AT_ONCE) done.push(...(await Promise.all(list.slice(at, at + AT_ONCE).map(work))));
  return done;
};
