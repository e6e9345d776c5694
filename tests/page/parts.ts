import type { Reading } from '../../src/main/core/model/reading.js';
import type { FeedTarget } from '../../src/main/core/model/target.js';
import { NO_STRAIN, type Strain } from '../../src/main/core/observe/strain.js';
import type { PageFeed } from '../../src/main/core/port/feeds.js';
import type { Source } from '../../src/main/core/port/source.js';
import { seconds } from '../../src/main/core/time/instant.js';
import { createChromium } from '../../src/main/platform/node/chromium/browser.js';
import { createPageSource } from '../../src/main/source/page/source.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { feedTarget } from '../support/servers/feeds.js';

/** Tests may run as root; the pages that they load are their own. */
const FEED: PageFeed = { form: 'mobile', executable: null, hosts: [], allowUnsandboxed: true };

/** The source as the product has it, on a machine that is at rest unless a test says otherwise. */
export const pageSource = (feed: Partial<PageFeed> = {}, strain: Strain = NO_STRAIN): Source<FeedTarget> =>
  createPageSource({
    feed: () => ({ ...FEED, ...feed }),
    browser: createChromium({ environment: process.env }),
    version: '1.2.3',
    watchStrain: async () => ({ end: () => strain }),
  });

export const pageTarget = (url: string, change: Partial<FeedTarget> = {}): FeedTarget =>
  feedTarget('page', 'page-home', { url, timeout: seconds(50), labels: { page: 'home' }, ...change });

/** One look, and the source stopped again. */
export const readPage = async (
  target: FeedTarget,
  feed: Partial<PageFeed> = {},
  strain: Strain = NO_STRAIN,
): Promise<Reading> => {
  const source = pageSource(feed, strain);
  try {
    return await source.read(target, { clock: createCountedClock(), signal: new AbortController().signal });
  } finally {
    await source.stop();
  }
};
