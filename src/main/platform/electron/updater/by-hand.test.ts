import { describe, expect, it } from 'vitest';
import { byHandOf } from './by-hand.js';

const FEED = 'https://updates.example.org/watchroom';
const foundOf = (...files: readonly string[]) =>
  ({ version: '2.0.0', files: files.map((url) => ({ url, sha512: '' })) }) as unknown as Parameters<typeof byHandOf>[2];

describe('a version that a person installs', () => {
  it.each([
    ['appimage', 'watchroom-2.0.0.AppImage', 'put the new AppImage over the file of this one'],
    ['deb', 'watchroom_2.0.0.deb', 'install the new package over it'],
    ['nsis', 'Watchroom Setup 2.0.0.exe', 'install the new version over it'],
    ['mac', 'Watchroom-2.0.0.dmg', 'install the new version over it'],
  ] as const)('is told to an app of the form %s with its package', (form, file, words) => {
    const byHand = byHandOf(form, FEED, foundOf('watchroom-2.0.0.tar.gz', 'Watchroom-2.0.0.zip', file));
    expect(byHand?.address).toBe(new URL(file, `${FEED}/`).href);
    expect(byHand?.text).toMatch(/^This kind of installation is not replaced by Watchroom itself: /);
    expect(byHand?.text).toContain(words);
  });

  it('is none for an app in a plain folder', () => {
    expect(byHandOf('folder', FEED, foundOf('watchroom-2.0.0.tar.gz'))).toBeNull();
  });

  it('is looked for in the feed’s folder where its package is not told, and no password is passed on', () => {
    expect(byHandOf('deb', 'https://ann:secret@updates.example.org/w', foundOf())?.address).toBe(
      'https://updates.example.org/w/',
    );
    expect(byHandOf('deb', FEED, foundOf('javascript:alert(1)//.deb'))?.address).toBe(`${FEED}/`);
  });
});
