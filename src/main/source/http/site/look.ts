import type { Asked, AskPage } from './ask.js';
import { type Candidate, candidatesIn, candidatesOf } from './candidates.js';
import { lookAtFiles } from './files.js';
import { type FoundPage, judge } from './found.js';
import { isSameSite } from './same-site.js';
import { type ScannedPage, scanPage } from './scan-page.js';

/** A site's first page, read as far as it could be. */
export interface SiteFront {
  /** Where it was read at last, or could not be. */
  readonly at: URL;
  readonly first: FoundPage;
  /** Null: nothing could be learnt from it, for `problem`. */
  readonly page: ScannedPage | null;
  readonly problem: string | null;
}

/** What was found from there on. */
export interface FoundSite {
  readonly pages: readonly FoundPage[];
  readonly files: readonly FoundPage[];
}

/** Longest text that is scanned, in characters. */
const MOST_SCANNED = 500_000;
/** Most of them asked for at once. */
const AT_ONCE = 3;

/** Looks at the page of an address, which may send its visitors on within the site. */
export const lookAtFront = async (url: URL, ask: AskPage): Promise<SiteFront> => {
  const asked = await ask(url, (next) => isSameSite(url, next));
  const page = pageIn(asked);
  const first = { ...judge({ url, name: page?.title || url.hostname, why: whyFirst(page) }, asked), url };
  const problem = page === null ? (first.isWell ? 'It answered with something that is no page.' : first.text) : null;
  return { at: asked.url, first, page, problem };
};

/** Looks at what a page links to within its origin, and at what the site tells search engines: at most 10 addresses. */
export const lookFurther = async ({ at, page }: SiteFront, ask: AskPage): Promise<FoundSite> => {
  if (page === null) return { pages: [], files: [] };
  const stays = (next: URL): boolean => next.origin === at.origin;
  const look = async (candidate: Candidate) => foundAt(candidate, await ask(candidate.url, stays));
  const own = candidatesOf(page, at);
  const [linked, { files, sitemap }] = await Promise.all([eachOf(own, look), lookAtFiles(at, ask)]);
  const listed = await eachOf(candidatesIn(sitemap, at, own), look);
  return { pages: onceEach([...linked, ...listed].flatMap(orNone), at), files };
};

const pageIn = (asked: Asked): ScannedPage | null =>
  asked.kind === 'answered' && asked.status < 400 && /^(text\/html|application\/xhtml)/i.test(asked.type)
    ? scanPage(asked.text.slice(0, MOST_SCANNED))
    : null;

const whyFirst = (page: ScannedPage | null): string =>
  page?.hasForm === true ? 'The address that you gave; visitors fill in a form here.' : 'The address that you gave.';

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

/** Without those that lead to where the first page is, or one before them: they are the same to visitors. */
const onceEach = (pages: readonly FoundPage[], first: URL): readonly FoundPage[] => {
  const seen = new Set([first.href]);
  return pages.filter(({ at, isWell }) => {
    if (isWell && seen.has(at.href)) return false;
    seen.add(at.href);
    return true;
  });
};

const orNone = (found: FoundPage | null): readonly FoundPage[] => (found === null ? [] : [found]);

const eachOf = async <From, To>(list: readonly From[], work: (one: From) => Promise<To>): Promise<readonly To[]> => {
  const done: To[] = [];
  for (let at = 0; at < list.length; at += AT_ONCE) done.push(...(await Promise.all(list.slice(at, at + AT_ONCE).map(work))));
  return done;
};
