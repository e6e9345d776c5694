import type { ReportHour, ReportPage } from '../../core/model/report.js';
import { html, type Markup } from './markup.js';

/*
 * Charts are tables of coloured cells. Mail programs block SVG; a picture by its content id is hidden until somebody allows
 * pictures, stays white in dark mode and says nothing aloud. Cells are drawn everywhere, at once, sharp, and in both modes.
 */

/** Pixels of the tallest bar, and of the shortest. */
const TALLEST = 40;
const SHORTEST = 3;

type Kind = 'bar' | 'slow' | 'failed' | 'unseen' | 'none';

const COLOUR: Readonly<Record<Kind, string>> = {
  bar: '#3f6fd1',
  slow: '#b07400',
  failed: '#c0261a',
  unseen: '#cfd5de',
  none: 'transparent',
};

/** Half an hour and more without a look: what little was seen says nothing of the hour. */
const MOSTLY = 0.5;

const kindOf = ({ readings, good, seconds, unseen }: ReportHour, limit: number): Kind => {
  if (readings > 0 && good < readings) return 'failed';
  if (unseen >= MOSTLY) return 'unseen';
  if (readings === 0 || seconds === null) return 'none';
  return seconds > limit ? 'slow' : 'bar';
};

const heightOf = (hour: ReportHour, kind: Kind, top: number): number => {
  if (kind === 'failed') return TALLEST;
  if (kind === 'unseen') return TALLEST / 2;
  return kind === 'none' ? 0 : Math.max(SHORTEST, Math.round(((hour.seconds ?? 0) / top) * TALLEST));
};

/** A page's hours as bars: height is the mean response; red had failures, grey was not observed. `limit`: seconds beyond which it is slow. */
export const barsOf = (
  { hours }: ReportPage,
  top: number,
  limit: number,
): Markup => html`<table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed"><tr>
${hours.map((hour) => {
  const kind = kindOf(hour, limit);
  return cell(kind, heightOf(hour, kind, top));
})}</tr></table>`;

const cell = (kind: Kind, height: number): Markup =>
  html`<td valign="bottom" height="${TALLEST}" style="padding:0 1px;font-size:0;line-height:0">${
    height === 0 ? null : html`<div class="${kind}" style="height:${height}px;background:${COLOUR[kind]}"></div>`
  }</td>
`;

const STEPS = '▁▂▃▄▅▆▇█';

/** The same in letters: `×` had failures, `░` was not observed, `·` has no reading. */
export const lettersOf = ({ hours }: ReportPage, top: number, limit: number): string =>
  hours
    .map((hour) => {
      const kind = kindOf(hour, limit);
      if (kind === 'failed') return '×';
      if (kind === 'unseen') return '░';
      if (kind === 'none') return '·';
      return STEPS[Math.min(STEPS.length - 1, Math.floor(((hour.seconds ?? 0) / top) * STEPS.length))];
    })
    .join('');
