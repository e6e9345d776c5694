import { fail, type Result } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { Browser, BrowserPage } from '../../core/port/browser.js';
import type { PageFeed } from '../../core/port/feeds.js';
import type { Look } from '../../core/port/source.js';
import { seconds } from '../../core/time/instant.js';
import type { Deadline } from '../net/deadline.js';
import { type LoadFailure, unreachable } from './failure.js';
import { type Loaded, load } from './load.js';

/** By what pages are loaded. */
export interface LoadTools {
  readonly browser: Browser;
  readonly version: string;
}

/** What else is done with the page of a load: as soon as it is open, and before it is closed. */
export interface Beside {
  readonly before: (page: BrowserPage) => void;
  readonly afterwards: (page: BrowserPage, loaded: Result<Loaded, LoadFailure>) => Promise<void>;
}

export const loadIn = async (
  { executable, allowUnsandboxed, form }: PageFeed,
  { url, timeout }: FeedTarget & { readonly url: string },
  { clock }: Look,
  { signal }: Deadline,
  { browser, version }: LoadTools,
  { before, afterwards }: Beside,
): Promise<Result<Loaded, LoadFailure>> => {
  const late = (failure: LoadFailure) => (error: unknown) => {
    if (!signal.aborted) throw error;
    return fail(failure);
  };
  const opened = await browser
    .open({ executable, allowUnsandboxed }, signal)
    .then((result) => (result.ok ? result : fail(ofBrowser(result.error))), late(ofBrowser(TOO_LATE)));
  if (!opened.ok) return opened;
  const page = opened.value;
  const notEnded = unreachable('timeout', `The page did not come to its end within ${timeout / seconds(1)} s.`);
  before(page);
  try {
    const loaded = await load(page, { url, form, version, clock, signal }).catch(late(notEnded));
    await afterwards(page, loaded);
    return loaded;
  } finally {
    await page.close();
  }
};

const ofBrowser = (text: string): LoadFailure => ({ kind: 'browser', text });

const TOO_LATE = 'The browser did not start in the time for a load: this machine is too busy, or the browser does not work.';
