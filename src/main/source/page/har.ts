import type { BrowserEvent } from '../../core/port/browser.js';
import { scrub } from '../../core/privacy/scrub.js';
import { type Fields, fieldsOf, numberOf, textOf } from '../feed/fields.js';
import { shownAddress } from '../http/web-address.js';

/** Writes down what a page asks the network for, as an HTTP archive: https://w3c.github.io/web-performance/specs/HAR/Overview.html (1.2). */
export interface HarRecorder {
  take(event: BrowserEvent): void;
  har(about: { readonly title: string; readonly version: string }): string;
}

interface Entry {
  readonly wall: number;
  readonly began: number;
  readonly request: Fields;
  ended: number;
  response: Fields;
  bytes: number;
  failure: string | null;
}

const MOST_ENTRIES = 2_000;

/** Bodies are never taken; of headers and addresses goes what could let somebody go on as the visitor, or says who that is. */
export const createHarRecorder = (): HarRecorder => {
  const open = new Map<string, Entry>();
  const entries: Entry[] = [];
  const loaded = { content: -1, load: -1 };

  const begin = (id: string, params: Fields): void => {
    const before = open.get(id);
    if (before !== undefined && params.redirectResponse !== undefined) end(before, params, fieldsOf(params.redirectResponse));
    if (entries.length >= MOST_ENTRIES) return;
    const entry: Entry = {
      wall: numberOf(params.wallTime) ?? 0,
      began: numberOf(params.timestamp) ?? 0,
      request: fieldsOf(params.request),
      ended: numberOf(params.timestamp) ?? 0,
      response: {},
      bytes: -1,
      failure: null,
    };
    open.set(id, entry);
    entries.push(entry);
  };
  const end = (entry: Entry, { timestamp }: Fields, response?: Fields): void => {
    entry.ended = numberOf(timestamp) ?? entry.ended;
    if (response !== undefined) entry.response = response;
  };
  const steps: Readonly<Record<string, (entry: Entry, params: Fields) => void>> = {
    'Network.responseReceived': (entry, params) => end(entry, params, fieldsOf(params.response)),
    'Network.loadingFinished': (entry, params) => {
      end(entry, params);
      entry.bytes = numberOf(params.encodedDataLength) ?? -1;
    },
    'Network.loadingFailed': (entry, params) => {
      end(entry, params);
      entry.failure = textOf(params.blockedReason) ?? textOf(params.errorText) ?? 'failed';
    },
  };
  return {
    take: ({ method, params: given, session }) => {
      const params = fieldsOf(given);
      const at = numberOf(params.timestamp) ?? -1;
      if (method === 'Page.domContentEventFired' && session === null) loaded.content = at;
      if (method === 'Page.loadEventFired' && session === null) loaded.load = at;
      const id = textOf(params.requestId);
      if (id === undefined) return;
      if (method === 'Network.requestWillBeSent') return begin(id, params);
      const entry = open.get(id);
      if (entry !== undefined) steps[method]?.(entry, params);
    },
    har: ({ title, version }) => {
      const began = entries[0]?.began ?? 0;
      const since = (at: number): number => (at < 0 ? -1 : thousandths((at - began) * 1_000));
      const page = {
        startedDateTime: isoOf(entries[0]?.wall ?? 0),
        id: 'page_1',
        title,
        pageTimings: { onContentLoad: since(loaded.content), onLoad: since(loaded.load) },
      };
      const creator = { name: 'Watchroom', version };
      return JSON.stringify({ log: { version: '1.2', creator, pages: [page], entries: entries.map(entryOf) } }, null, 1);
    },
  };
};

const isoOf = (seconds: number): string => new Date(seconds * 1_000).toISOString();
const thousandths = (value: number): number => Math.round(value * 1_000) / 1_000;

const entryOf = ({ wall, began, ended, request, response, bytes, failure }: Entry): object => {
  const timings = timingsOf(fieldsOf(response.timing), (ended - began) * 1_000);
  const protocol = textOf(response.protocol) ?? '';
  const common = { httpVersion: protocol, cookies: [], headersSize: -1 };
  return {
    pageref: 'page_1',
    startedDateTime: isoOf(wall),
    time: thousandths(Math.max(0, (ended - began) * 1_000)),
    request: {
      ...common,
      method: textOf(request.method) ?? 'GET',
      url: addressOf(textOf(request.url)),
      headers: headersOf(request.headers),
      queryString: [],
      bodySize: -1,
    },
    response: {
      ...common,
      status: numberOf(response.status) ?? 0,
      statusText: textOf(response.statusText) ?? '',
      headers: headersOf(response.headers),
      content: { size: Math.max(0, bytes), mimeType: textOf(response.mimeType) ?? '' },
      redirectURL: addressOf(textOf(fieldsOf(response.headers).location)),
      bodySize: bytes,
      ...(failure === null ? {} : { _error: failure }),
    },
    cache: {},
    timings,
    ...(textOf(response.remoteIPAddress) === undefined ? {} : { serverIPAddress: textOf(response.remoteIPAddress) }),
  };
};

/** From the DevTools protocol's offsets, in milliseconds since the request; −1: the phase did not take place. */
const timingsOf = (timing: Fields, whole: number): object => {
  const at = (key: string): number => numberOf(timing[key]) ?? -1;
  const between = (from: string, to: string): number => (at(from) < 0 || at(to) < 0 ? -1 : thousandths(at(to) - at(from)));
  if (at('receiveHeadersEnd') < 0)
    return { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: thousandths(Math.max(0, whole)), receive: 0 };
  return {
    blocked: -1,
    dns: between('dnsStart', 'dnsEnd'),
    connect: between('connectStart', 'connectEnd'),
    ssl: between('sslStart', 'sslEnd'),
    send: Math.max(0, between('sendStart', 'sendEnd')),
    wait: Math.max(0, between('sendEnd', 'receiveHeadersEnd')),
    receive: thousandths(Math.max(0, whole - at('receiveHeadersEnd'))),
  };
};

const addressOf = (address: string | undefined): string => {
  if (address === undefined || address === '') return '';
  if (!URL.canParse(address)) return scrub(address);
  const url = new URL(address);
  // What stands in the address itself is no address of anything.
  if (!/^https?:$/.test(url.protocol)) return url.protocol;
  return `${url.origin}${scrub(shownAddress(url).slice(url.origin.length))}`;
};

const IS_SECRET = /cookie|token|authori[sz]ation|secret|session|api-?key|^x-csrf|^x-xsrf/i;
const IS_ADDRESS = /^(referer|location|content-location|link|origin)$/i;
const MOST_OF_HEADER = 500;

const headersOf = (headers: unknown): readonly object[] =>
  Object.entries(fieldsOf(headers)).map(([name, value]) => ({ name, value: headerOf(name, String(value)) }));

const headerOf = (name: string, value: string): string => {
  if (IS_SECRET.test(name)) return '•••';
  return IS_ADDRESS.test(name) ? addressOf(value) : value.slice(0, MOST_OF_HEADER);
};
