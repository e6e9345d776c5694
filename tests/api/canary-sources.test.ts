import type { RequestListener } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { everythingOf, filesOf, forms, leaksOf, printedBy, repeating } from '../support/canary.js';
import { type Console, createDataFolder, startConsole } from '../support/process.js';
import { createLoopback } from '../support/servers/loopback.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A secret of each source: whichever is found somewhere names its own leak. */
const CANARIES = {
  sentry: 'canary-sentry-aa11',
  github: 'canary-github-bb22',
  githubSigning: 'canary-github-hook-cc33',
  vercel: 'canary-vercel-dd44',
  vercelSigning: 'canary-vercel-hook-ee55',
  prometheus: 'canary-prometheus-ff66',
  mongodb: 'canary-mongodb-gg77',
  writeKey: 'canary-write-key-hh88',
} as const;

const leaksIn = leaksOf(Object.values(CANARIES).flatMap(forms));

const ENVIRONMENT = {
  SENTRY: CANARIES.sentry,
  GITHUB: CANARIES.github,
  GITHUB_HOOK: CANARIES.githubSigning,
  VERCEL: CANARIES.vercel,
  VERCEL_HOOK: CANARIES.vercelSigning,
  PROMETHEUS: CANARIES.prometheus,
  WRITE_KEY: CANARIES.writeKey,
};

/** Answers as `repeats` does, and notes the token that it was asked with. */
const noting =
  (tokens: Set<string>, repeats: RequestListener): RequestListener =>
  (asked, answer) => {
    tokens.add(asked.headers.authorization ?? '');
    return repeats(asked, answer);
  };

const documentOf = (places: { readonly forbidding: string; readonly failing: string; readonly closed: number }): string =>
  JSON.stringify({
    version: 1,
    profile: 'none',
    connectivity: { probes: [] },
    channels: { desktop: { enabled: false } },
    sources: {
      host: { enabled: false },
      sentry: { org: 'albion', project: 'site', token: { env: 'SENTRY' }, url: places.forbidding, every: '1s' },
      builds: {
        github: {
          owner: 'albion',
          repository: 'site',
          token: { env: 'GITHUB' },
          webhookSecret: { env: 'GITHUB_HOOK' },
          url: places.failing,
          every: '1s',
        },
        vercel: {
          project: 'site',
          token: { env: 'VERCEL' },
          webhookSecret: { env: 'VERCEL_HOOK' },
          url: places.forbidding,
          every: '1s',
        },
      },
      prometheus: {
        url: places.failing,
        bearer: { env: 'PROMETHEUS' },
        allowInsecure: true,
        queries: [{ series: 'queue_length', query: 'queue_length' }],
        every: '1s',
      },
      mongodb: { uri: `mongodb://watch:${CANARIES.mongodb}@127.0.0.1:${places.closed}/site`, every: '1s' },
      ingest: { public: { writeKey: { env: 'WRITE_KEY' }, allowedOrigins: ['https://www.example.org'] } },
    },
    rules: [
      {
        id: 'source-failing',
        name: 'Source failing',
        severity: 'warning',
        category: 'infrastructure',
        when: { metric: 'source_up', below: 1 },
        playbook: 'source-failing',
      },
    ],
  });

/** What is sent here with a wrong key, a wrong signature, or nonsense under the right one. */
const sendWrongly = async (console: Console): Promise<Readonly<Record<string, string>>> => {
  const post = async (path: string, headers: Record<string, string>, body: string): Promise<string> => {
    const answer = await fetch(new URL(path, console.url), { method: 'POST', headers, body });
    expect.soft({ path, ok: answer.ok }).toEqual({ path, ok: false });
    return `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
  };
  const signed = { 'x-github-event': 'workflow_run', 'x-hub-signature-256': 'sha256=00' };
  return {
    'a wrong write key': await post('/collect/canary-write-key-hh99', {}, '{}'),
    'nonsense under the write key': await post(`/collect/${CANARIES.writeKey}`, {}, `{"event":"${'x'.repeat(50)}"}`),
    'a wrong origin': await post(`/collect/${CANARIES.writeKey}`, { origin: 'https://elsewhere.example' }, '{}'),
    'a wrong signature of GitHub': await post('/api/monitoring/ingest', signed, '{}'),
    'a wrong signature of Vercel': await post('/api/monitoring/ingest', { 'x-vercel-signature': '00' }, '{}'),
  };
};

it('however a source fails, no secret stands in anything that is shown, answered, printed or kept', async () => {
  const loopback = createLoopback();
  stops.push(() => loopback.stop());
  const tokens = new Set<string>();
  const places = {
    forbidding: await loopback.http(noting(tokens, repeating(403))),
    failing: await loopback.http(noting(tokens, repeating(503))),
    closed: await loopback.closedPort(),
  };
  const { folder, remove } = await createDataFolder(documentOf(places));
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder, environment: ENVIRONMENT });
  stops.push(() => console.stop());
  const failing = async (): Promise<readonly string[]> => {
    const { view } = await console.read('view.read', {});
    return Object.values(view.sources)
      .filter(({ state }) => state === 'failing')
      .map(({ kind }) => kind);
  };
  await expect
    .poll(failing, { timeout: 60_000 })
    .toEqual(expect.arrayContaining(['sentry', 'builds', 'prometheus', 'mongodb']));

  const answers = await sendWrongly(console);
  const texts: Readonly<Record<string, string>> = {
    ...answers,
    ...(await everythingOf(console)),
    ...(await printedBy(folder)),
    'what it printed': console.said(),
    ...(await filesOf(folder)),
  };
  expect(leaksIn(texts)).toEqual([]);

  // Nothing was searched in vain: the servers were asked with the secrets, and the health of each source is told.
  const { sentry, github, vercel, prometheus } = CANARIES;
  expect([...tokens]).toEqual(expect.arrayContaining([sentry, github, vercel, prometheus].map((token) => `Bearer ${token}`)));
  expect(texts.view).toContain('sentry');
}, 120_000);
