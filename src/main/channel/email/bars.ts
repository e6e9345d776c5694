import type { BarKind, ReportHour, ReportPage } from '../../core/model/report.js';
import { html, type Markup } from './markup.js';

/*
 * Charts are tables of coloured cells. Mail programs block SVG; a picture by its content id is hidden until somebody allows
 * pictures, stays white in dark mode and says nothing aloud. Cells are drawn everywhere, at once, sharp, and in both modes.
 */

/** Pixels of the tallest bar, and of the shortest. */
const TALLEST = 40;
const SHORTEST = 3;

const COLOUR: Readonly<Record<BarKind, string>> = {
  bar: '#3f6fd1',
  slow: '#b07400',
  failed: '#c0261a',
  unseen: '#cfd5de',
  none: 'transparent',
};

const heightOf = ({ kind, seconds }: ReportHour, top: number): number => {
  if (kind === 'failed') return TALLEST;
  if (kind === 'unseen') return TALLEST / 2;
  return kind === 'none' ? 0 : Math.max(SHORTEST, Math.round(((seconds ?? 0) / top) * TALLEST));
};

/** A page's hours as bars: height is the mean response; red had failures, grey was not observed. */
export const barsOf = (
  { hours }: ReportPage,
  top: number,
): Markup => html`<table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed"><tr>
${hours.map((hour) => cell(hour.kind, heightOf(hour, top)))}</tr></table>`;

const cell = (kind: BarKind, height: number): Markup =>
  html`<td valign="bottom" height="${TALLEST}" style="padding:0 1px;font-size:0;line-height:0">${
    height === 0 ? null : html`<div class="${kind}" style="height:${height}px;background:${COLOUR[kind]}"></div>`
  }</td>
`;

const STEPS = '▁▂▃▄▅▆▇█';

/** The same in letters: `×` had failures, `░` was not observed, `·` has no reading. */
export const lettersOf = ({ hours }: ReportPage, top: number): string =>
  hours
    .map(({ kind, seconds }) => {
      if (kind === 'failed') return '×';
      if (kind === 'unseen') return '░';
      if (kind === 'none') return '·';
      return STEPS[Math.min(STEPS.length - 1, Math.floor(((seconds ?? 0) / top) * STEPS.length))];
    })
    .join('');
