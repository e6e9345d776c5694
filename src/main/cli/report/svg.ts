import type { ReportBlock, ReportLine } from './document.js';
import { escaped } from './escaped.js';

type Chart = ReportBlock & { readonly kind: 'chart' };

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [800, 220, 64, 190];
const COLOURS = ['#3f6fd1', '#0f766e', '#b07400', '#7c3aad', '#475467'];

/** Lines over time from nought up, with their names and their highest value; a line breaks where nothing was seen. */
export const chartSvg = ({ title, unit, lines }: Chart): string => {
  const all = lines.flatMap(({ points }) => points);
  const [from, to] = [Math.min(...all.map(([at]) => at)), Math.max(...all.map(([at]) => at))];
  const most = Math.max(0, ...all.map(([, value]) => value)) || 1;
  const x = (at: number): number => LEFT + ((at - from) / Math.max(1, to - from)) * (WIDTH - LEFT - 8);
  const y = (value: number): number => BOTTOM - (value / most) * (BOTTOM - 24);
  const drawn = lines.map(
    (line, index) => `<path fill="none" stroke="${colourOf(index)}" stroke-width="2" d="${pathOf(line, x, y)}"/>`,
  );
  const names = lines.map(
    (line, index) => `<text x="${LEFT + 150 * index}" y="${HEIGHT - 6}" fill="${colourOf(index)}">${escaped(line.name)}</text>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(`${title}, up to ${said(most)} ${unit}`)}" font-size="12"><path stroke="currentColor" opacity=".2" d="M${LEFT} ${BOTTOM}H${WIDTH}M${LEFT} ${y(most)}H${WIDTH}"/><text x="0" y="${y(most) + 4}" fill="currentColor">${escaped(`${said(most)} ${unit}`)}</text><text x="0" y="${BOTTOM + 4}" fill="currentColor">0</text>${drawn.join('')}${names.join('')}</svg>`;
};

const colourOf = (index: number): string => COLOURS[index % COLOURS.length] ?? 'currentColor';

const pathOf = ({ points, gapAfter }: ReportLine, x: (at: number) => number, y: (value: number) => number): string =>
  points
    .map(([at, value], index) => {
      const before = points[index - 1];
      const isJoined = before !== undefined && at - before[0] <= gapAfter;
      return `${isJoined ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');

const said = (value: number): string => String(Number(value.toPrecision(3)));
