import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTrySource } from '../../src/main/app/try-source.js';
import { createPreviews } from '../../src/main/channel/preview/preview.js';
import { openFileSettings } from '../../src/main/config/file.js';
import { isGivenBy } from '../../src/main/config/given-by.js';
import { maskSecrets, unmaskSecrets, unmaskValue } from '../../src/main/config/mask.js';
import { readPlaybooks } from '../../src/main/config/playbooks.js';
import { sources as sourcesSchema } from '../../src/main/config/schema/v1/source.js';
import { parseText } from '../../src/main/config/text.js';
import type { Actor } from '../../src/main/core/model/actor.js';
import type { Reading } from '../../src/main/core/model/reading.js';
import { fail } from '../../src/main/core/model/result.js';
import type { SourceSetting, SourceStanding } from '../../src/main/core/model/source-setting.js';
import type { Gate } from '../../src/main/core/port/gate.js';
import type { History } from '../../src/main/core/port/history.js';
import type { Journal } from '../../src/main/core/port/journal.js';
import type { Log } from '../../src/main/core/port/log.js';
import type { Search } from '../../src/main/core/port/search.js';
import type { Settings } from '../../src/main/core/port/settings.js';
import { instant } from '../../src/main/core/time/instant.js';
import { createGate } from '../../src/main/ipc/gate.js';
import { createHandlers } from '../../src/main/ipc/handlers/table.js';
import { createTurns } from '../../src/main/source/feed/turns.js';
import type { ConfigView, SaveAnswer } from '../../src/preload/contract/calls/config.js';
import type { ConfigProblem } from '../../src/preload/contract/views.js';
import {
  belowSource,
  blockIn,
  type Place,
  pathOf,
  sourceBlockOf,
  sourceDraftOf,
  sourceErrors,
  sourceSecrets,
  triedBlockOf,
} from '../../src/renderer/feature/system/source/draft.js';
import { SOURCE_FORMS, SOURCES } from '../../src/renderer/feature/system/source/forms.js';
import { rowsText } from '../../src/renderer/ui/form/rows.js';
import { createScriptedDesk, type ScriptedDesk } from '../support/desk.js';
import { createFakeClock } from '../support/fake-clock.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { type Receiver, startReceiver } from '../support/servers/receiver.js';

const RESOURCES = resolve(import.meta.dirname, '../../resources');
const ANN: Actor = { name: 'Ann', role: 'admin', via: 'browser' };
const VIC: Actor = { name: 'Vic', role: 'viewer', via: 'browser' };
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let file: string;
let settings: Settings;
let desk: ScriptedDesk;
let gate: Gate;
let server: Receiver;

const start = async (text: string, history: Partial<History> = {}): Promise<void> => {
  await writeFile(file, text);
  const clock = createFakeClock(instant(1_800_000_000_000));
  settings = await openFileSettings({
    file,
    dataFolder: folder,
    resourcesFolder: RESOURCES,
    environment: {},
    user: 'ana',
    timeZone: 'UTC',
    clock,
    log: silent,
  });
  desk = createScriptedDesk();
  const secrets = scriptedSecrets({ kept: 'token-hunter2' });
  const handlers = createHandlers({
    desk,
    settings,
    secrets,
    history: { list: async () => [], raw: async () => [], ...history } as unknown as History,
    journal: {} as Journal,
    search: {} as Search,
    clock,
    build: { version: '0.1.0', platform: 'linux' },
    playbooks: await readPlaybooks(RESOURCES),
    previews: createPreviews(() => []),
    mask: { maskSecrets, unmaskSecrets, unmaskValue },
    readDocument: (written) => parseText(written).value ?? null,
    parseTarget: () => fail({ code: 'bad-input', message: '', field: '' }),
    trySource: createTrySource({
      settings,
      secrets,
      clock: createCountedClock(),
      log: silent,
      version: '1.2.3',
      dataFolder: folder,
      browser: { open: async () => fail('There is no browser here.'), stop: async () => undefined },
      pages: createTurns(),
      audits: createTurns(),
    }),
    lookAtSite: async () => fail({ code: 'bad-input', message: 'nothing is looked at here' }),
    isGivenBy,
    evidence: { of: async () => [], read: async () => null, keepHar: async () => '' },
    loadHar: async () => fail('there is no page here'),
    audits: { list: async () => [], of: async () => [], read: async () => null },
    openReport: null,
    ownWindow: null,
    updates: null,
  });
  gate = createGate({ handlers, log: silent });
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-sources-'));
  file = join(folder, 'config.yml');
  server = await startReceiver({ status: 200, body: '{}' });
});
afterEach(async () => {
  await settings.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = async <Value>(call: string, input: unknown): Promise<Value> => {
  const answer = await gate(call, input, ANN);
  if (!answer.ok) throw new Error(`${call}: ${answer.error.message}`);
  return JSON.parse(JSON.stringify(answer.value)) as Value;
};

const ROW = (texts: Record<string, string>) => rowsText([{ texts, before: {} }]);

/** Every field of a source's form filled in, as somebody would. */
const FILLED: Partial<Record<SourceSetting, Readonly<Record<string, string>>>> = {
  sentry: { org: 'o', project: 'p', 'token.typed': 't', environment: 'production', url: 'https://de.sentry.io', every: '2m' },
  mongodb: {
    'uri.typed': 'mongodb://u:p@db.example.org/site?tls=true',
    database: 'site',
    'events.collection': 'rum_events',
    'events.time': 'when',
    business: ROW({ name: 'booking', collection: 'bookings', time: 'createdAt' }),
    allowInsecure: 'yes',
    every: '30s',
  },
  prometheus: {
    url: 'https://p.example.org',
    queries: ROW({ series: 'queue_length{queue="mail"}', query: 'sum(q)' }),
    'bearer.typed': 't',
    allowInsecure: 'yes',
    every: '30s',
  },
  github: {
    owner: 'o',
    repository: 'r',
    'token.place': 'environment',
    'token.variable': 'GITHUB_TOKEN',
    workflow: 'deploy.yml',
    branch: 'main',
    'webhookSecret.typed': 's',
    url: 'https://api.github.com',
    every: '2m',
  },
  vercel: {
    project: 'p',
    'token.typed': 't',
    team: 'team_1',
    deployments: 'all',
    'webhookSecret.typed': 's',
    url: 'https://api.vercel.com',
    every: '2m',
  },
  page: {
    urls: 'https://www.example.org/, https://www.example.org/book',
    form: 'desktop',
    hosts: 'cdn.example.net',
    every: '1h',
    browser: '/usr/bin/chromium',
    allowUnsandboxed: 'yes',
  },
  lighthouse: {
    urls: 'https://www.example.org/',
    runs: '3',
    form: 'mobile',
    every: '12h',
    browser: '/usr/bin/chromium',
    allowUnsandboxed: 'yes',
    'server.url': 'https://lhci.example.org',
    'server.project': 'site',
    'server.branch': 'main',
    'server.token.typed': 't',
    'server.allowInsecure': 'yes',
    reports: '/var/reports',
  },
  json: {
    url: 'https://shop.example.org/status.json',
    'bearer.typed': 't',
    values: ROW({ series: 'open_orders', path: '$.orders.open' }),
    ...{ 'builds.list': '$.builds', 'builds.id': '$.id', 'builds.status': '$.result', 'builds.at': '$.timestamp' },
    ...{
      'builds.project': 'website',
      'builds.branch': '$.branch',
      'builds.workflow': '$.name',
      'builds.environment': 'production',
    },
    allowInsecure: 'yes',
    every: '2m',
  },
  ingest: {
    'public.writeKey.typed': 'k',
    'public.allowedOrigins': 'https://www.example.org',
    'public.countryHeader': 'cf-ipcountry',
    'public.addressHeader': 'x-forwarded-for',
    'public.pages': '/prices, /tutors/:name, /blog/*',
    'public.forms': 'newsletter',
    'public.steps': 'quote',
    'public.variants': 'short-form',
  },
  host: { enabled: 'no', every: '1m' },
};

const PROMETHEUS: Place = { setting: 'prometheus', name: null };
const placeOf = (setting: SourceSetting): Place => ({
  setting,
  name: SOURCE_FORMS[setting].many === undefined ? null : 'shop',
});
const draftOf = (setting: SourceSetting, before = {}) => ({
  ...sourceDraftOf(placeOf(setting), before),
  ...FILLED[setting],
});

describe('the form of a source', () => {
  it.each(SOURCES)('of %s writes what the configuration takes, and shows it again', async (setting) => {
    await start('version: 1\nprofile: none\n# mine\nsite: { name: Example }\n');
    const place = placeOf(setting);
    const draft = draftOf(setting);
    expect(sourceErrors(SOURCE_FORMS[setting].fields, draft)).toEqual({});
    const block = sourceBlockOf(place, draft, {});
    const answer = await ask<SaveAnswer>('config.edit', {
      edits: [{ path: [...pathOf(place)], value: block }],
      revision: settings.current().revision,
    });
    expect(answer).toMatchObject({ saved: true });
    expect(await readFile(file, 'utf8')).toContain('# mine');
    const again = blockIn(await ask<ConfigView>('config.read', {}), place) ?? {};
    expect(sourceBlockOf(place, sourceDraftOf(place, again), again)).toEqual(block);
    for (const { value } of sourceSecrets(place, draft)) expect(JSON.stringify(block)).not.toContain(`"${value}"`);
    await ask('config.edit', { edits: [{ path: [...pathOf(place)] }], revision: settings.current().revision });
    expect(blockIn(await ask<ConfigView>('config.read', {}), place)).toBeUndefined();
  });

  it.each(SOURCES)('of %s has a field for every key that the document knows, or says that it has none', (setting) => {
    const { path, fields, inText, many } = SOURCE_FORMS[setting];
    const shape = shapeAt(sourcesSchema, [...path.slice(1), ...(many === undefined ? [] : ['*'])]);
    const asked = new Set([...fields.map(({ key }) => key.split('.')[0] ?? ''), ...inText]);
    expect([...asked].sort()).toEqual(Object.keys(shape).sort());
  });
});

/** The keys of a block of the schema, through what makes it optional. */
const shapeAt = (schema: unknown, path: readonly string[]): Readonly<Record<string, unknown>> => {
  const open = schema as {
    readonly shape?: Record<string, unknown>;
    readonly valueType?: unknown;
    readonly unwrap?: () => unknown;
  };
  const [step, ...further] = path;
  if (open.valueType !== undefined) return shapeAt(open.valueType, further);
  if (open.shape === undefined) return shapeAt(open.unwrap?.(), path);
  return step === undefined ? open.shape : shapeAt(open.shape[step], further);
};

describe('what the check says of a source', () => {
  it('begins its paths inside the block, and keeps nothing', async () => {
    await start('version: 1\nprofile: none\n');
    const block = { url: 'p.example.org', queries: [{ series: 'queue length', query: 'q' }] };
    const problems = await ask<readonly ConfigProblem[]>('source.check', { source: 'prometheus', block });
    expect(problems.map(({ path }) => path)).toEqual(['url', 'queries[0].series']);
    expect(problems[0]).toMatchObject({ severity: 'error', remedy: expect.stringContaining('https://') });
    expect(await readFile(file, 'utf8')).toBe('version: 1\nprofile: none\n');
  });
});

describe('a try of a source', () => {
  const block = (url: string) => ({ url, queries: [{ series: 'queue_length', query: 'sum(q)' }], bearer: 'token-hunter2' });
  const vector = JSON.stringify({
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: { who: 'ana@example.org' }, value: [1_800_000_000, '17'] }] },
  });

  it('of an address among several asks that one, with the key that was just typed, and finds its numbers', async () => {
    await start(
      'version: 1\nprofile: none\nsources: { json: { other: { url: "https://x.example", values: [{ series: a, path: $.a }] } } }\n',
    );
    server.answers = [{ status: 200, body: '{"orders":{"open":17}}' }];
    const place = placeOf('json');
    const draft = {
      ...sourceDraftOf(place, {}),
      ...{ url: server.url, 'bearer.typed': 'token-hunter2', values: ROW({ series: 'open_orders', path: '$.orders.open' }) },
    };
    const tried = belowSource(place, triedBlockOf(place, draft, {}));
    const { outcome } = await ask<Reading>('source.try', { source: 'json', block: tried, sent: null });
    if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
    expect(outcome.measures).toContainEqual(expect.objectContaining({ name: 'open_orders', value: 17 }));
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
    expect(server.received[0]?.headers.authorization).toBe('Bearer token-hunter2');
  });

  it('asks the real server, and shows its answer and the samples that it became, without secrets and people', async () => {
    await start('version: 1\nprofile: none\n');
    server.answers = [{ status: 200, body: vector }];
    const { outcome } = await ask<Reading>('source.try', { source: 'prometheus', block: block(server.url), sent: null });
    if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
    expect(outcome.measures).toContainEqual(expect.objectContaining({ name: 'queue_length', value: 17 }));
    expect(outcome.facts.raw?.body).toContain(`GET ${server.url}/api/v1/query?query=sum(q): 200`);
    expect(outcome.facts.raw?.body).toContain('"17"');
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|ana@example/);
    expect(server.received[0]?.headers.authorization).toBe('Bearer token-hunter2');
    expect(settings.feeds().prometheus).toBeNull();
    expect(desk.remembered.map(({ action, subject }) => `${action} ${subject}`)).toEqual(['source.try prometheus']);
  });

  it('shows what a server that refuses has said', async () => {
    await start('version: 1\nprofile: none\n');
    server.answers = [{ status: 401, body: '{"error":"no such token: token-hunter2"}' }];
    const { outcome } = await ask<Reading>('source.try', { source: 'prometheus', block: block(server.url), sent: null });
    expect(outcome).toMatchObject({ kind: 'source-failed', text: expect.stringContaining('401') });
    expect(JSON.stringify(outcome)).toContain('no such token: •••');
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  it('knows the secret that the configuration keeps, behind its mask', async () => {
    await start(
      `version: 1\nprofile: none\nsources:\n  prometheus: { url: "${server.url}", queries: [{ series: a, query: b }], bearer: token-hunter2 }\n`,
    );
    server.answers = [{ status: 200, body: vector }];
    const before = blockIn(await ask<ConfigView>('config.read', {}), PROMETHEUS) ?? {};
    const masked = triedBlockOf(PROMETHEUS, sourceDraftOf(PROMETHEUS, before), before);
    expect(JSON.stringify(masked)).toContain('•••1•••');
    await ask('source.try', { source: 'prometheus', block: masked, sent: null });
    expect(server.received[0]?.headers.authorization).toBe('Bearer token-hunter2');
  });

  it('is refused where the configuration would have errors, with the place and what to do', async () => {
    await start('version: 1\nprofile: none\n');
    const answer = await gate('source.try', { source: 'prometheus', block: { url: 'x' }, sent: null }, ANN);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'bad-input', message: expect.stringContaining('sources.prometheus.') },
    });
  });

  it('reads lines as if they had been sent', async () => {
    await start('version: 1\nprofile: none\n');
    const sent = '{"series":"lcp_seconds{page=\\"home\\"}","value":2.1}\n{"event":"nonsense"}';
    const { outcome } = await ask<Reading>('source.try', { source: 'ingest', block: {}, sent });
    if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
    expect(outcome.measures).toContainEqual(expect.objectContaining({ name: 'lcp_seconds', value: 2.1 }));
    expect(outcome.problems.map(({ text }) => text)).toEqual([expect.stringContaining('Line 2 names an unknown event')]);
  });

  it('looks at this machine', async () => {
    await start('version: 1\nprofile: none\n');
    const { outcome } = await ask<Reading>('source.try', { source: 'host', block: {}, sent: null });
    if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
    expect(outcome.measures.map(({ name }) => name)).toContain('host_cpu_ratio');
  });

  it.each(['source.try', 'source.check'])('%s is not for viewers', async (call) => {
    await start('version: 1\nprofile: none\n');
    const input = { source: 'host', block: {}, ...(call === 'source.try' ? { sent: null } : {}) };
    expect(await gate(call, input, VIC)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});

describe('the list of sources', () => {
  const standing = async (setting: SourceSetting): Promise<SourceStanding | undefined> =>
    (await ask<readonly SourceStanding[]>('source.list', {})).find((one) => one.setting === setting);

  it('says what is not set up, what it would feed, and what is not whole', async () => {
    await start(
      'version: 1\nprofile: royal-client\nsite: { url: "https://www.example.org" }\nsources: { sentry: { dsn: { env: DSN } } }\n',
    );
    expect(await standing('vercel')).toMatchObject({ state: 'unused', series: 0, newestAt: null });
    expect((await standing('mongodb'))?.waiting.length).toBeGreaterThan(0);
    expect(await standing('sentry')).toMatchObject({
      state: 'idle',
      missing: expect.arrayContaining([expect.stringContaining('Organisation, project and token are needed')]),
    });
  });

  it('counts what a source gave, its own notes apart, and names its newest value', async () => {
    const at = instant(1_800_000_000_000 - 8_000);
    await start('version: 1\nprofile: none\n', {
      list: async ({ matchers = [] }) =>
        matchers.some(({ label, value }) => label === 'source' && value === 'host')
          ? ['host_cpu_ratio', 'source_up'].map((name) => ({ id: name as never, series: { name, labels: {} } }))
          : [],
      raw: async (id) => [{ at: (id as string) === 'host_cpu_ratio' ? at : instant(at + 7_000), value: 1 }],
    });
    expect(await standing('host')).toMatchObject({ series: 1, newestAt: at });
  });
});
