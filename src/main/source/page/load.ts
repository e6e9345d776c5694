import { fail, ok, type Result } from '../../core/model/result.js';
import type { BrowserPage } from '../../core/port/browser.js';
import type { Clock } from '../../core/port/clock.js';
import type { PageFeed } from '../../core/port/feeds.js';
import { type Duration, milliseconds, seconds } from '../../core/time/instant.js';
import { fieldsOf, textOf } from '../feed/fields.js';
import { pause } from '../net/deadline.js';
import { ATTACH, begin, type Course, follow, NOTHING_KEPT } from './course.js';
import { agentOf, screenOf } from './device.js';
import { excess } from './excess.js';
import { failureOfNetError, type LoadFailure, refusal, unreachable } from './failure.js';
import type { LoadedPage } from './measures.js';
import { ASK_OBSERVER, OBSERVER, sightOf, WORLD } from './observer.js';

export interface Loading {
  readonly url: string;
  readonly form: PageFeed['form'];
  readonly version: string;
  readonly clock: Clock;
  /** Ends the load; `load` then rejects. */
  readonly signal: AbortSignal;
}

/** A page that came to its end. */
export interface Loaded extends LoadedPage {
  readonly status: number;
  /** Where it came from in the end. */
  readonly finalUrl: string;
  readonly redirects: number;
  /** It still asked for things when it was measured. */
  readonly isRestless: boolean;
}

/** A page that has asked for nothing for so long after its load event is complete. */
const QUIET: Duration = seconds(1);
/** Pages that never stop asking are measured so long after their load event. */
const LONGEST_UNREST: Duration = seconds(10);
const STEP: Duration = milliseconds(50);

/** Loads an address in a blank page and waits until it is complete. Whatever the page does is an outcome; rejects only when aborted. */
export const load = async (page: BrowserPage, loading: Loading): Promise<Result<Loaded, LoadFailure>> => {
  const course = begin();
  let end: (failure: LoadFailure) => void = () => undefined;
  const ended = new Promise<Result<never, LoadFailure>>((resolve) => {
    end = (failure) => resolve(fail(failure));
  });
  const stops = [
    page.listen((event) => {
      follow(course, event, page);
      const failure = excess(course);
      if (failure !== null) end(failure);
    }),
    page.onGone((why) => end({ kind: 'browser', text: `The browser ${why} while it loaded the page.` })),
  ];
  const abort = (): void => end({ kind: 'browser', text: 'ended' });
  loading.signal.addEventListener('abort', abort, { once: true });
  try {
    const outcome = await Promise.race([ended, visit(page, course, loading).catch(asFailure)]);
    loading.signal.throwIfAborted();
    return outcome;
  } finally {
    loading.signal.removeEventListener('abort', abort);
    for (const stop of stops) stop();
  }
};

/** What the browser refuses while a page is there and well is a fault of ours or its own. */
const asFailure = (error: unknown): Result<never, LoadFailure> =>
  fail({
    kind: 'browser',
    text: `The browser could not load the page: ${error instanceof Error ? error.message : String(error)}.`,
  });

const visit = async (page: BrowserPage, course: Course, loading: Loading): Promise<Result<Loaded, LoadFailure>> => {
  await prepare(page, course, loading);
  const { errorText, isDownload } = fieldsOf(await page.send('Page.navigate', { url: loading.url }));
  if (isDownload === true)
    return fail({ kind: 'refused', status: course.status, text: 'answered with a file to download instead of a page' });
  const error = textOf(errorText);
  if (error !== undefined && course.status === null) return fail(failureOfNetError(error));
  if (error !== undefined && isPage(course.status)) return fail(failureOfNetError(error));
  const calm = await settle(course, loading);
  if (!calm.ok) return calm;
  return conclude(page, course, calm.value);
};

const isPage = (status: number | null): boolean =>
  status !== null && status >= 200 && status < 300 && status !== 204 && status !== 205;

const prepare = async (page: BrowserPage, course: Course, { form, version }: Loading): Promise<void> => {
  const { userAgent } = fieldsOf(await page.send('Browser.getVersion'));
  const { frameTree } = fieldsOf(await page.send('Page.getFrameTree'));
  course.frame = textOf(fieldsOf(fieldsOf(frameTree).frame).id) ?? '';
  course.agent = agentOf(form, textOf(userAgent) ?? '', version);
  await Promise.all([
    page.send('Network.enable', NOTHING_KEPT),
    page.send('Page.enable'),
    page.send('Runtime.enable'),
    page.send('Inspector.enable'),
    page.send('Network.setBypassServiceWorker', { bypass: true }),
    page.send('Emulation.setUserAgentOverride', course.agent),
    page.send('Emulation.setDeviceMetricsOverride', screenOf(form)),
    page.send('Emulation.setTouchEmulationEnabled', { enabled: form === 'mobile' }),
    page.send('Page.addScriptToEvaluateOnNewDocument', { source: OBSERVER, worldName: WORLD }),
    page.send('Target.setAutoAttach', ATTACH),
  ]);
};

/** Waits for the load event, and then until the page asks for nothing more; says whether it came to that. */
const settle = async (course: Course, { clock, signal }: Loading): Promise<Result<'calm' | 'restless', LoadFailure>> => {
  let loadedAt: number | null = null;
  let busyAt = clock.monotonic();
  for (;;) {
    signal.throwIfAborted();
    if (course.status !== null && !isPage(course.status)) return fail(refusal(course.status));
    const now = clock.monotonic();
    if (course.loadedAt === null) loadedAt = null;
    else loadedAt ??= now;
    if (loadedAt === null || course.ledger.underWay() > 0) busyAt = now;
    if (loadedAt !== null && now - busyAt >= QUIET) return ok('calm');
    if (loadedAt !== null && now - loadedAt >= LONGEST_UNREST) return ok('restless');
    await pause(clock, STEP, [signal]);
  }
};

const conclude = async (page: BrowserPage, course: Course, calm: 'calm' | 'restless'): Promise<Result<Loaded, LoadFailure>> => {
  const { world, loadedAt, status, ledger } = course;
  if (world === null || loadedAt === null || status === null)
    return fail(unreachable('protocol', 'The page cannot be measured: what came is no HTML.'));
  const asked = { expression: ASK_OBSERVER, contextId: world, returnByValue: true };
  const { value } = fieldsOf(fieldsOf(await page.send('Runtime.evaluate', asked)).result);
  const said = textOf(value);
  if (said === undefined) return fail({ kind: 'browser', text: 'The browser did not tell what it saw of the page.' });
  const { finalUrl, redirects, consoleErrors } = course;
  const sight = sightOf(said);
  const requests = ledger.requests();
  return ok({ requests, loadedAt, sight, consoleErrors, status, finalUrl, redirects, isRestless: calm === 'restless' });
};
