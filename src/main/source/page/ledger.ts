import type { BrowserEvent } from '../../core/port/browser.js';
import { type Fields, fieldsOf, numberOf, textOf } from '../feed/fields.js';

/** One request that went over the network. A redirect is a request of its own. */
export interface PageRequest {
  readonly url: string;
  /** What the page asked for, before any redirect. */
  readonly askedFor: string;
  /** As the browser names it: `Script`, `Stylesheet`, `Image`, `Document`, … */
  readonly type: string;
  /** Seconds on the browser's own clock. */
  readonly startedAt: number;
  /** What was transferred for it, head and body, as it went over the network. */
  readonly bytes: number;
  readonly status: number | null;
  /** Why it failed; null where it did not, or where the page itself gave it up. */
  readonly failure: string | null;
}

/** Keeps account of what a page asks the network for. */
export interface Ledger {
  take(event: BrowserEvent): void;
  requests(): readonly PageRequest[];
  /** All requests so far, whatever became of them. */
  count(): number;
  /** Requests that are not over, without those that never are. */
  underWay(): number;
  /** Bytes so far, as transferred and as unpacked. */
  received(): { readonly transferred: number; readonly unpacked: number };
}

type Open = { -readonly [Key in keyof PageRequest]: PageRequest[Key] } & {
  isCached: boolean;
  isOver: boolean;
  /** Bytes of the answer's head, of its body as unpacked, and as the head says that it will be. */
  head: number;
  unpacked: number;
  declared: number | null;
};

/** A stream of events is open as long as its page is. */
const NEVER_OVER: ReadonlySet<string> = new Set(['EventSource', 'WebSocket']);

/**
 * What counts: every request by http or https of the page, its frames and its workers. What does not: `data:` and `blob:`
 * (they are part of something that was counted), what the cache answered, the icon that the browser itself fetches.
 */
export const createLedger = (): Ledger => {
  const current = new Map<string, Open>();
  const done: Open[] = [];
  const received = { transferred: 0, unpacked: 0 };

  const add = (request: Open, bytes: number): void => {
    request.bytes += bytes;
    received.transferred += bytes;
  };
  const setTotal = (request: Open, total: number): void => add(request, Math.max(0, total) - request.bytes);

  const begin = (id: string, params: unknown): void => {
    const { request, type, timestamp, redirectResponse, initiator } = fieldsOf(params);
    const url = textOf(fieldsOf(request).url) ?? '';
    const before = current.get(id);
    if (before !== undefined && redirectResponse !== undefined) redirected(before, redirectResponse);
    if (!/^https?:/i.test(url) || isIcon(type, fieldsOf(initiator).type)) return void current.delete(id);
    const started: Open = {
      url,
      askedFor: redirectResponse === undefined ? url : (before?.askedFor ?? url),
      type: textOf(type) ?? 'Other',
      startedAt: numberOf(timestamp) ?? 0,
      bytes: 0,
      status: null,
      failure: null,
      isCached: false,
      isOver: false,
      head: 0,
      unpacked: 0,
      declared: null,
    };
    current.set(id, started);
    done.push(started);
  };
  const redirected = (request: Open, response: unknown): void => {
    const { status, encodedDataLength } = fieldsOf(response);
    setTotal(request, numberOf(encodedDataLength) ?? 0);
    request.status = numberOf(status) ?? null;
    request.isOver = true;
  };
  const answered = (request: Open, params: unknown): void => {
    const { response, type } = fieldsOf(params);
    const { status, encodedDataLength, fromDiskCache, fromPrefetchCache, headers } = fieldsOf(response);
    request.head = numberOf(encodedDataLength) ?? 0;
    request.declared = declaredLength(fieldsOf(headers));
    request.status = numberOf(status) ?? null;
    request.type = textOf(type) ?? request.type;
    request.isCached ||= fromDiskCache === true || fromPrefetchCache === true;
    if (!request.isCached) add(request, request.head);
  };
  const arrived = (request: Open, params: unknown): void => {
    const { dataLength, encodedDataLength } = fieldsOf(params);
    request.unpacked += numberOf(dataLength) ?? 0;
    received.unpacked += numberOf(dataLength) ?? 0;
    if (!request.isCached) add(request, Math.max(0, numberOf(encodedDataLength) ?? 0));
  };
  const finished = (request: Open, params: unknown): void => {
    request.isOver = true;
    const total = numberOf(fieldsOf(params).encodedDataLength);
    if (!request.isCached && total !== undefined) setTotal(request, isWithoutBody(request, total) ? bodied(request) : total);
  };
  const failed = (request: Open, params: unknown): void => {
    const { errorText, canceled, blockedReason } = fieldsOf(params);
    request.isOver = true;
    request.failure = canceled === true ? null : (textOf(blockedReason) ?? textOf(errorText) ?? 'failed');
  };
  const steps: Readonly<Record<string, (request: Open, params: unknown) => void>> = {
    'Network.responseReceived': answered,
    'Network.dataReceived': arrived,
    'Network.loadingFinished': finished,
    'Network.loadingFailed': failed,
    'Network.requestServedFromCache': (request) => {
      request.isCached = true;
    },
  };

  return {
    take: ({ method, params }) => {
      const id = textOf(fieldsOf(params).requestId);
      if (id === undefined) return;
      if (method === 'Network.requestWillBeSent') return begin(id, params);
      const request = current.get(id);
      if (request !== undefined) steps[method]?.(request, params);
    },
    requests: () => done.filter(({ isCached }) => !isCached).map(toRequest),
    count: () => done.length,
    underWay: () => [...current.values()].filter(({ isOver, type }) => !isOver && !NEVER_OVER.has(type)).length,
    received: () => received,
  };
};

const toRequest = ({ url, askedFor, type, startedAt, bytes, status, failure }: Open): PageRequest => ({
  url,
  askedFor,
  type,
  startedAt,
  bytes,
  status,
  failure,
});

/** Of the script that a worker starts with Chromium tells the head alone as transferred. */
const isWithoutBody = ({ head, unpacked }: Open, total: number): boolean => total <= head && unpacked > 0;

const bodied = ({ head, declared, unpacked }: Open): number => head + (declared ?? unpacked);

const declaredLength = (headers: Fields): number | null => {
  const [, text] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-length') ?? [];
  return typeof text === 'string' && /^\d{1,12}$/.test(text) ? Number(text) : null;
};

/** Asked for by the browser, which has nobody to show it to, and not by the page. */
const isIcon = (type: unknown, initiator: unknown): boolean => type === 'Other' && initiator === 'other';
