import type { Delivery } from '../../core/model/notification.js';
import { linesOf, sentenceOf } from '../../core/notify/template.js';
import type { Background } from '../../core/port/channel.js';
import { markOf, valuesOf, withMark } from '../facts.js';

/** A notification is a glance: what is longer is cut at a whole character, and the console has the rest. */
const LONGEST_TITLE = 120;
const LONGEST_BODY = 600;

/** macOS refuses or cuts what is longer in all, counted in bytes of UTF-8. */
const LONGEST_ON_MAC = 256;

export interface PopupText {
  readonly title: string;
  readonly body: string;
}

/** A message as its template words it; of several alerts, or of none, in its own words. */
export const worded = ({ message, reason }: Delivery, background: Background): PopupText => {
  const { alerts, count, templates } = background;
  const [row] = alerts;
  if (row === undefined || count > 1) return message;
  const values = valuesOf(row, message, background, []);
  const lines = linesOf(templates.desktop.body, values).map(({ name, text }) => (name === '' ? text : `${name}: ${text}`));
  return {
    title: withMark(markOf(reason, alerts), sentenceOf(templates.desktop.title, values)),
    body: lines.join('\n'),
  };
};

/** The text as the system can show it: no control characters, not empty, not too long. Escaping is left to whoever shows it. */
export const popupText = (text: PopupText, platform: string): PopupText => {
  const title = cut(plain(text.title).replaceAll('\n', ' '), LONGEST_TITLE) || 'Watchroom';
  const body = cut(plain(text.body), LONGEST_BODY) || title;
  if (platform !== 'darwin') return { title, body };
  const shortTitle = cutBytes(title, LONGEST_ON_MAC / 2);
  return { title: shortTitle, body: cutBytes(body, LONGEST_ON_MAC - bytes(shortTitle)) };
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** Direction marks go as well: they could make a text read as something else than it is. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').replace(CONTROL, ' ').trim();

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

const cut = (text: string, longest: number): string => {
  const characters = [...text];
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
};

const cutBytes = (text: string, most: number): string => {
  if (bytes(text) <= most) return text;
  let kept = '';
  for (const character of text) {
    if (bytes(kept) + bytes(character) + bytes('…') > most) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
};
