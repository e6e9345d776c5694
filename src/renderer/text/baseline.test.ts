import { describe, expect, it } from 'vitest';
import type { BaselineRow } from '../../preload/contract/views.js';
import { sayBand, sayLearnt, sayMeaning, sayReadiness, seriesName } from './baseline.js';

const NOW = Date.parse('2026-01-05T12:00:00Z');

const row = (changes: Partial<BaselineRow> = {}): BaselineRow => ({
  series: 'http_response_seconds{source="http",target="home"}' as BaselineRow['series'],
  metric: 'http_response_seconds',
  labels: { source: 'http', target: 'home' },
  kind: 'ema',
  rules: [],
  form: 'gauge',
  readiness: { kind: 'ready' },
  used: 'ema',
  season: 'none',
  band: { expected: 0.2, deviation: 0.05, low: 0.1, high: 0.3 },
  samples: 28_800,
  span: (20 * 86_400_000) as BaselineRow['span'],
  hours: 480,
  learnedTo: null,
  reset: null,
  ...changes,
});

describe('the state of a baseline', () => {
  it.each([
    ['Learning 41/100', { kind: 'learning', have: 41, need: 100 }],
    ['Ready', { kind: 'ready' }],
    ['Frozen since 10:42', { kind: 'frozen', since: Date.parse('2026-01-05T10:42:00Z') }],
    ['Reset after deploy 4711', { kind: 'reset', at: NOW, why: 'deploy 4711' }],
  ])('reads %s', (word, readiness) => {
    const shown = row({ readiness: readiness as BaselineRow['readiness'] });
    expect(sayReadiness(shown, NOW, 'UTC').word).toBe(word);
    expect(sayMeaning(shown)).not.toBe('');
  });

  it('says what is usual in the unit of the series, a counter by the hour, and nothing below nothing', () => {
    expect(sayBand(row())).toBe('100 ms to 300 ms');
    expect(sayBand(row({ band: { expected: 0.1, deviation: 0.2, low: -0.3, high: 0.5 } }))).toBe('0 s to 500 ms');
    const errors = row({ metric: 'js_errors_total', form: 'counter', band: { expected: 40, deviation: 4, low: 32, high: 48 } });
    expect(sayBand(errors)).toBe('32 an hour to 48 an hour');
    expect(sayBand(row({ band: null }))).toBe('not known yet');
  });

  it('says what it was learnt from, and which series it is', () => {
    expect(sayLearnt(row())).toBe('28,800 samples over 20 d');
    expect(sayLearnt(row({ samples: 0 }))).toBe('nothing yet');
    expect(seriesName(row())).toBe('home');
    expect(seriesName(row({ labels: { page: 'home', device: 'mobile' } }))).toBe('page home, device mobile');
  });
});
