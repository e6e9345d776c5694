import type { Message } from '../../core/model/notification.js';
import type { Background } from '../../core/port/channel.js';
import { html, type Markup } from './markup.js';

export type Look = Message['severity'];

/** Of the stripe on top, and of severities as words: dark enough on white, and given again for dark mail programs. */
const COLOUR: Readonly<Record<Look, string>> = {
  critical: '#b42318',
  warning: '#8a5a00',
  info: '#175cd3',
  ok: '#067647',
  blind: '#475467',
};

const LIGHTER: Readonly<Record<Look, string>> = {
  critical: '#ff9b90',
  warning: '#f5c451',
  info: '#8ab8ff',
  ok: '#6fd6a4',
  blind: '#b4bccb',
};

const LOOKS = Object.keys(COLOUR) as readonly Look[];

/**
 * Mail programs that know dark mode read this; the others keep to the colours in the elements, which are those of light mode.
 * Nothing rests on it: without any of it the mail reads the same.
 */
const DARK = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#0e1116!important;color:#e6e9ef!important}
.sheet{background:#161b23!important;border-left-color:#2c3440!important;border-right-color:#2c3440!important;border-bottom-color:#2c3440!important}
.muted{color:#a5afbf!important}
.line{border-color:#2c3440!important}
.note{background:#2a2412!important;border-color:#6b5716!important;color:#f5dd9a!important}
.bar{background:#6ea8ff!important}
.slow{background:#f5c451!important}
.failed{background:#ff7b6e!important}
.unseen{background:#434d5c!important}
${LOOKS.map((look) => `.${look}{color:${LIGHTER[look]}!important}`).join('\n')}
}
@media (max-width:480px){.pad{padding-left:16px!important;padding-right:16px!important}}`;

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** What stands between a mail's title and its foot. */
export interface Content {
  readonly html: Markup;
  readonly text: readonly string[];
}

export interface Page {
  readonly title: string;
  readonly heading: string;
  readonly look: Look;
  /** What is said on top where nothing is wrong: `null` for what is real. */
  readonly notice: string | null;
  readonly content: Markup;
}

/** A mail's page: one column that a phone shows whole, built of tables, because that is what every mail program draws. */
export const pageOf = (
  { title, heading, look, notice, content }: Page,
  { site }: Pick<Background, 'site'>,
): Markup => html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{ markup: DARK }}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f7;color:#1a1f29;font:16px/1.5 ${{ markup: FONT }};-webkit-text-size-adjust:100%">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;border:1px solid #dfe3ea;border-top:4px solid ${COLOUR[look]};border-radius:6px">
<tr><td class="pad" style="padding:20px 24px 24px;text-align:left">
${notice === null ? null : noticeMarkup(notice)}
<h2 class="muted" style="margin:0 0 6px;font-size:15px;line-height:1.4;font-weight:600;color:#525c6b">${heading}</h2>
<p style="margin:0 0 14px;font-size:22px;line-height:1.3;font-weight:700">${title}</p>
${content}
<p class="muted line" style="margin:24px 0 0;padding-top:12px;border-top:1px solid #dfe3ea;font-size:13px;line-height:1.5;color:#525c6b">Watchroom, for ${site.name}. Times are those of ${site.timeZone}.</p>
</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;

const noticeMarkup = (notice: string): Markup =>
  html`<p class="note" style="margin:0 0 16px;padding:10px 12px;background:#fff6db;border:1px solid #e5c65c;border-radius:4px;font-size:15px;font-weight:600;color:#5c4700">${notice}</p>`;

/** A heading within the mail. */
export const part = (title: string): Markup =>
  html`<h3 style="margin:24px 0 8px;font-size:16px;line-height:1.4;font-weight:700">${title}</h3>`;

/** A line of ordinary words. */
export const line = (text: string): Markup => html`<p style="margin:0 0 6px">${text}</p>
`;

/** A line of lesser weight. */
export const aside = (text: string): Markup =>
  html`<p class="muted" style="margin:0 0 6px;font-size:14px;line-height:1.45;color:#525c6b">${text}</p>
`;

/** A severity, or a state, as a word in its colour. */
export const inColour = (look: Look, word: string): Markup =>
  html`<strong class="${look}" style="color:${COLOUR[look]}">${word}</strong>`;

/** A row of a list, with a hairline above it. */
export const row = (content: Markup): Markup =>
  html`<div class="line" style="padding:10px 0;border-top:1px solid #dfe3ea">${content}</div>
`;
