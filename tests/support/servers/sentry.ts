import type { IncomingMessage, ServerResponse } from 'node:http';
import { TOKEN } from './feeds.js';
import { createLoopback } from './loopback.js';

type Query = URLSearchParams;

export interface SentryServer {
  readonly url: string;
  readonly asked: URL[];
  /** The scopes that the token has. */
  scopes: Set<string>;
  /** Errors that came in a span of time, and the traces they were in. */
  errors: (query: Query) => { readonly count: number; readonly traces: number };
  pageLoads: number;
  /** Rows of web vitals by the field they are grouped by; `''` for the project as a whole. */
  vitals: Record<string, readonly Readonly<Record<string, unknown>>[]>;
  /** Rows of the server's transactions: all together, and each by its name. */
  transactions: { readonly all: readonly object[]; readonly each: readonly object[] };
  crashFree: number | null;
  /** The newest last. */
  issues: Record<'new' | 'regressed', number>;
  releases: readonly unknown[];
  /** Endpoints that an older server does not know. */
  unknown: Set<string>;
  stop(): Promise<void>;
}

const SCOPES: Readonly<Record<string, string>> = {
  events: 'org:read',
  sessions: 'org:read',
  issues: 'event:read',
  releases: 'project:read',
};

/** A Sentry on this machine: the endpoints of its Web API that are read, in their documented shapes. */
export const startSentry = async (): Promise<SentryServer> => {
  const loopback = createLoopback();
  const asked: URL[] = [];
  const server: State = {
    asked,
    scopes: new Set(['org:read', 'project:read', 'event:read']),
    errors: () => ({ count: 0, traces: 0 }),
    pageLoads: 0,
    vitals: {},
    transactions: { all: [], each: [] },
    crashFree: null,
    issues: { new: 0, regressed: 0 },
    releases: [],
    unknown: new Set(),
  };
  const url = await loopback.http((request, response) => serve(server, request, response));
  return Object.assign(server, { url, stop: loopback.stop });
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly link?: string;
}

type State = Omit<SentryServer, 'url' | 'stop'>;

const serve = (server: State, request: IncomingMessage, response: ServerResponse): void => {
  const place = new URL(request.url ?? '', 'http://x');
  server.asked.push(place);
  const { status, body, link } = answerTo(server, place, request.headers.authorization);
  const headers = { 'content-type': 'application/json', ...(link === undefined ? {} : { link }) };
  response.writeHead(status, headers).end(JSON.stringify(body));
};

const refusal = (status: number, detail: string): Answer => ({ status, body: { detail } });

const answerTo = (server: State, { pathname, searchParams }: URL, authorization: string | undefined): Answer => {
  if (authorization !== `Bearer ${TOKEN}`) return refusal(401, 'Invalid token');
  if (pathname === '/api/0/projects/example/website/') return { status: 200, body: { id: '42', slug: 'website' } };
  const what = /^\/api\/0\/organizations\/example\/(\w+)\/$/.exec(pathname)?.[1] ?? '';
  const scope = SCOPES[what];
  if (scope === undefined || server.unknown.has(what)) return refusal(404, 'The requested resource does not exist');
  if (!server.scopes.has(scope)) return refusal(403, 'You do not have permission to perform this action.');
  if (searchParams.get('project') !== '42') return refusal(400, 'Invalid project parameter. Values must be numbers.');
  if (what === 'issues') return issues(server, searchParams);
  return { status: 200, body: answerOf(server, what, searchParams) };
};

const answerOf = (server: State, what: string, query: Query): unknown => {
  if (what === 'releases') return server.releases;
  if (what === 'sessions') {
    const rate = { 'crash_free_rate(session)': server.crashFree };
    return { groups: [{ by: {}, totals: rate, series: {} }], intervals: [], query: '' };
  }
  const fields = query.getAll('field');
  if (fields[0] === 'count()' && query.get('dataset') === 'spans') return { data: [{ 'count()': server.pageLoads }], meta: {} };
  if (fields[0] === 'count()') return { data: [{ 'count()': server.errors(query).count }], meta: {} };
  if (fields[0] === 'count_unique(trace)') return { data: [{ 'count_unique(trace)': server.errors(query).traces }], meta: {} };
  if (query.get('query') === 'is_transaction:true') {
    const rows = fields[0] === 'transaction' ? server.transactions.each : server.transactions.all;
    return { data: rows, meta: { units: { 'p75(span.duration)': 'millisecond', 'p95(span.duration)': 'second' } } };
  }
  const by = fields[0]?.startsWith('p75') ? '' : (fields[0] ?? '');
  return { data: server.vitals[by] ?? [], meta: { units: { 'p75(measurements.lcp)': 'millisecond' } } };
};

/** Pages of issues, with the cursor of the next in `Link` as Sentry writes it. */
const issues = (server: State, query: Query): Answer => {
  const kind = /is:(new|regressed)/.exec(query.get('query') ?? '')?.[1] as 'new' | 'regressed';
  const from = Number(query.get('cursor')?.split(':')[1] ?? 0);
  const all = Array.from({ length: server.issues[kind] }, (_, n) => ({ id: String(n), title: 'TypeError: jane@example.org' }));
  const hasMore = from + 100 < all.length;
  const page = (rel: string, results: boolean, at: number): string =>
    `<https://sentry.io/api/0/organizations/example/issues/?cursor=0:${at}:0>; rel="${rel}"; results="${results}"; cursor="0:${at}:0"`;
  const link = `${page('previous', from > 0, 0)}, ${page('next', hasMore, from + 100)}`;
  return { status: 200, body: all.slice(from, from + 100), link };
};
