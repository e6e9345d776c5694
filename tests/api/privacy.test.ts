import { afterEach, expect, it } from 'vitest';
import { everythingOf, filesOf, printedBy } from '../support/canary.js';
import { PERSONAL, personalIn, NAMES as WRITTEN_AS_LABELS } from '../support/personal.js';
import { type Console, createDataFolder, startConsole } from '../support/process.js';
import { TOKEN } from '../support/servers/feeds.js';
import { createLoopback } from '../support/servers/loopback.js';
import { startSentry } from '../support/servers/sentry.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const TEXTS = PERSONAL.map(([text]) => text);
/** What developers name their builds and alerts is a text of theirs, and kept as long as it holds no address, number or id. */
const NAMES = TEXTS.filter((text) => !text.startsWith('Please'));

const alertOf = (text: string): object => ({
  version: '4',
  alerts: [{ status: 'firing', labels: { alertname: text, severity: text, instance: text }, annotations: { summary: text } }],
});

/** Every field that a line may have, and some that it may not, each holding the text. */
const linesWith = (text: string): readonly object[] => {
  const where = { page: `/tutors/${text}`, device: text, country: text, connection: text, variant: text, part: text };
  return [
    {
      name: 'LCP',
      value: 1_200,
      page: `https://www.example.org/book/${text}?q=${text}#${text}`,
      id: text,
      navigationType: text,
    },
    { name: 'LCP', value: 1_200, ...where, attribution: { element: text, url: text } },
    { event: 'page_view', page: `/${text}`, user: text, referrer: text },
    { event: 'page_view', ...where },
    { event: 'js_error', page: '/', message: text, stack: text },
    { event: 'form_submission', form: text, outcome: 'success', email: text, name: text },
    { event: 'form_submission', form: 'inquiry', outcome: text },
    { event: 'funnel_step', step: text },
    { event: 'session', seconds: 10, pages: 2, visitor: text },
    { event: 'revenue', amount: 5, form: text, customer: text },
    { event: 'build', status: 'failed', project: text, branch: text, workflow: text, author: text },
    { event: 'deploy', project: text, environment: text },
    { event: text },
    { series: `queue{who=${JSON.stringify(text)}}`, value: 1 },
    { series: text, value: 1 },
    ...(NAMES.includes(text) ? [alertOf(text)] : []),
    { [text]: text },
  ];
};

const startPlaces = async () => {
  const loopback = createLoopback();
  const sentry = await startSentry();
  stops.push(() => Promise.all([loopback.stop(), sentry.stop()]));
  sentry.vitals = {
    '': [],
    transaction: TEXTS.map((transaction) => ({ transaction, 'p75(measurements.lcp)': 1_200, 'count()': 50 })),
  };
  sentry.releases = TEXTS.map((version, n) => ({
    version,
    shortVersion: version,
    dateCreated: new Date(Date.now() - n * 60_000).toISOString(),
    authors: [{ email: version }],
    lastCommit: { message: version },
    lastDeploy: { environment: version, dateFinished: new Date(Date.now() - n * 60_000).toISOString() },
  }));
  const json = (make: () => unknown) =>
    loopback.http(
      (_, answer) => void answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(make())),
    );
  return {
    sentry: sentry.url,
    // A page that shows its visitor by name, whose pictures are named after people, and which forwards to a personal address.
    site: await loopback.http((asked, answer) => {
      if (asked.url === '/')
        return void answer.writeHead(302, { location: `/hello/${encodeURIComponent(TEXTS[0] ?? '')}` }).end();
      if (asked.url?.startsWith('/hello') !== true) return void answer.writeHead(404).end();
      const pictures = TEXTS.map(
        (text) => `<img src="/people/${encodeURIComponent(text)}.png?of=${encodeURIComponent(text)}">`,
      );
      answer.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>Hello Jane Smith</h1>${pictures.join('')}`);
    }),
    github: await json(() => ({
      workflow_runs: NAMES.map((text, n) => ({
        id: n + 1,
        name: text,
        head_branch: text,
        run_attempt: 1,
        status: 'completed',
        conclusion: 'failure',
        updated_at: new Date(Date.now() - n * 1_000).toISOString(),
        display_title: text,
        actor: { login: text },
        head_commit: { author: { email: text }, message: text },
      })),
    })),
    prometheus: await json(() => ({
      status: 'success',
      data: {
        resultType: 'vector',
        result: ['mail', ...TEXTS].map((text) => ({
          metric: { __name__: 'queue', who: text },
          value: [Date.now() / 1_000, '1'],
        })),
      },
    })),
  };
};

const documentOf = (places: Awaited<ReturnType<typeof startPlaces>>): string =>
  JSON.stringify({
    version: 1,
    profile: 'none',
    connectivity: { probes: [] },
    channels: { desktop: { enabled: false } },
    targets: [{ id: 'site', url: `${places.site}/`, every: '1s', timeout: '900ms', assets: true }],
    sources: {
      host: { enabled: false },
      ingest: {
        public: { writeKey: 'write-me', allowedOrigins: ['https://www.example.org'], addressHeader: 'x-forwarded-for' },
      },
      sentry: { org: 'example', project: 'website', token: TOKEN, url: places.sentry, every: '1s' },
      builds: { github: { owner: 'albion', repository: 'site', branch: '*', url: places.github, every: '1s' } },
      prometheus: {
        url: places.prometheus,
        allowInsecure: true,
        queries: [{ series: 'queue_length', query: 'queue' }],
        every: '1s',
      },
    },
    // One alert a series, so that its labels go wherever alerts go.
    rules: ['queue_length', 'lcp_seconds', 'build', 'external_alert', 'asset_failures'].map((metric) => ({
      id: `any-${metric.replaceAll('_', '-')}`,
      name: `Any ${metric}`,
      severity: 'critical',
      category: 'business',
      when: metric === 'build' ? { metric, event: 'failed' } : { metric, above: 0 },
      playbook: 'site-down',
    })),
  });

const send = async (console: Console, path: string, lines: readonly object[]): Promise<string> => {
  const body = lines.map((line) => JSON.stringify(line)).join('\n');
  const headers = { origin: 'https://www.example.org', 'x-forwarded-for': '203.0.113.77' };
  const isPublic = path.startsWith('/collect');
  const answer = await fetch(new URL(path, console.url), { method: 'POST', body, ...(isPublic ? { headers } : {}) });
  return `${answer.status} ${await answer.text()}`;
};

it('nothing that says who somebody is stands in the store, the API, the view, the logs or what is exported', async () => {
  const places = await startPlaces();
  const { folder, remove } = await createDataFolder(documentOf(places));
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder });
  stops.push(() => console.stop());
  const answers: Record<string, string> = {};
  for (const text of TEXTS) {
    answers[`a sending of ${TEXTS.indexOf(text)}`] = await send(console, '/api/monitoring/ingest', linesWith(text));
  }
  for (const text of [...TEXTS, ...WRITTEN_AS_LABELS.map(([written]) => written)])
    answers[`beacons of ${Object.keys(answers).length}`] = await send(console, '/collect/write-me', linesWith(text));
  const firing = async (): Promise<readonly string[]> => {
    const { view } = await console.read('view.read', {});
    return [...new Set(Object.values(view.alerts).map(({ rule }) => rule))].sort();
  };
  await expect
    .poll(firing, { timeout: 30_000 })
    .toEqual(['any-asset-failures', 'any-build', 'any-external-alert', 'any-lcp-seconds', 'any-queue-length']);

  const before = {
    ...answers,
    ...(await everythingOf(console)),
    ...(await printedBy(folder)),
    'what it printed': console.said(),
  };
  expect(Object.values(before).join('\n')).not.toContain('203.0.113.77');
  expect(await console.stop()).toBe(0);
  expect(personalIn({ ...before, ...(await filesOf(folder)) })).toEqual([]);
}, 180_000);
