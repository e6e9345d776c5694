import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultName, FaultValue } from '../../../src/main/cli/demo/fault.js';
import { royalDemoConfig } from '../../../src/main/cli/demo/royal-config.js';
import { type DemoSite, startDemoSite } from '../../../src/main/cli/demo/site.js';
import { readShipped } from '../../../src/main/config/profiles.js';
import { readConfig } from '../../../src/main/config/read.js';
import type { Rule } from '../../../src/main/core/model/rule.js';
import type { Commit, Store } from '../../../src/main/core/port/journal.js';
import type { Source } from '../../../src/main/core/port/source.js';
import { type Instant, minutes } from '../../../src/main/core/time/instant.js';
import { type Engine, LONGEST_GAP, startEngine } from '../../../src/main/engine/engine.js';
import { noTrace } from '../../../src/main/engine/trace.js';
import { createHooks } from '../../../src/main/source/builds/hooks.js';
import { createBuildsSource } from '../../../src/main/source/builds/source.js';
import { createHostSource } from '../../../src/main/source/host/source.js';
import { createHttpSource } from '../../../src/main/source/http/source.js';
import { createIngest } from '../../../src/main/source/ingest/source.js';
import { createTcpSource } from '../../../src/main/source/tcp/source.js';
import { createMemoryStore } from '../../../src/main/store/memory/memory-store.js';
import { silentLog } from '../../support/engine.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';
import { scriptedSecrets } from '../../support/secrets.js';

const shipped = await readShipped(join(import.meta.dirname, '../../../resources'));

/** The demo site and the real engine with its real sources, on one clock that a test moves. */
export interface DemoDesk {
  readonly engine: Engine;
  readonly rules: readonly Rule[];
  readonly store: Store;
  readonly clock: FakeClock;
  /** Lets minutes pass: targets are read, and visitors do what they do. */
  pass(count: number): Promise<void>;
  set(fault: FaultName, value: FaultValue): Promise<void>;
  /** Rules that have fired since the start. */
  fired(): readonly string[];
  stop(): Promise<void>;
}

export interface DemoDeskOptions {
  readonly at: Instant;
  /** What an earlier desk has written. */
  readonly past: readonly Commit[];
  /** Told of every commit. */
  readonly keep?: (commit: Commit) => void;
  readonly host?: 'watched' | 'left-out';
  /** `visits` alone: no target is read, which makes hours of learning short. */
  readonly watches: 'everything' | 'visits';
}

export const startDemoDesk = async (options: DemoDeskOptions): Promise<DemoDesk> => {
  const clock = createFakeClock(options.at);
  const site = await startDemoSite({ log: silentLog, clock });
  const { config, feeds } = configured(site, options);
  const store = await storeOf(options);
  const reads = { running: 0 };
  const parts = { feeds: () => feeds, secrets: scriptedSecrets(), version: '0.0.0' };
  const hooks = createHooks();
  const sources = [
    createHttpSource({ authorities: [site.authority], secrets: scriptedSecrets() }),
    createTcpSource(),
    createBuildsSource(parts, hooks),
    createHostSource({ dataFolder: tmpdir() }),
  ];
  const ingest = createIngest({ clock, log: silentLog, feed: () => feeds.ingest, secrets: scriptedSecrets(), hooks });
  const engine = await startEngine({
    ...{ clock, log: silentLog, config, journal: store.journal, history: store.history, trace: noTrace, industry: null },
    sources: sources.map((source) => counted(source as Source, reads)),
    recording: null,
    pushed: [ingest],
    channels: [],
    connectivity: { answers: async () => true },
    spread: (wait) => wait,
    version: '0.0.0',
    runtime: 'test',
    desk: () => ({
      operator: config.operator,
      site: config.site,
      configRevision: 1,
      isFirstRun: false,
      demoPanel: null,
      update: null,
    }),
    problems: () => [],
    heartbeat: () => null,
    longestGap: LONGEST_GAP,
  });
  const fired = new Set<string>();
  const watch = engine.subscribe(() => note(engine, fired));

  // A request under way must not find seconds gone that only our clock has passed.
  const moment = async (): Promise<void> => {
    await clock.advance(500);
    await settled(reads, clock);
  };

  return {
    engine,
    rules: config.rules,
    store,
    clock,
    pass: async (count) => {
      for (let minute = 0; minute < count; minute += 1) {
        const told = await ingest.take(
          site.visits
            .minute()
            .map((line) => JSON.stringify(line))
            .join('\n'),
        );
        if (!told.ok || told.value.refused > 0) throw new Error(`a line was refused: ${JSON.stringify(told)}`);
        for (let n = 0; n < 120; n += 1) await moment();
        note(engine, fired);
      }
    },
    set: async (fault, value) => {
      const set = await site.set(fault, value);
      if (!set.ok) throw new Error(set.error);
    },
    fired: () => [...fired].sort(),
    stop: async () => {
      watch();
      await engine.stop();
      await Promise.all([...sources, ingest].map((source) => source.stop()));
      await site.stop();
    },
  };
};

const configured = (site: DemoSite, { watches, host = 'left-out' }: DemoDeskOptions) => {
  const context = { user: 'ana', timeZone: 'UTC', ...shipped, runtime: 'desk' } as const;
  const { config, feeds, problems } = readConfig(royalDemoConfig(site, { host, loads: 'none' }), {}, context);
  if (config === null || feeds === null) throw new Error(JSON.stringify(problems));
  return { config: watches === 'visits' ? { ...config, targets: [] } : config, feeds: feeds() };
};

const storeOf = async ({ past, keep }: DemoDeskOptions): Promise<Store> => {
  const store = createMemoryStore();
  for (const commit of past) await store.journal.commit(commit);
  if (keep === undefined) return store;
  const commit = async (change: Commit): Promise<void> => {
    keep(change);
    await store.journal.commit(change);
  };
  return { ...store, journal: { ...store.journal, commit } };
};

const counted = (source: Source, reads: { running: number }): Source => ({
  ...source,
  read: async (target, look) => {
    reads.running += 1;
    try {
      return await source.read(target, look);
    } finally {
      reads.running -= 1;
    }
  },
});

/** A look that waits for the site’s clock gets its time; one that is only under way gets a moment of ours. */
const settled = async (reads: { readonly running: number }, clock: FakeClock): Promise<void> => {
  for (let patience = 25; reads.running > 0; patience -= 1) {
    if (patience > 0) await sleep(1);
    else await clock.advance(100);
  }
};

const note = (engine: Engine, fired: Set<string>): void => {
  for (const row of Object.values(engine.view().view.alerts)) fired.add(row.rule);
};

/** Seven hours of an ordinary day: enough to know what is usual. */
export const ordinaryDay = async (
  at: Instant,
): Promise<{ readonly commits: readonly Commit[]; readonly end: Instant; readonly fired: readonly string[] }> => {
  const commits: Commit[] = [];
  const desk = await startDemoDesk({ at, past: [], keep: (commit) => commits.push(commit), watches: 'visits' });
  await desk.pass(LEARNING / minutes(1));
  const fired = desk.fired();
  await desk.stop();
  return { commits, end: desk.clock.now(), fired };
};

const LEARNING = minutes(8 * 60);
