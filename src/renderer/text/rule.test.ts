import { describe, expect, it } from 'vitest';
import { saySentence } from './rule.js';

describe('what a rule waits for', () => {
  it.each([
    ['http_response_seconds is above 3 s for 5 min', 'Response time is above 3 s for 5 min'],
    ['up is below 1 for 2 min', 'It is down for 2 min'],
    ['the average of cls over 15 min is above 0.1', 'The average of layout shift (CLS) over 15 min is above 0.1'],
    ['p75 of ttfb_seconds over 1 h is above 800 ms', 'The 75th percentile of first byte (TTFB) over 1 h is above 800 ms'],
    ['form_failures_total of form_submissions_total is above 3 %', 'The share of forms that failed in forms sent is above 3 %'],
    ['the rise of js_errors_total over 1 h is above 5', 'The rise of JavaScript errors over 1 h is above 5'],
    ['http_certificate_expiry_seconds is below 14 d', 'Time until the certificate expires is below 14 d'],
  ])('reads %s as words', (sentence, words) => {
    expect(saySentence({ sentence })).toBe(words);
  });
  it('leaves a series that it does not know as it is named', () => {
    expect(saySentence({ sentence: 'external_alert is above 0' })).toBe('external_alert is above 0');
  });
});
