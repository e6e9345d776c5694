import { describe, expect, it } from 'vitest';
import { formOf, type Installed } from './form.js';

const INSTALLED: Installed = {
  platform: 'linux',
  isPackaged: true,
  program: '/opt/Watchroom/watchroom',
  environment: {},
  debianFiles: null,
};

describe('the form in which the app is installed', () => {
  it.each<[string, Partial<Installed>]>([
    ['folder', {}],
    ['folder', { debianFiles: '/.\n/opt/Watchroom\n/opt/Watchroom/watchroom-old\n' }],
    ['deb', { debianFiles: '/.\n/opt/Watchroom\n/opt/Watchroom/watchroom\n' }],
    ['folder', { debianFiles: '/.\n/opt/Watchroom/watchroom\n', program: '/home/ann/watchroom/watchroom' }],
    ['appimage', { environment: { APPIMAGE: '/home/ann/Watchroom.AppImage' } }],
    ['none', { environment: { SNAP: '/snap/watchroom/1' } }],
    ['none', { environment: { FLATPAK_ID: 'org.watchroom.console' } }],
    ['none', { isPackaged: false }],
    ['nsis', { platform: 'win32' }],
    ['mac', { platform: 'darwin' }],
    ['none', { platform: 'freebsd' }],
  ])('is %s for %o', (form, change) => {
    expect(formOf({ ...INSTALLED, ...change })).toBe(form);
  });
});
