import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { commitOf, episodeOf, sampleOf, seriesNamed, silentLog } from '../support/store.js';
import { type BuiltCommand, buildCommand, type Ended } from './built.js';

let watchroom: BuiltCommand;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-backtest-'));
  watchroom = await buildCommand();
  await writeFile(join(folder, 'config.yml'), CONFIG);
}, 120_000);
afterAll(async () => {
  await watchroom.remove();
  await rm(folder, { recursive: true, force: true });
});

const CONFIG = `version: 1
profile: none
site: { timeZone: Europe/London }
targets:
  - { id: shop, url: 'https://shop.example/', every: 60s }
rules:
  - id: slow-pages
    name: Slow pages
    severity: warning
    category: performance
    when: { metric: http_response_seconds, above: 3, by: [target] }
    for: 2m
`;

const RULE = `id: slow-pages
name: Slow pages
severity: warning
category: performance
when: { metric: http_response_seconds, above: 5, by: [target] }
for: 2m
`;

const run = (...args: readonly string[]): Promise<Ended> => watchroom.run(['backtest', ...args], { WATCHROOM_DATA: folder });

const MINUTE = 60_000;
const START = Date.UTC(2026, 5, 1, 12);

/** A day of readings each minute: slow at noon for ten minutes (4 s), and again ten hours later, at eleven at night in London (8 s). */
const valueAt = (minute: number): number => (minute < 10 ? 4 : minute >= 600 && minute < 610 ? 8 : 0.2);

const csv = async (name: string, text: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};

const aDay = (): Promise<string> => {
  const rows = Array.from({ length: 1_440 }, (_, n) => `${new Date(START + n * MINUTE).toISOString()},${valueAt(n)}`);
  return csv('day.csv', `timestamp,value\n${rows.join('\n')}\n`);
};

describe('watchroom backtest', () => {
  it('tells of a configured rule over a recorded series', async () => {
    const { code, out, error } = await run('--rule', 'slow-pages', '--data', await aDay());
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toContain('Slow pages (slow-pages)');
    expect(out).toContain('1,440 samples of 1 series');
    expect(out).toMatch(/AS CONFIGURED\nFired +2\nPaged +2\n {2}of them at night \(22:00–07:00\) +1\n/);
    expect(out).not.toContain('DIFFERENCE');
    expect(out).toContain('1 Jun 2026, 23:02');
  });

  it('compares a rule from a file with the configured one', async () => {
    const rule = await csv('rule.yml', RULE);
    const { out } = await run('--rule', rule, '--data', await aDay());
    expect(out).toMatch(/Fired +2 +1 +-1\n/);
    expect(out).toMatch(/No longer, newest first\n {2}1 Jun 2026, 13:02 {2}for 1\d min/);
    const { out: json } = await run('--rule', rule, '--data', await aDay(), '--json');
    expect(JSON.parse(json)).toMatchObject({
      rule: 'slow-pages',
      evidence: {
        from: '2026-06-01T12:00:00.000Z',
        samples: 1_440,
        series: 1,
        night: { from: 1_320, timeZone: 'Europe/London' },
      },
      configured: { fired: 2, paged: 2, atNight: 1, flaps: 0 },
      proposed: { fired: 1, paged: 1, atNight: 1 },
      gone: [{ firedAt: '2026-06-01T12:02:00.000Z' }],
      added: [],
    });
  });

  it('takes a document with one rule, and a rule that is new', async () => {
    const text = `rules:\n  - ${RULE.trimEnd().replaceAll('\n', '\n    ').replace('slow-pages', 'slower-pages')}\n`;
    const { out, error } = await run('--rule', await csv('new.yml', `version: 1\n${text}`), '--data', await aDay(), '--json');
    expect(error).toBe('');
    expect(JSON.parse(out)).toMatchObject({ rule: 'slower-pages', configured: null, proposed: { fired: 1 } });
  });

  it('reads what a desk recorded, with what people said of it, also while it is being written', async () => {
    const store = await openEmbeddedStore({
      file: join(folder, 'watchroom.db'),
      access: 'write',
      log: silentLog,
      thread: 'inline',
    });
    const begin = Math.floor((Date.now() - 3_600_000) / MINUTE) * MINUTE;
    const series = seriesNamed('http_response_seconds', 'shop');
    const samples = Array.from({ length: 50 }, (_, n) => sampleOf(series, begin + n * MINUTE, n >= 20 && n < 30 ? 4 : 0.2));
    const past = episodeOf(1, 1, begin + 22 * MINUTE, begin + 35 * MINUTE);
    const resolution = {
      at: past.resolution?.at ?? past.firedAt,
      how: 'auto' as const,
      by: null,
      reason: '',
      judged: 'noise' as const,
    };
    await store.journal.commit(
      commitOf({ samples, episodes: [{ ...past, rule: 'slow-pages' as never, labels: { target: 'shop' }, resolution }] }),
    );
    const { out, error } = await run('--rule', await csv('rule.yml', RULE), '--data', folder, '--json');
    await store.stop();
    expect(error).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      evidence: { samples: 50, recorded: 1, judged: { real: 0, noise: 1 } },
      configured: { fired: 1, repeated: 1, spared: 0 },
      proposed: { fired: 0, repeated: 0, spared: 1 },
    });
    await rm(join(folder, 'watchroom.db'), { force: true });
  });

  it.each([
    [['--rule', 'slow-page'], 'There is no rule “slow-page” and no file of that name. Did you mean “slow-pages”?'],
    [[], 'Name the rule'],
    [
      ['--rule', 'slow-pages', '--data', 'DAY', '--from', 'yesterday'],
      '--from “yesterday” is no time: expected a time such as',
    ],
    [['--rule', 'slow-pages', '--data', 'DAY', '--from', '2026-06-03', '--to', '2026-06-02'], 'which is not before its end'],
    [['--rule', 'slow-pages', '--data', 'none.csv'], 'none.csv cannot be read'],
    [['--rule', 'slow-pages', '--config', 'none.yml'], 'none.yml cannot be read: there is no such file'],
    [['--rule', 'slow-pages'], 'There is no history in'],
    [
      ['--rule', 'slow-pages', '--data', 'DAY', '--from', '2026-07-01', '--to', '2026-07-02'],
      'Nothing that the rule slow-pages looks at was recorded',
    ],
  ])('answers %j with exit code 2, the place and the remedy', async (args, words) => {
    const day = await aDay();
    const ended = await run(...args.map((arg) => (arg === 'DAY' ? day : arg)));
    expect(ended).toMatchObject({ code: 2, out: '', error: expect.stringContaining(words) });
  });

  it('names the line of a file that is at fault', async () => {
    const bad = await csv('bad.csv', 'timestamp,value\n2026-06-01,1\n2026-06-02,oops\n');
    expect((await run('--rule', 'slow-pages', '--data', bad)).error).toContain(
      `${bad}:3: “oops” is no value: expected a finite number`,
    );
    const other = await csv('other.csv', 'timestamp,value,series\n2026-06-01,1,up{\n');
    expect((await run('--rule', 'slow-pages', '--data', other)).error).toContain(`${other}:2: “up{” is no series`);
    const rule = await csv('bad.yml', RULE.replace('above: 5', 'abov: 5'));
    const { code, error } = await run('--rule', rule, '--data', await aDay());
    expect(code).toBe(2);
    expect(error).toContain(`${rule}:5:`);
    expect(error).toContain('above');
  });
});
