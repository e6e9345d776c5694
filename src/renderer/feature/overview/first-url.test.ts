import { describe, expect, it } from 'vitest';
import { addressOf } from './first-url.js';

describe('what is typed as an address', () => {
  it.each([
    ['example.org', 'https://example.org'],
    [' www.example.org/book ', 'https://www.example.org/book'],
    ['http://example.org', 'http://example.org'],
    ['HTTPS://example.org', 'HTTPS://example.org'],
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['intranet', 'http://intranet'],
    ['intranet:8080/start', 'http://intranet:8080/start'],
    ['example.org:8443', 'https://example.org:8443'],
    ['ftp://example.org', 'ftp://example.org'],
    ['https://', null],
    ['two words', null],
    ['', null],
  ])('%j', (typed, url) => expect(addressOf(typed)).toBe(url));
});
