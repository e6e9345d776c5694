import { describe, expect, it } from 'vitest';
import { escapeMarkup, serviceFailure } from './notification-service.js';

describe('the notification service', () => {
  it('shows angle brackets and ampersands as they are', () => {
    expect(escapeMarkup('p95 < 2 s & <b>up</b>')).toBe('p95 &lt; 2 s &amp; &lt;b&gt;up&lt;/b&gt;');
  });

  it.each([
    [
      'GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: The name org.freedesktop.Notifications was not provided',
      'no-daemon',
    ],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no-bus'],
    ['Could not connect: /run/user/0/bus: No such file', 'no-bus'],
    ['Error: not found: notify-send', 'unsupported'],
    ['Could not connect: No such file or directory', 'no-bus'],
    ['', 'unreachable'],
    ['something new', 'failed'],
  ])('says in plain words what %j means', (said, code) => {
    expect(serviceFailure(said)).toMatchObject({ code, text: expect.not.stringContaining('GDBus') });
  });
});
