import { describe, expect, it } from 'vitest';
import { labelOf, pageOf, scrub } from './scrub.js';

/** What could say who somebody is, as people and programs write it. */
const PERSONAL = [
  'jane.smith@example.org',
  'Jane Smith <jane@example.co.uk>',
  'o%27brien%40example.com',
  '+44 7700 900123',
  '07700900123',
  '(020) 7946 0958',
  '4111 1111 1111 1111',
  '4111-1111-1111-1111',
  'SW1A 1AA',
  'sw1a1aa',
  'EC2V 7HN',
  '192.168.17.4',
  '2001:db8:85a3:0:0:8a2e:370:7334',
  '2001:db8::8a2e:1aa',
  'fe80::1aa',
  '[2001:db8::7hn]',
  'AB123456C',
  'ab 12 34 56 c',
  'customer123456',
  'user:10293',
  'order_id=20391',
  'client-20391',
  'ref55512',
  '550e8400-e29b-41d4-a716-446655440000',
  'a81bc81bdead4e5dabffd',
  'https://www.example.org/book?name=Jane&child=Tom#step2',
  'Jane Smith',
  'Please ring me after six, Zoë',
];

describe('a label from outside', () => {
  it.each(PERSONAL)('never keeps %s', (text) => {
    const kept = [
      labelOf(text) ?? '',
      pageOf(text),
      pageOf(`/tutors/${text}`),
      pageOf(`https://x.example/a/${text}?q=${text}`),
    ].join('\n');
    const tell = text.toLowerCase().match(/jane|smith|brien|zoë|\d{4,}|1aa|7hn|446655|a81bc/g) ?? [];
    for (const part of tell) expect(kept.toLowerCase()).not.toContain(part);
  });

  it.each([
    'inquiry',
    'mobile',
    'GB',
    'variant-b',
    'main',
    '4g',
    'feature/booking-form',
    'v1.2.3',
    'db1:27017',
    'std::vector',
    'user-2',
    'release-2026.11',
    'fix/booking-512',
    'http2',
  ])('keeps %s', (text) => {
    expect(labelOf(text)).toBe(text);
  });

  it('is refused where it is a text', () => {
    expect(labelOf('two words')).toBeUndefined();
    expect(labelOf('x'.repeat(200))).toBeUndefined();
    expect(labelOf('')).toBeUndefined();
  });
});

describe('the page of an address', () => {
  it.each([
    ['/', 'home'],
    ['', 'home'],
    ['https://www.example.org', 'home'],
    ['/book-a-lesson/', 'book-a-lesson'],
    ['/Tutors/Maths', 'tutors/maths'],
    ['/tutors/184467', 'tutors/:id'],
    ['/order/2f9c1a77be01d4e9?utm_source=x', 'order/:id'],
    ['/a/b#c', 'a/b'],
  ])('%s is %s', (address, page) => {
    expect(pageOf(address)).toBe(page);
  });

  it('never ends', () => {
    expect(pageOf(`/${'a/'.repeat(500)}`).length).toBeLessThanOrEqual(100);
  });
});

describe('scrubbing', () => {
  it('leaves what says nothing of anybody as it is', () => {
    expect(scrub('booking step 2 of 3')).toBe('booking step 2 of 3');
  });
});
