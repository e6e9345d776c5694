import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashToken } from '../../src/main/api/access/tokens.js';
import { type Api, createApi } from '../../src/main/api/api.js';
import { createPreviews } from '../../src/main/channel/preview/preview.js';
import { maskSecrets, unmaskSecrets, unmaskValue } from '../../src/main/config/mask.js';
import type { Role } from '../../src/main/core/model/actor.js';
import type { Config } from '../../src/main/core/model/config.js';
import type { HistoryRange } from '../../src/main/core/model/history.js';
import { fail } from '../../src/main/core/model/result.js';
import type { History } from '../../src/main/core/port/history.js';
import type { Journal } from '../../src/main/core/port/journal.js';
import type { Log } from '../../src/main/core/port/log.js';
import { after, minutes } from '../../src/main/core/time/instant.js';
import { createSearch } from '../../src/main/engine/search.js';
import { createGate } from '../../src/main/ipc/gate.js';
import { createHandlers } from '../../src/main/ipc/handlers/table.js';
import { createHooks } from '../../src/main/source/builds/hooks.js';
import { createIngest } from '../../src/main/source/ingest/source.js';
import { createReports, type KeptReports } from '../../src/main/source/lighthouse/reports.js';
import { createScriptedDesk, type ScriptedDesk, T0 } from '../support/desk.js';
import { createFakeClock, type FakeClock } from '../support/fake-clock.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createScriptedSettings, plainConfig, type ScriptedSettings } from '../support/settings.js';

export interface Running {
  readonly api: Api;
  readonly desk: ScriptedDesk;
  readonly settings: ScriptedSettings;
  readonly clock: FakeClock;
  readonly dataFolder: string;
  readonly port: number;
  readonly logged: string[];
  readonly adminToken: string;
  readonly audits: KeptReports;
  stop(): Promise<void>;
}

const range: HistoryRange = {
  id: 'http_response_seconds{source="http",target="home"}' as HistoryRange['id'],
  series: { name: 'http_response_seconds', labels: { source: 'http', target: 'home' } },
  unit: 'seconds',
  resolution: 300,
  points: [[T0 - 600_000, 0.1, 0.2, 0.4, 5]],
};

const up = (target: string, mean: number): HistoryRange => ({
  id: `up{source="http",target="${target}"}` as HistoryRange['id'],
  series: { name: 'up', labels: { source: 'http', target } },
  unit: 'ratio',
  resolution: 86_400,
  points: [[T0 - 600_000, 0, mean, 1, 100]],
});

const ranges = [range, up('home', 1), up('booking', 0.5), up('long-gone', 0)];

const rangeOf = (id: string): HistoryRange => ranges.find((known) => known.id === id) ?? { ...range, points: [] };

const history: History = {
  range: async ({ series }) => series.map((id) => rangeOf(id)),
  raw: async () => [],
  list: async ({ name }) => ranges.filter(({ series }) => series.name === name),
  quantile: async (_series, _from, _to, q) => ({ value: q, n: 100 }),
  hourly: async () => [],
  count: async () => [],
  tally: async () => [],
  figures: async () => ({ kind: 'memory', place: 'memory', bytes: 0, series: 1, samples: 5 }),
  retain: async () => ({ deleted: 0, sealed: 0 }),
};

const nothing = async (): Promise<never[]> => [];

const journal: Journal = {
  remembered: () => Promise.reject(new Error('not asked here')),
  commit: async () => undefined,
  episodes: nothing,
  episode: async () => null,
  timeline: nothing,
  deliveries: nothing,
  segments: async () => [{ scope: 'desk', from: after(T0, -minutes(90)), to: after(T0, -minutes(60)), cause: 'asleep' }],
  suppressions: nothing,
  suppressionsAt: nothing,
  baselineHours: nothing,
  audit: nothing,
  auditOf: async () => null,
  verifyAudit: async () => ({ kind: 'intact', entries: 0, head: '0'.repeat(64) }),
};

export const token = (name: string, role: Role): { name: string; role: Role; hash: string } => ({
  name,
  role,
  hash: hashToken(`${name}-secret`),
});

/** The real API on a free loopback port, over a scripted desk. */
export const startApi = async (over: Partial<Config['api']> = {}): Promise<Running> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'watchroom-api-'));
  const rendererFolder = join(dataFolder, 'pages');
  await mkdir(join(rendererFolder, 'assets'), { recursive: true });
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>Watchroom</title>');
  await writeFile(join(rendererFolder, 'assets', 'main-1a2b.js'), 'export {};');
  const clock = createFakeClock(T0);
  const desk = createScriptedDesk(() => clock.now());
  const plain = plainConfig();
  const settings = createScriptedSettings({ ...plain, api: { ...plain.api, ...over } });
  const logged: string[] = [];
  const note = (name: string): void => {
    logged.push(name);
  };
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const handlers = createHandlers({
    desk,
    settings,
    secrets: scriptedSecrets(),
    history,
    journal,
    search: createSearch({ journal, clock, config: () => settings.current().config }),
    clock,
    build: { version: '0.1.0', platform: 'linux' },
    playbooks: { list: () => [], read: () => null },
    previews: createPreviews(() => []),
    mask: { maskSecrets, unmaskSecrets, unmaskValue },
    readDocument: () => ({}),
    parseTarget: () => fail({ code: 'bad-input', message: 'no url', field: 'target.url' }),
    trySource: async () => fail({ code: 'bad-input', message: 'nothing is tried here' }),
    lookAtSite: async () => fail({ code: 'bad-input', message: 'nothing is looked at here' }),
    isGivenBy: () => false,
    evidence: { of: async () => [], read: async () => null, keepHar: async () => '' },
    loadHar: async () => fail('there is no page here'),
    audits: { list: async () => [], of: async () => [], read: async () => null },
    openReport: null,
    ownWindow: null,
    updates: null,
  });
  const gate = createGate({ handlers, log });
  const ingest = createIngest({
    clock,
    log,
    feed: () => settings.feeds().ingest,
    secrets: scriptedSecrets(),
    hooks: createHooks(),
  });
  ingest.start(async () => undefined);
  const audits = createReports(join(dataFolder, 'lighthouse'));
  const api = await createApi({
    desk,
    settings,
    history,
    journal,
    gate,
    ingest,
    audits,
    log,
    clock,
    rendererFolder,
    dataFolder,
    version: '0.1.0',
  });
  await api.listen();
  return {
    api,
    desk,
    settings,
    clock,
    dataFolder,
    audits,
    logged,
    port: Number(new URL(api.url()).port),
    adminToken: (await readFile(join(dataFolder, 'admin-token'), 'utf8')).trim(),
    stop: async () => {
      await api.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: unknown;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One request with exactly these headers, unlike `fetch`, which sets `Host` and `Origin` itself. */
export const ask = (port: number, path: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parseOrNull(text) });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });

const parseOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export const post = (
  port: number,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  ask(port, path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export const bearer = (secret: string): Record<string, string> => ({ Authorization: `Bearer ${secret}` });
