import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/main/core/model/reading.js';
import { createPrometheusSource } from '../../src/main/source/prometheus/source.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { feedParts, feedTarget } from '../support/servers/feeds.js';
import { createLoopback } from '../support/servers/loopback.js';
import { measured, outcomeOf } from '../support/servers/targets.js';

/** Where Debian's package puts it, unless told otherwise. */
const PROGRAM = process.env.PROMETHEUS ?? '/usr/bin/prometheus';

describe.runIf(existsSync(PROGRAM))('a Prometheus of its own', () => {
  const source = createPrometheusSource(feedParts({}));
  let url = '';
  let folder = '';
  let server: ChildProcess;

  beforeAll(async () => {
    const loopback = createLoopback();
    url = `http://127.0.0.1:${await loopback.closedPort()}`;
    await loopback.stop();
    folder = await mkdtemp(join(tmpdir(), 'watchroom-prometheus-'));
    const address = url.replace('http://', '');
    await writeFile(
      join(folder, 'prometheus.yml'),
      `scrape_configs: [{ job_name: itself, scrape_interval: 1s, static_configs: [{ targets: ['${address}'] }] }]\n`,
    );
    const given = ['--config.file', join(folder, 'prometheus.yml'), '--storage.tsdb.path', join(folder, 'data')];
    server = spawn(PROGRAM, [...given, '--web.listen-address', address], { stdio: 'ignore' });
    await untilScraped();
  }, 60_000);

  afterAll(async () => {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
    await source.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const untilScraped = async (): Promise<void> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const reading = await read(['looked', 'sum by (job) (up)']);
      if (measured(reading, 'looked', { job: 'itself' }) === 1) return;
      await wait(100);
    }
    throw new Error('Prometheus has not looked at itself');
  };

  const read = async (...queries: (readonly [series: string, query: string])[]): Promise<Reading> => {
    const feed = { url, queries: queries.map(([series, query]) => ({ series, query })), bearer: null, allowInsecure: false };
    const asked = createPrometheusSource(feedParts({ prometheus: feed }));
    try {
      return await asked.read(feedTarget('prometheus'), { clock: createCountedClock(), signal: new AbortController().signal });
    } finally {
      await asked.stop();
    }
  };

  it('gives series with their labels, a number, and nothing where there is nothing', async () => {
    const reading = await read(
      ['scrapes{of="itself"}', 'count by (job) (up)'],
      ['one', 'scalar(vector(1))'],
      ['none', 'absent_metric'],
    );
    expect(measured(reading, 'scrapes', { job: 'itself', of: 'itself' })).toBe(1);
    expect(measured(reading, 'one')).toBe(1);
    expect(outcomeOf(reading, 'answered').measures.some(({ name }) => name === 'none')).toBe(false);
  });

  it('gives no value that is none', async () => {
    const { measures } = outcomeOf(await read(['nan', 'vector(0) / vector(0)'], ['one', 'vector(1)']), 'answered');
    expect(measures.map(({ name }) => name).filter((name) => name !== 'source_up')).toEqual(['one']);
  });

  it('says what is wrong with a query, in its own words', async () => {
    const reading = await read(
      ['broken', 'sum('],
      ['twice', 'up + on(job) group_left() up{job="itself"}'],
      ['fine', 'vector(2)'],
    );
    expect(measured(reading, 'fine')).toBe(2);
    expect(outcomeOf(reading, 'answered').problems[0]?.text).toMatch(/query of broken: Prometheus answered 400: .*parse error/);
  });

  it('tells a range from a value', async () => {
    expect(outcomeOf(await read(['range', 'up[5m]']), 'source-failed').text).toMatch(/wrap it in a function/);
  });
});
