import type { AlertChart } from '../../core/model/chart.js';
import { sayQuantity } from '../../core/notify/quantity.js';
import { type Canvas, type Colour, createCanvas, type Point } from './canvas.js';
import { GLYPH, isWritable } from './glyphs.js';
import { encodePng } from './png.js';

const WIDTH = 800;
const HEIGHT = 280;
const PLOT = { left: 96, right: 784, top: 18, bottom: 238 } as const;

const GROUND: Colour = [255, 255, 255];
const GRID: Colour = [228, 231, 236];
const INK: Colour = [71, 84, 103];
const LIMIT: Colour = [192, 38, 26];
const FIRED: Colour = [152, 162, 179];
const LINES: readonly Colour[] = [
  [63, 111, 209],
  [15, 118, 110],
  [124, 58, 173],
  [176, 116, 0],
  [71, 84, 103],
];

/** Draws what a rule saw as a PNG: the lines, its limit (dashed), when it fired, and the values and times at the edges. */
export const chartPng = (chart: AlertChart, timeZone: string): Buffer => {
  const canvas = createCanvas(WIDTH, HEIGHT, GROUND);
  const scale = scaleOf(chart);
  drawGrid(canvas, chart, scale, timeZone);
  for (const [index, line] of chart.lines.entries()) {
    const colour = LINES[index % LINES.length] as Colour;
    for (const piece of piecesOf(line, chart.gapAfter)) canvas.stroke(piece.map(scale.point), 2.5, colour);
  }
  dashed(canvas, scale.y(chart.threshold), LIMIT);
  return encodePng(canvas.pixels(), WIDTH);
};

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly point: (point: Point) => Point;
}

/** From nought where that is honest, with room above what is highest. */
const scaleOf = ({ from, to, lines, threshold }: AlertChart): Scale => {
  const values = [threshold, ...lines.flat().map(([, value]) => value)];
  const low = Math.min(0, ...values);
  const high = Math.max(...values);
  const room = (high - low || 1) * 1.08;
  const x = (at: number): number => PLOT.left + ((at - from) / Math.max(1, to - from)) * (PLOT.right - PLOT.left);
  const y = (value: number): number => PLOT.bottom - ((value - low) / room) * (PLOT.bottom - PLOT.top);
  return { low, high, x, y, point: ([at, value]) => [x(at), y(value)] };
};

/** Where nothing was seen there is no line: a gap is no value. */
const piecesOf = (line: readonly Point[], gapAfter: number): readonly (readonly Point[])[] => {
  const pieces: Point[][] = [];
  for (const point of line) {
    const last = pieces.at(-1)?.at(-1);
    if (last === undefined || point[0] - last[0] > gapAfter) pieces.push([point]);
    else pieces.at(-1)?.push(point);
  }
  return pieces;
};

const drawGrid = (
  canvas: Canvas,
  { from, to, firedAt, metric, threshold }: AlertChart,
  scale: Scale,
  timeZone: string,
): void => {
  for (const value of [scale.low, (scale.low + scale.high) / 2, scale.high])
    canvas.box([PLOT.left, scale.y(value)], [PLOT.right, scale.y(value) + 1], GRID);
  canvas.box([scale.x(firedAt), PLOT.top], [scale.x(firedAt) + 1.5, PLOT.bottom], FIRED);
  const written: number[] = [];
  // The limit's own figure matters most: another that would touch it is left out.
  for (const [value, colour] of [
    [threshold, LIMIT],
    [scale.high, INK],
    [scale.low, INK],
  ] as const) {
    const at = scale.y(value) - GLYPH.height;
    if (written.some((other) => Math.abs(other - at) < LINE)) continue;
    written.push(at);
    rightAligned(canvas, sayQuantity(metric, value), [PLOT.left - 10, at], colour);
  }
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const below = PLOT.bottom + 14;
  canvas.write(clock.format(from), [PLOT.left, below], INK);
  rightAligned(canvas, clock.format(to), [PLOT.right, below], INK);
  const fired = clock.format(firedAt);
  const middle = scale.x(firedAt) - widthOf(fired) / 2;
  const isFree = middle > PLOT.left + widthOf(fired) + 20 && middle < PLOT.right - 2 * widthOf(fired) - 20;
  if (isFree) canvas.write(fired, [middle, below], INK);
};

const LINE = 20;
const widthOf = (text: string): number => text.length * GLYPH.advance * 2;

const rightAligned = (canvas: Canvas, text: string, [right, top]: Point, colour: Colour): void => {
  const plain = text.replaceAll(/[\u00a0\u202f]/g, ' ');
  if (isWritable(plain)) canvas.write(plain, [right - widthOf(plain), top], colour);
};

const dashed = (canvas: Canvas, y: number, colour: Colour): void => {
  for (let x = PLOT.left; x < PLOT.right; x += 12) canvas.box([x, y - 0.75], [Math.min(x + 7, PLOT.right), y + 0.75], colour);
};
