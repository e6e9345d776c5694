import { fail, ok, type Result } from '../../core/model/result.js';
import type { BrowserEvent, BrowserPage } from '../../core/port/browser.js';
import type { Clock } from '../../core/port/clock.js';
import type { PageFeed } from '../../core/port/feeds.js';
import { type Duration, milliseconds, seconds } from '../../core/time/instant.js';
import { fieldsOf, numberOf, textOf } from '../feed/fields.js';
import { pause } from '../net/deadline.js';
import { agentOf, screenOf } from './device.js';
import { failureOfNetError, type LoadFailure, refusal, unreachable } from './failure.js';
import { createLedger, type Ledger } from './ledger.js';
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

/** No page that anybody wants to visit needs more: what does must not fill this machine. */
const MOST_TRANSFERRED = 100_000_000;
const MOST_UNPACKED = 200_000_000;
const MOST_REQUESTS = 5_000;
const MOST_EVENTS = 50_000;
const MOST_DIALOGS = 20;
const MOST_NAVIGATIONS = 20;

/** A page that has asked for nothing for so long after its load event is complete. */
const QUIET: Duration = seconds(1);
/** Pages that never stop asking are measured so long after their load event. */
const LONGEST_UNREST: Duration = seconds(10);
const STEP: Duration = milliseconds(50);

/** What is known of a load under way. */
interface Course {
  readonly ledger: Ledger;
  frame: string;
  status: number | null;
  finalUrl: string;
  redirects: number;
  navigations: number;
  dialogs: number;
  events: number;
  consoleErrors: number;
  loadedAt: number | null;
  world: number | null;
  agent: object;
  /** Why no page will come of it any more. */
  lost: string | null;
}

/** Loads an address in a blank page and waits until it is complete. Whatever the page does is an outcome; rejects only when aborted. */
export const load = async (page: BrowserPage, loading: Loading): Promise<Result<Loaded, LoadFailure>> => {
  const course = begin();
  let end: (failure: LoadFailure) => void = () => undefined;
  const ended = new Promise<Result<never, LoadFailure>>((resolve) => {
    end = (failure) => resolve(fail(failure));
  });
  const stops = [
    page.listen((event) => {
      const failure = follow(course, event, page);
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

const begin = (): Course => ({
  ledger: createLedger(),
  frame: '',
  status: null,
  finalUrl: '',
  redirects: 0,
  navigations: 0,
  dialogs: 0,
  events: 0,
  consoleErrors: 0,
  loadedAt: null,
  world: null,
  agent: {},
  lost: null,
});

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
  // No body is kept for us to be fetched.
  const nothingKept = { maxTotalBufferSize: 0, maxResourceBufferSize: 0 };
  await Promise.all([
    page.send('Network.enable', nothingKept),
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

/** Frames and workers in processes of their own wait until they are listened to. */
const ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

/** Takes one event in; gives why the load is over, where it is. */
const follow = (course: Course, event: BrowserEvent, page: BrowserPage): LoadFailure | null => {
  course.events += 1;
  course.ledger.take(event);
  STEPS[event.method]?.(course, event, page);
  return excess(course);
};

type Step = (course: Course, event: BrowserEvent, page: BrowserPage) => void;

/** Nobody waits for these answers: a frame that is gone by then has none. */
const ask = (page: BrowserPage, method: string, params: object, session: string | null): void => {
  page.send(method, params, session).catch(() => undefined);
};

const STEPS: Readonly<Record<string, Step>> = {
  'Target.attachedToTarget': ({ agent }, { params }, page) => {
    const session = textOf(fieldsOf(params).sessionId);
    if (session === undefined) return;
    ask(page, 'Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 }, session);
    ask(page, 'Emulation.setUserAgentOverride', agent, session);
    ask(page, 'Target.setAutoAttach', ATTACH, session);
    ask(page, 'Runtime.runIfWaitingForDebugger', {}, session);
  },
  'Network.responseReceived': (course, { params }) => {
    const { type, frameId, response } = fieldsOf(params);
    if (type !== 'Document' || frameId !== course.frame) return;
    const { status, url } = fieldsOf(response);
    course.status = numberOf(status) ?? null;
    course.finalUrl = textOf(url) ?? '';
  },
  'Network.requestWillBeSent': (course, { params }) => {
    const { type, frameId, redirectResponse } = fieldsOf(params);
    if (type === 'Document' && frameId === course.frame && redirectResponse !== undefined) course.redirects += 1;
  },
  'Page.frameNavigated': (course, { params, session }) => {
    const { id, unreachableUrl } = fieldsOf(fieldsOf(params).frame);
    if (session !== null || id !== course.frame) return;
    course.navigations += 1;
    // Of the first navigation its own answer says more.
    if (unreachableUrl !== undefined && course.navigations > 1) course.lost = 'it leads to an address that does not load';
    course.loadedAt = null;
    course.world = null;
  },
  'Page.loadEventFired': (course, { params, session }) => {
    if (session === null) course.loadedAt = numberOf(fieldsOf(params).timestamp) ?? null;
  },
  'Runtime.executionContextCreated': (course, { params, session }) => {
    const { id, name, auxData } = fieldsOf(fieldsOf(params).context);
    if (session !== null || name !== WORLD || fieldsOf(auxData).frameId !== course.frame) return;
    // The first since the navigation: Chromium 130 tells that of a frame from elsewhere under the same name as well.
    course.world ??= numberOf(id) ?? null;
  },
  'Runtime.consoleAPICalled': (course, { params }) => {
    if (fieldsOf(params).type === 'error') course.consoleErrors += 1;
  },
  'Runtime.exceptionThrown': (course) => {
    course.consoleErrors += 1;
  },
  'Inspector.targetCrashed': (course) => {
    course.lost = 'it made the browser’s process for it crash, as one does that fills the memory';
  },
  'Page.javascriptDialogOpening': (course, { session }, page) => {
    course.dialogs += 1;
    ask(page, 'Page.handleJavaScriptDialog', { accept: false }, session);
  },
};

/** Why a page that behaves so is not looked at any longer. */
const excess = ({ ledger, events, dialogs, navigations, lost }: Course): LoadFailure | null => {
  if (lost !== null) return unreachable('protocol', `The page did not load: ${lost}.`);
  const { transferred, unpacked } = ledger.received();
  if (transferred > MOST_TRANSFERRED || unpacked > MOST_UNPACKED)
    return unreachable('too-large', 'The page was given up: it brings more than 100 MB, or unpacks to more than 200 MB.');
  if (events > MOST_EVENTS || ledger.count() > MOST_REQUESTS)
    return unreachable('too-large', 'The page was given up: it asks for things, or writes to its console, without end.');
  if (dialogs > MOST_DIALOGS) return unreachable('protocol', 'The page was given up: it opens dialogs without end.');
  if (navigations > MOST_NAVIGATIONS)
    return unreachable('redirect-loop', 'The page was given up: it leads from one address to the next without end.');
  return null;
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
