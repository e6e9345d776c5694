import { describe, expect, it } from 'vitest';
import { configOf, httpTarget, NINE_O_CLOCK, siteDown, slowPage } from '../../../../tests/support/engine.js';
import { commitOf, episodeOf } from '../../../../tests/support/store.js';
import type { Episode } from '../../core/model/alert.js';
import type { Config } from '../../core/model/config.js';
import type { Rule, RuleId } from '../../core/model/rule.js';
import type { SeriesSample } from '../../core/model/sample.js';
import type { Store } from '../../core/port/journal.js';
import { seriesId } from '../../core/sample/series.js';
import { hours, instant, minutes, seconds } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';
import { backtest } from './backtest.js';

const HOURS = 4;
const TO = instant(NINE_O_CLOCK + hours(HOURS));

const sample = (name: string, minute: number, value: number, target = 'home'): SeriesSample => {
  const series = { name, labels: { source: 'http', target } };
  return { id: seriesId(series), series, at: instant(NINE_O_CLOCK + minutes(minute) + 5_000), value };
};

/** Four hours: the page is slow in the first quarter of each, and down for twenty minutes of the second. */
const recorded = async (): Promise<Store> => {
  const store = createMemoryStore();
  const samples = Array.from({ length: HOURS * 60 }, (_, minute) => [
    sample('http_response_seconds', minute, minute % 60 < 15 ? 4 : 0.2),
    sample('up', minute, minute >= 60 && minute < 80 ? 0 : 1),
  ]).flat();
  await store.journal.commit(commitOf({ samples }));
  return store;
};

const slow: Rule = { ...slowPage, for: seconds(0) };

const backtestOf = async (rule: Rule, changes: Partial<Config> = {}, store?: Store) =>
  backtest({
    store: store ?? (await recorded()),
    configured: configOf({ targets: [httpTarget('home')], rules: [rule], ...changes }),
    proposed: null,
    rule: rule.id,
    from: NINE_O_CLOCK,
    to: TO,
    breathe: () => null,
  });

describe('who is paged', () => {
  it('is whoever is told at once', async () => {
    expect((await backtestOf(slow)).configured).toMatchObject({ fired: 4, paged: 4, atNight: 0, flaps: 3 });
  });

  it('is nobody where it is an info, or where no channel is on, and that is said', async () => {
    expect((await backtestOf({ ...slow, severity: 'info' })).configured).toMatchObject({ fired: 4, paged: 0 });
    const { channels } = configOf();
    const silent = await backtestOf(slow, { channels: { ...channels, desktop: { enabled: false, sound: false } } });
    expect(silent.configured).toMatchObject({ fired: 4, paged: 0 });
    expect(silent.notes).toEqual(['No channel is turned on, so nobody would be told of anything.']);
  });

  it('is nobody during maintenance, or of what another alert explains', async () => {
    const every = { name: '', match: [], from: null, to: null, every: null, timeZone: 'UTC' };
    expect((await backtestOf(slow, { maintenance: [every] })).configured).toMatchObject({ fired: 4, paged: 0 });
    const anything = { rule: null, severity: null, category: null, impact: null, labels: [] };
    const inhibit = [{ when: { ...anything, rule: siteDown.id }, mute: { ...anything, rule: slow.id }, equal: ['target'] }];
    // In the second hour the page is down for as long as it is slow.
    expect((await backtestOf(slow, { rules: [siteDown, slow], inhibit })).configured).toMatchObject({ fired: 4, paged: 3 });
  });

  it('is paged at night in the quiet hours that are configured', async () => {
    const quietHours = { from: 9 * 60, to: 10 * 60 + 30, timeZone: 'UTC', holds: [] };
    expect(await backtestOf(slow, { quietHours })).toMatchObject({
      configured: { paged: 4, atNight: 2 },
      evidence: { night: { from: 540, to: 630, timeZone: 'UTC' } },
    });
  });
});

describe('where single samples are no longer kept', () => {
  it('finds the same from rolled-up minutes, and says for how much of it', async () => {
    const store = await recorded();
    await store.history.retain({ ...configOf().retention, raw: hours(2) }, TO);
    const { configured, evidence, notes } = await backtestOf(slow, {}, store);
    expect(configured).toMatchObject({ fired: 4, paged: 4 });
    expect(evidence).toMatchObject({ samples: 120, rolledUp: 120, coarsestSeconds: 60, series: 1 });
    expect(notes).toEqual([
      'For 50 % of it single samples are no longer kept: there one value stands for each minute, and times are right to that.',
    ]);
  });
});

describe('what people said', () => {
  it('is held against the rule', async () => {
    const store = await recorded();
    const past = (number: number, minute: number, judged: 'real' | 'noise'): Episode => {
      const episode = episodeOf(1, number, NINE_O_CLOCK + minutes(minute), NINE_O_CLOCK + minutes(minute + 10));
      const resolution = {
        at: instant(NINE_O_CLOCK + minutes(minute + 10)),
        how: 'auto',
        by: null,
        reason: '',
        judged,
      } as const;
      return { ...episode, rule: slow.id, labels: { source: 'http', target: 'home' }, resolution };
    };
    const episodes = [past(1, 2, 'real'), past(2, 40, 'real'), past(3, 62, 'noise'), past(4, 100, 'noise')];
    await store.journal.commit(commitOf({ episodes }));
    expect(await backtestOf(slow, {}, store)).toMatchObject({
      evidence: { recorded: 4, judged: { real: 2, noise: 2 } },
      configured: { caught: 1, missed: 1, repeated: 1, spared: 1 },
    });
  });
});

describe('a rule that compares with what is usual', () => {
  it('has learnt by the time in question, and says that it was learnt again', async () => {
    const store = createMemoryStore();
    const before = 14 * 24 * 60;
    const samples = Array.from({ length: before + HOURS * 60 }, (_, n) => {
      const minute = n - before;
      return sample('http_response_seconds', minute, (minute >= 30 && minute < 60 ? 1 : 0.2) + (n % 7) / 100);
    });
    await store.journal.commit(commitOf({ samples }));
    const rule: Rule = {
      ...slow,
      id: 'unusual' as RuleId,
      when: { ...slow.when, test: { kind: 'outsideBand', side: 'above', atLeast: 3, of: 5, baseline: 'ema' } },
    };
    const { configured, notes, evidence } = await backtestOf(rule, {}, store);
    expect(configured).toMatchObject({ fired: 1, paged: 1 });
    expect(evidence.samples).toBe(HOURS * 60);
    expect(notes.join()).toContain('What is usual was learnt again from up to five weeks before');
  });
});
