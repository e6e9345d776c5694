import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../core/time/instant.js';
import { judgeIssue } from './freshness.js';
import { openSeenFeeds } from './seen-feeds.js';

const at = (text: string) => instant(Date.parse(text));
const NOW = at('2026-11-27T12:00:00Z');
const described = (issued: string, expires: string): object =>
  parseUpdateInfo(`version: 2.0.0\nissued: ${issued}\nexpires: ${expires}\n`, 'latest.yml', new URL('http://feed/latest.yml'));
const judged = (issued: string, expires: string, newest: string | null = null) => {
  const answer = judgeIssue('latest.yml', described(issued, expires), NOW, newest === null ? null : at(newest));
  return answer.ok ? 'believed' : answer.error;
};

describe('a signed description of the newest version', () => {
  it('is believed while it holds, however its instants are written', () => {
    expect(judged('2026-11-01T00:00:00.000Z', '2027-01-30T00:00:00.000Z')).toBe('believed');
    expect(judged("'2026-11-01T00:00:00Z'", "'2027-01-30T00:00:00Z'", '2026-11-01T00:00:00Z')).toBe('believed');
  });

  it('is refused once it is out of date, with the instant', () => {
    expect(judged('2026-08-01T00:00:00Z', '2026-11-27T11:30:00Z')).toBe(
      'the feed is out of date since 2026-11-27 11:30 UTC: latest.yml was not signed again in time',
    );
  });

  it('is refused where a newer one was seen before, though it still holds', () => {
    expect(judged('2026-11-01T00:00:00Z', '2027-01-30T00:00:00Z', '2026-11-20T08:00:00Z')).toBe(
      'latest.yml was issued at 2026-11-01 00:00 UTC, and one of 2026-11-20 08:00 UTC was seen before: it is an old one',
    );
  });

  it('is refused where it is of a time to come, which would keep every right one away', () => {
    expect(judged('2026-11-28T11:00:00Z', '2027-01-30T00:00:00Z')).toBe('believed');
    expect(judged('2027-11-27T00:00:00Z', '2028-01-30T00:00:00Z')).toContain('look at the clock of this machine');
  });

  it('is refused where it does not say', () => {
    const words = 'latest.yml does not say when it was issued and until when it holds';
    for (const stated of [{}, null, { issued: '2026-11-01T00:00:00Z' }, { issued: 'soon', expires: 1_800_000_000_000 }])
      expect(judgeIssue('latest.yml', stated, NOW, null)).toEqual({ ok: false, error: words });
  });
});

describe('what was seen of feeds', () => {
  let work: string;
  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), 'watchroom-seen-'));
  });
  afterEach(() => rmSync(work, { recursive: true, force: true }));

  it('outlives the run, for each file by itself, and never goes back', async () => {
    const place = join(work, 'desktop', 'update-feeds.json');
    await openSeenFeeds(place).keep('latest.yml', NOW);
    await openSeenFeeds(place).keep('beta.yml', at('2026-01-01T00:00:00Z'));
    await openSeenFeeds(place).keep('latest.yml', at('2026-01-01T00:00:00Z'));
    const seen = openSeenFeeds(place);
    expect([seen.newest('latest.yml'), seen.newest('beta.yml'), seen.newest('toString')]).toEqual([
      NOW,
      at('2026-01-01T00:00:00Z'),
      null,
    ]);
  });

  it('is nothing where the file is damaged, and cannot be kept where there is no place for it', async () => {
    const place = join(work, 'update-feeds.json');
    for (const text of ['{"late', 'null', '[]', '{"latest.yml":"x"}']) {
      writeFileSync(place, text);
      expect(openSeenFeeds(place).newest('latest.yml')).toBeNull();
    }
    await openSeenFeeds(place).keep('latest.yml', NOW);
    expect(openSeenFeeds(place).newest('latest.yml')).toBe(NOW);
    await expect(openSeenFeeds(join(place, 'x', 'y.json')).keep('latest.yml', NOW)).rejects.toThrow();
  });
});
