import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EpisodeId } from '../../src/main/core/model/alert.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { instant } from '../../src/main/core/time/instant.js';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { START, seriesNamed, silentLog, temporaryFolder } from '../support/store.js';
import { type BuiltStore, buildStore } from '../support/store-build.js';

const KILLS = 60;
const SERIES = 10;

/**
 * Commits turn after turn from where the store left off: ten samples, a timeline line, a delivery and an audit entry, all of
 * number `i`, and says so once it is told that the commit is durable. Seals and deletes beside it.
 */
const SCRIPT = `
  import { writeSync } from 'node:fs';
  const [module, file, start, keep] = process.argv.slice(1);
  const { openEmbeddedStore } = await import(module);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const store = await openEmbeddedStore({ file, access: 'write', log, thread: 'worker' });
  const { marks } = await store.journal.remembered(0);
  const actor = { name: 'ana', role: 'responder', via: 'desk' };
  const name = (n) => ({ name: 'load_' + n, labels: { source: 'http', target: 'shop' } });
  const sample = (n, at, value) => ({ id: 'load_' + n + '{source="http",target="shop"}', series: name(n), at, value });
  const message = { title: 't', body: 'b', severity: 'info', alert: null, sticky: false, sound: false };
  for (let i = (marks.last ?? 0) + 1; ; i += 1) {
    const at = Number(start) + i * 60000;
    await store.journal.commit({
      samples: Array.from({ length: ${SERIES} }, (_, n) => sample(n, at, i)),
      alerts: [], episodes: [], suppressions: [], segments: [],
      baselines: [], baselineHours: [],
      timeline: [{ episode: 'a1-1', sequence: i, at, kind: 'note', by: actor, text: String(i), value: null }],
      deliveries: [{ id: 'd' + i, reason: 'firing', channel: 'desktop', episode: 'a1-1', alerts: [], rule: null, level: 0,
        recipients: [], message, decidedAt: at, dueAt: at, state: { kind: 'waiting' }, attempts: [] }],
      audit: [{ at, actor, action: 'act', subject: String(i), details: {} }],
      marks: { last: i },
    });
    writeSync(1, i + '\\n');
    if (i % 40 === 0) void store.history.retain(JSON.parse(keep), at);
  }`;

/** Nothing is old enough to be deleted while this runs: all that was ever acknowledged must be there. */
const KEEP_ALL = { raw: 1e12, minute: 1e12, fiveMinutes: 1e12, hour: 1e12, alerts: 1e12, audit: 1e12, logs: 1e12 };

const { folder, remove } = temporaryFolder();
const file = join(folder, 'watchroom.db');
let built: BuiltStore;
beforeAll(async () => {
  built = await buildStore();
}, 60_000);
afterAll(() => {
  built.remove();
  remove();
});

const startChild = (): ChildProcess =>
  spawn(
    process.execPath,
    ['--input-type=module', '-e', SCRIPT, pathToFileURL(built.module).href, file, String(START), JSON.stringify(KEEP_ALL)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

/** Runs a child and kills it: at any moment since its start, or soon after a commit. The last number it acknowledged, or null. */
const runAndKill = async (round: number): Promise<number | null> => {
  const child = startChild();
  let acknowledged: number | null = null;
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => {
    acknowledged = Number(line);
  });
  const exit = once(child, 'exit');
  const closed = once(lines, 'close');
  if (round % 3 !== 0) await Promise.race([once(lines, 'line'), exit]);
  await wait(Math.random() * 200);
  child.kill('SIGKILL');
  const [code, signal] = await exit;
  await closed;
  if (signal !== 'SIGKILL') throw new Error(`the child ended by itself, with exit code ${code}`);
  return acknowledged;
};

/** How many commits the store holds; asserts that each of them is whole and there once. */
const inspect = async (): Promise<number> => {
  const { journal, history, stop } = await openEmbeddedStore({ file, access: 'write', log: silentLog, thread: 'inline' });
  const last = ((await journal.remembered(START)).marks.last as number | undefined) ?? 0;
  const all = Array.from({ length: last }, (_, i) => i + 1);
  for (const n of [0, SERIES - 1]) {
    const samples = await history.raw(seriesId(seriesNamed(`load_${n}`)), START, instant(START + 1e12));
    expect(samples.map(({ value }) => value)).toEqual(all);
  }
  expect((await history.figures()).samples).toBe(last * SERIES);
  expect((await journal.timeline('a1-1' as EpisodeId)).map(({ sequence }) => sequence)).toEqual(all);
  expect(await journal.deliveries({ limit: 1e6 })).toHaveLength(last);
  expect(await journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: last });
  await stop();
  return last;
};

it(`loses and doubles nothing over ${KILLS} kills at random moments`, async () => {
  let before = 0;
  let rounds = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const acknowledged = await runAndKill(round);
    const kept = await inspect();
    // One commit may have become durable without its acknowledgement getting out.
    expect(kept).toBeGreaterThanOrEqual(acknowledged ?? before);
    if (acknowledged !== null) expect(kept - acknowledged).toBeLessThanOrEqual(1);
    if (kept > before) rounds += 1;
    before = kept;
  }
  expect(rounds).toBeGreaterThan(KILLS / 2);
}, 180_000);
