import { describe, expect, it } from 'vitest';
import { count, money, percent, quantity } from './quantity.js';

describe('quantity', () => {
  it.each([
    [0.184, 'http_response_seconds', '184 ms'],
    [0.0042, 'http_response_seconds', '4.2 ms'],
    [4.231, 'http_response_seconds', '4.23 s'],
    [0, 'http_response_seconds', '0 s'],
    [11 * 86_400, 'http_certificate_expiry_seconds', '11 days'],
    [48_231_424, 'process_resident_memory_bytes', '48.2 MB'],
    [0, 'http_body_bytes', '0 B'],
    [0.071, 'asset_failure_ratio', '7.1 %'],
    [0.9, 'host_disk_used_ratio', '90 %'],
    [0.9118, 'uptime_ratio', '91.2 %'],
    [0.999, 'uptime_ratio', '99.9 %'],
    [0.999999, 'uptime_ratio', '99.99 %'],
    [1, 'uptime_ratio', '100 %'],
    [1.25, 'host_cpu_ratio', '125 %'],
    [1, 'up', 'up'],
    [0, 'up', 'down'],
    [14.4, 'burn_rate', '14.4 ×'],
    [9_999_999, 'orders', '9,999,999'],
  ])('says %d of %s as %s', (value, metric, words) => expect(quantity(value, metric)).toBe(words));
});

describe('percent', () => {
  it('never rounds a miss up to the whole', () => expect(percent(0.999999)).toBe('99.99 %'));
  it('says the whole plainly', () => expect(percent(1)).toBe('100 %'));
  it('says nothing as nothing', () => expect(percent(0, 1)).toBe('0 %'));
});

it('counts in words', () => {
  expect(count(1, 'target')).toBe('1 target');
  expect(count(1_000, 'target')).toBe('1,000 targets');
  expect(count(2, 'entry', 'entries')).toBe('2 entries');
});

it('says money as the British do', () => {
  expect(money(400_000, 'GBP')).toBe('£400,000');
  expect(money(39.5, 'GBP')).toBe('£39.50');
});
