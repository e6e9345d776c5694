import { describe, expect, it } from 'vitest';
import { siteDown, slowPage } from '../../../../tests/support/engine.js';
import type { Rule } from '../model/rule.js';
import { days, minutes } from '../time/instant.js';
import { withLateness } from './message.js';
import { sayLength, sayQuantity } from './quantity.js';
import { summarise } from './summary.js';

describe('quantities', () => {
  it.each([
    ['form_failure_ratio', 0.0712, '7.12 %'],
    ['uptime_ratio', 0.99934, '99.93 %'],
    ['http_response_seconds', 0.2345, '235 ms'],
    ['http_response_seconds', 3.456, '3.46 s'],
    ['http_certificate_expiry_seconds', 86_400 * 13.9, '13 days'],
    ['http_certificate_expiry_seconds', 86_400, '1 day'],
    ['http_certificate_expiry_seconds', -3_600, '-1 day'],
    ['http_body_bytes', 153_600, '154 KB'],
    ['process_resident_memory_bytes', 3.2e9, '3.2 GB'],
    ['burn_rate', 14.4, '14.4 ×'],
    ['asset_failures', 0, '0'],
    ['form_submissions_total', 9_999_999, '9,999,999'],
  ])('%s of %d is said as %s', (metric, value, words) => {
    expect(sayQuantity(metric, value)).toBe(words);
  });

  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [7_800_000, '2 h 10 min'],
    [7_200_000, '2 h'],
    [90_000_000, '1 d 1 h'],
  ])('%d ms is said as %s', (length, words) => {
    expect(sayLength(length)).toBe(words);
  });
});

describe('sentences', () => {
  it('names the target and what its reading said', () => {
    const subject = { name: 'Booking page', problem: 'answered 503, expected 200-399' };
    expect(summarise(siteDown, { target: 'booking' }, 0, subject)).toBe('Booking page is down: answered 503, expected 200-399');
  });

  it('calls nothing down whose uptime over a time is below its limit: it may be up', () => {
    const name = 'Uptime of the last day below 99.9 %';
    const subject = { ...siteDown.when.subject, metric: 'up', reduce: 'avg', window: days(1) } as const;
    const day: Rule = { ...siteDown, name, when: { ...siteDown.when, subject, test: { kind: 'below', threshold: 0.999 } } };
    expect(summarise(day, { target: 'booking' }, 0.9118, { name: 'Booking page', problem: null })).toBe(
      'Uptime of the last day below 99.9 %: Booking page, 91.18 % (limit 99.9 %)',
    );
  });

  it('says of how many events a share is', () => {
    const subject = { kind: 'ratio', bad: 'form_failures_total', total: 'form_submissions_total' } as const;
    const forms = { ...subject, window: minutes(15), stretchTo: minutes(60), minCount: 20 };
    const rule = { ...siteDown, when: { ...siteDown.when, subject: forms, test: { kind: 'above', threshold: 0.05 } as const } };
    const known = { name: null, problem: null, events: 1_130 };
    expect(summarise(rule, { form: 'booking' }, 80 / 1_130, known)).toBe(
      'Booking form fails for 7.08 % of 1,130 submissions (limit 5 %)',
    );
    expect(summarise(rule, { page: 'home' }, 80 / 1_130, known)).toBe(
      'Site down: home, 7.08 % of 1,130 submissions (limit 5 %)',
    );
  });

  it('gives value and limit', () => {
    const subject = { name: null, problem: null };
    expect(summarise(slowPage, { page: 'home' }, 4, subject)).toBe('Slow page: home, 4 s (limit 3 s)');
    expect(summarise(slowPage, { page: 'home', device: 'mobile' }, null, subject)).toBe('Slow page: page home, device mobile');
  });

  it('says how late it is from a minute on', () => {
    const message = { title: 't', body: 'b', severity: 'critical', alert: null, sticky: true, sound: true } as const;
    expect(withLateness(message, 60_000).body).toBe('b');
    expect(withLateness(message, 240_000).body).toBe('b\nThis message is 4 min late.');
  });
});
