import type { PopupFailure } from '../core/port/popups.js';

/** The freedesktop notification body is markup; a text must not become part of it. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The notification service neither took nor refused it. */
export const deaf = (limitSeconds: number): PopupFailure => ({
  code: 'timeout',
  text: `the notification service did not answer within ${limitSeconds} s`,
  retry: 'later',
});

const KNOWN: readonly (readonly [RegExp, PopupFailure])[] = [
  [
    /not found|must be installed|ENOENT/i,
    { code: 'unsupported', text: 'the program notify-send is not installed', retry: 'never' },
  ],
  [
    /ServiceUnknown|not provided by any/i,
    { code: 'no-daemon', text: 'no notification service runs in this session', retry: 'later' },
  ],
  [/^$/, { code: 'unreachable', text: 'the notification service of this session cannot be reached', retry: 'later' }],
  [/could not connect|bus|autolaunch|display/i, { code: 'no-bus', text: 'the session bus cannot be reached', retry: 'later' }],
];

/** What the notification service's own words mean. */
export const serviceFailure = (said: string): PopupFailure =>
  KNOWN.find(([pattern]) => pattern.test(said.trim()))?.[1] ?? {
    code: 'failed',
    text: `the system refused it: ${said.slice(0, 200)}`,
    retry: 'later',
  };
