import type { BrowserEvent, BrowserPage } from '../../core/port/browser.js';
import { fieldsOf, numberOf, textOf } from '../feed/fields.js';
import { createLedger, type Ledger } from './ledger.js';
import { WORLD } from './observer.js';

/** What is known of a load under way. */
export interface Course {
  readonly ledger: Ledger;
  /** The page's main frame. */
  frame: string;
  status: number | null;
  finalUrl: string;
  redirects: number;
  navigations: number;
  dialogs: number;
  events: number;
  consoleErrors: number;
  /** The browser's own time of the load event, in seconds; null: it has not come. */
  loadedAt: number | null;
  /** The context in which the observer runs; null: there is none yet. */
  world: number | null;
  /** What the browser says that it is, to frames and workers as well. */
  agent: object;
  /** Why no page will come of it any more. */
  lost: string | null;
}

export const begin = (): Course => ({
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

/** Frames and workers in processes of their own wait until they are listened to. */
export const ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

/** No body is kept for us to be fetched. */
export const NOTHING_KEPT = { maxTotalBufferSize: 0, maxResourceBufferSize: 0 };

/** Takes one event of the browser in. */
export const follow = (course: Course, event: BrowserEvent, page: BrowserPage): void => {
  course.events += 1;
  course.ledger.take(event);
  STEPS[event.method]?.(course, event, page);
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
    ask(page, 'Network.enable', NOTHING_KEPT, session);
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
