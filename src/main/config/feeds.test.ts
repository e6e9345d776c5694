import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { deskContext, readBody } from '../../../tests/support/config-text.js';
import type { ResolveContext } from './context.js';
import { resolveFeeds } from './resolve/feeds.js';
import { documentV1 } from './schema/v1.js';

let context: ResolveContext;

beforeAll(async () => {
  context = await deskContext();
});

const PROMETHEUS =
  'prometheus: { url: "https://p.example", queries: [{ series: "queue_length{queue=\\"mail\\"}", query: "sum(q)" }] }';
const SENTRY = 'sentry: { org: o, project: p, token: { stored: token } }';
const BUILDS = 'builds: { github: { owner: o, repository: r }, vercel: { project: p, token: { stored: token } } }';

const sources = (...each: string[]): string => `profile: none\nsources:\n${each.map((one) => `  ${one}\n`).join('')}`;

const ruleOver = (metric: string, more = ''): string =>
  `rules:\n  - { id: r, severity: warning, category: business, when: { metric: ${metric}, above: 5${more} } }\n`;

const messages = (text: string): readonly string[] => readBody(text, context).problems.map(({ message }) => message);

const isAwake = (text: string): boolean | undefined =>
  readBody(text, context).config?.rules.find(({ id }) => id === 'r')?.hasSource;

describe('another system that is asked', () => {
  it('is a target of its own', () => {
    const targets = readBody(sources(PROMETHEUS, SENTRY, BUILDS), context).config?.targets ?? [];
    expect(targets.map(({ id, source }) => `${source} ${id}`)).toEqual(
      expect.arrayContaining(['prometheus prometheus', 'sentry sentry', 'builds github', 'builds vercel']),
    );
    expect(messages(sources(PROMETHEUS, SENTRY, BUILDS))).toEqual([]);
  });

  it('is none where only its DSN or nothing is known of it', () => {
    const { config } = readBody(sources('sentry: { dsn: { stored: dsn } }'), context);
    expect(config?.targets.map(({ source }) => source)).toEqual(['host']);
  });

  it('may be looked at by a rule', () => {
    expect(messages(`${sources(PROMETHEUS)}${ruleOver('queue_length', ', match: { target: prometheus }')}`)).toEqual([]);
  });

  it('shares its id with no page', () => {
    const page = 'targets: [{ id: sentry, url: "https://a.example" }]\n';
    expect(messages(`${sources(SENTRY)}${page}`)).toEqual(['"sentry" is the id of Sentry']);
  });
});

describe('a rule', () => {
  it('over the name of a query has its metric', () => {
    expect(isAwake(`${sources(PROMETHEUS)}${ruleOver('queue_length')}`)).toBe(true);
    expect(isAwake(`${sources(PROMETHEUS)}${ruleOver('queue_lengths')}`)).toBe(false);
    expect(messages(ruleOver('queue_length'))).toEqual([expect.stringContaining('nothing produces the metric queue_length')]);
  });

  it('over what Sentry and builds give wakes up with them', () => {
    expect(isAwake(`${sources(SENTRY)}${ruleOver('js_errors_total')}`)).toBe(true);
    expect(isAwake(`${sources(BUILDS)}${ruleOver('js_errors_total')}`)).toBe(false);
  });

  it('that nothing feeds is told what to configure, of what this version reads', () => {
    const [problem] = readBody(`profile: none\n${ruleOver('js_errors_total')}`, context).problems;
    expect(problem?.remedy).toBe('Configure sources.ingest or sources.sentry or sources.mongodb.');
  });
});

describe('what browsers may name', () => {
  const KEY = 'writeKey: { env: K }, allowedOrigins: ["https://www.example.org"]';
  const feeds = (text: string) => resolveFeeds(documentV1.parse(parse(`version: 1\n${text}`))).ingest.public?.words;

  it('is what is listed, and what the rest of the document knows: pages that are looked at, forms that have a value', () => {
    const words = feeds(`
business: { values: { trial: 20 } }
targets: [{ id: a, url: "https://www.example.org/prices?x=1" }, { id: b, kind: tcp, host: b.example, port: 25 }]
sources:
  page: { urls: ["https://www.example.org/tutors"] }
  ingest: { public: { ${KEY}, pages: ["/blog/*"], forms: [newsletter], steps: [quote], variants: [short] } }`);
    expect(words?.pages).toEqual(['/blog/*', '/prices', '/tutors']);
    expect(words?.forms).toEqual(['newsletter', 'trial', 'inquiry', 'booking']);
    expect(words?.steps).toEqual(['quote', 'completion', 'newsletter', 'trial', 'inquiry', 'booking']);
    expect(words?.variants).toEqual(['short', 'control', 'variant', 'original', 'a', 'b', 'c', 'd']);
  });

  it.each(['prices', '/a b', '/*/x', '//', '/tutors?x=1', 'https://www.example.org/'])('is no page where it is %s', (page) => {
    const { problems } = readBody(sources(`ingest: { public: { ${KEY}, pages: ["${page}"] } }`), context);
    expect(problems).toMatchObject([{ path: 'sources.ingest.public.pages[0]', severity: 'error' }]);
  });
});

it('the series of a query must be a name', () => {
  const wrong = sources('prometheus: { url: "https://p.example", queries: [{ series: "queue length", query: q }] }');
  expect(readBody(wrong, context)).toMatchObject({
    config: null,
    problems: [{ path: 'sources.prometheus.queries[0].series', severity: 'error' }],
  });
});
