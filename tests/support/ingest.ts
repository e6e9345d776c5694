import type { SeriesSample } from '../../src/main/core/model/sample.js';
import type { IngestFeed, PublicCollector } from '../../src/main/core/port/feeds.js';
import type { IngestAnswer } from '../../src/main/core/port/ingest.js';
import { instant } from '../../src/main/core/time/instant.js';
import { createHooks, type Hooks } from '../../src/main/source/builds/hooks.js';
import { createIngest, type IngestSource } from '../../src/main/source/ingest/source.js';
import { createFakeClock, type FakeClock } from './fake-clock.js';
import { scriptedSecrets } from './secrets.js';
import { silentLog } from './store.js';

export const T0 = instant(Date.UTC(2026, 10, 26, 9, 2, 0));

const COLLECTOR: PublicCollector = {
  writeKey: { kind: 'plain', text: 'key' },
  allowedOrigins: ['https://www.example.org'],
  countryHeader: 'cf-ipcountry',
  addressHeader: 'x-forwarded-for',
  words: {
    pages: ['/tutors/:name', '/tutors/maths', '/blog/*', '/inquire'],
    forms: ['inquiry'],
    steps: ['completion'],
    variants: ['b'],
  },
};

export const FEED: IngestFeed = {
  public: COLLECTOR,
  githubSecret: { kind: 'plain', text: 'hush' },
  vercelSecret: { kind: 'plain', text: 'mum' },
  github: {
    ...{ owner: 'tutors', repository: 'site', token: null, workflow: null, branch: 'main' },
    url: 'https://api.github.com',
  },
  vercel: {
    ...{ project: 'site', team: null, deployments: 'production', token: { kind: 'plain', text: 't' } },
    url: 'https://api.vercel.com',
  },
};

/** What is sent to a desk, and what of it would be kept. */
export interface ScriptedIngest {
  readonly clock: FakeClock;
  readonly source: IngestSource;
  readonly hooks: Hooks;
  readonly taken: SeriesSample[];
  /** What the store does with what it is given. */
  keep: () => Promise<void>;
  send(...lines: readonly object[]): Promise<IngestAnswer>;
  /** From a browser: at this address, or with other facts of the request. */
  beacon(lines: object, over?: object): Promise<IngestAnswer>;
  /** As `series value milliseconds-after-the-beginning`. */
  said(): readonly string[];
}

export const createScriptedIngest = (feed: () => IngestFeed = () => FEED): ScriptedIngest => {
  const clock = createFakeClock(T0);
  const taken: SeriesSample[] = [];
  const hooks = createHooks();
  const source = createIngest({ clock, log: silentLog, feed, secrets: scriptedSecrets(), hooks });
  const headers: Readonly<Record<string, string>> = { 'cf-ipcountry': 'gb', 'x-forwarded-for': '198.51.100.7' };
  const scripted: ScriptedIngest = {
    ...{ clock, source, hooks, taken },
    keep: async () => undefined,
    send: (...lines) => source.take(lines.map((line) => JSON.stringify(line)).join('\n')),
    beacon: (lines, over = {}) =>
      source.takePublic({
        text: JSON.stringify(lines),
        writeKey: 'key',
        origin: 'https://www.example.org',
        header: (name) => headers[name],
        ...over,
      }),
    said: () => taken.map(({ id, value, at }) => `${id} ${value} ${at - T0}`),
  };
  source.start(async (samples) => {
    taken.push(...samples);
    await scripted.keep();
  });
  return scripted;
};
