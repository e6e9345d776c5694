import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backgroundOf } from '../../../../tests/support/background.js';
import { deliveryOf } from '../../../../tests/support/delivery.js';
import { NINE_O_CLOCK } from '../../../../tests/support/engine.js';
import { makeAlert } from '../../../../tests/support/scripted-main-scenes.js';
import { cutTo, inGsm, septets } from './gsm.js';
import { smsOf } from './text.js';

const told = (row: Parameters<typeof makeAlert>[2], message = {}, count = 1): string =>
  smsOf(deliveryOf('sms', {}, message), backgroundOf({ alerts: [makeAlert(17, NINE_O_CLOCK, row) as never], count }), () => []);

describe('a short message', () => {
  it('says what, since when, and which alert', () => {
    expect(told({})).toBe('Critical: Booking form is down: answered 503 (expected 200-399) (for 14 min, a17-1)');
  });

  it('says that nobody has answered, who is told now, or that more wait', () => {
    expect(told({}, { title: 'Nobody has answered: Site down' })).toMatch(/^Nobody has answered: Booking form is down/);
    expect(told({}, { title: 'Escalated to management (level 2): Site down' })).toMatch(
      /^Escalated to management \(level 2\): Booking/,
    );
    expect(told({}, { title: '7 alerts are firing, 7 critical' }, 7)).toContain('and 6 more');
  });

  it('is marked where it is a test, and where it is late', () => {
    expect(told({ isTest: true })).toMatch(/^TEST Critical: /);
    expect(told({}, { body: 'x\nThis message is 12 min late.' })).toContain('(for 14 min, 12 min late, a17-1)');
  });

  it('is one message, whatever it has to say, in letters that it has, and keeps its id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ maxLength: 80 }), (summary, name) => {
        const text = told({ summary, name }, { title: `Critical: ${name}` });
        expect(septets(text)).toBeLessThanOrEqual(160);
        expect(inGsm(text)).toBe(text);
        expect(text.endsWith(', a17-1)')).toBe(true);
      }),
    );
  });
});

describe('the letters of a short message', () => {
  it.each([
    ['£400,000 – “now”', '£400,000 - "now"'],
    ['Zażółć', 'Zazó?c'.replace('ó', 'ò').replace('ò', 'o')],
    ['naïve café', 'naive café'],
    ['🚨 down', '? down'],
    ['a\tb\u00a0c', 'a b c'],
  ])('%s', (text, expected) => {
    expect(inGsm(text)).toBe(expected);
  });

  it('counts those that take two', () => {
    expect(septets('a€b[')).toBe(6);
  });

  it('cuts between words where one ends near, never a letter', () => {
    expect(cutTo('the booking form does not answer', 20)).toBe('the booking form...');
    expect(cutTo('€€€€€€', 9)).toBe('€€€...');
  });
});
