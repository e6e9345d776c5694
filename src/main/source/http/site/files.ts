import type { Asked, AskPage } from './ask.js';
import { type FoundPage, judge } from './found.js';
import { isSameSite } from './same-site.js';
import { sitemapIn } from './sitemap.js';

export interface FoundFiles {
  readonly files: readonly FoundPage[];
  /** The sitemap's text; empty where there is none that could be read. */
  readonly sitemap: string;
}

const ROBOTS = { name: 'robots.txt', why: 'It tells search engines what they may read.' };
const SITEMAP = { name: 'Sitemap', why: 'Search engines find the site’s pages by it.' };
const NAMED = { name: 'Sitemap', why: 'Search engines find the site’s pages by it: robots.txt names it.' };

/** What a site tells search engines: robots.txt, and the sitemap that it names, or the one where most sites have it. */
export const lookAtFiles = async (at: URL, ask: AskPage): Promise<FoundFiles> => {
  const stays = (next: URL): boolean => isSameSite(at, next);
  const robots = await ask(new URL('/robots.txt', at.origin), stays);
  const named = sitemapIn(isFile(robots) ? robots.text : '', at);
  const asked = named ?? new URL('/sitemap.xml', at.origin);
  const sitemap = await ask(asked, stays);
  const about = { url: asked, ...(named === null ? SITEMAP : NAMED) };
  return {
    files: [
      ...(isFile(robots) ? [judge({ url: robots.url, ...ROBOTS }, robots)] : []),
      ...(isFile(sitemap) ? [judge(about, sitemap)] : named === null ? [] : [missing(about, sitemap)]),
    ],
    sitemap: isFile(sitemap) ? sitemap.text : '',
  };
};

/** Many servers answer a page in the place of a file that is not there. */
const isFile = (asked: Asked): asked is Extract<Asked, { kind: 'answered' }> =>
  asked.kind === 'answered' && asked.status === 200 && !/html/i.test(asked.type);

/** What robots.txt names should be there. */
const missing = (about: Pick<FoundPage, 'url' | 'name' | 'why'>, asked: Asked): FoundPage => {
  const found = judge(about, asked);
  return found.isWell ? { ...found, isWell: false, text: 'answered with a page in place of the sitemap' } : found;
};
