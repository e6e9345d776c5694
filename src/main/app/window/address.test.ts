import { describe, expect, it } from 'vitest';
import { isConsoleUrl, outsideAddress } from './address.js';

describe('the console’s own origin', () => {
  it.each(['app://console/index.html', 'app://console/#/alerts/a1-1', 'app://console/assets/x.js?y'])('holds %s', (address) => {
    expect(isConsoleUrl(address)).toBe(true);
  });

  it.each([
    'app://console.example.org/',
    'app://consoles/',
    'app://console@example.org/',
    'app://user:word@console/',
    'app://console:81/',
    'https://console/',
    'file:///console/index.html',
    'about:blank',
    'data:text/html,hello',
    '',
  ])('does not hold %s', (address) => {
    expect(isConsoleUrl(address)).toBe(false);
  });
});

describe('addresses for the person’s browser', () => {
  it('are https only', () => {
    expect(outsideAddress('https://www.example.org/a?b', null)).toBe('https://www.example.org/a?b');
    for (const address of [
      'http://example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://host/x',
      'https://a:b@example.org/',
      'nonsense',
    ])
      expect(outsideAddress(address, null)).toBeNull();
  });

  it('include the demo’s own panel, and nothing else on this machine', () => {
    const panel = 'http://127.0.0.1:4000/break-it';
    expect(outsideAddress(panel, panel)).toBe(panel);
    for (const address of ['http://127.0.0.1:4001/break-it', 'http://localhost:4000/', 'http://127.0.0.1:4000@example.org/'])
      expect(outsideAddress(address, panel)).toBeNull();
    expect(outsideAddress('http://example.org/', 'http://example.org/')).toBeNull();
  });
});
