import { dotsOf } from './glyphs.js';

export type Colour = readonly [number, number, number];
export type Point = readonly [number, number];

/** Something to draw on, in pixels from the upper left corner. */
export interface Canvas {
  box(from: Point, to: Point, colour: Colour): void;
  /** A stroke through the points, `width` pixels wide. */
  stroke(points: readonly Point[], width: number, colour: Colour): void;
  write(text: string, at: Point, colour: Colour): void;
  /** Red, green, blue and opacity of each pixel, row by row. */
  pixels(): Uint8Array;
}

/** Dots per pixel and axis: they are averaged, so that slanting strokes are smooth. */
const FINENESS = 2;
/** Pixels of a letter's dot. */
const DOT = 2;

export const createCanvas = (width: number, height: number, ground: Colour): Canvas => {
  const [columns, rows] = [width * FINENESS, height * FINENESS];
  const dots = new Uint8Array(columns * rows * 3);
  for (let index = 0; index < dots.length; index += 3) dots.set(ground, index);

  const set = (x: number, y: number, colour: Colour): void => {
    if (x >= 0 && y >= 0 && x < columns && y < rows) dots.set(colour, (y * columns + x) * 3);
  };
  const box: Canvas['box'] = ([left, top], [right, bottom], colour) => {
    for (let y = Math.round(top * FINENESS); y < Math.round(bottom * FINENESS); y += 1)
      for (let x = Math.round(left * FINENESS); x < Math.round(right * FINENESS); x += 1) set(x, y, colour);
  };
  const stamp = ([x, y]: Point, width_: number, colour: Colour): void => {
    const radius = (width_ * FINENESS) / 2;
    const [middle, centre] = [x * FINENESS, y * FINENESS];
    for (let row = Math.floor(centre - radius); row <= centre + radius; row += 1)
      for (let column = Math.floor(middle - radius); column <= middle + radius; column += 1)
        if (Math.hypot(column + 0.5 - middle, row + 0.5 - centre) <= radius) set(column, row, colour);
  };
  return {
    box,
    stroke: (points, stroke, colour) => {
      for (const [index, to] of points.entries()) {
        const from = points[Math.max(0, index - 1)] ?? to;
        const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) * FINENESS));
        for (let step = 0; step <= steps; step += 1) stamp(between(from, to, step / steps), stroke, colour);
      }
    },
    write: (text, [left, top], colour) => {
      for (const [column, row] of dotsOf(text)) {
        const corner = [left + column * DOT, top + row * DOT] as const;
        box(corner, [corner[0] + DOT, corner[1] + DOT], colour);
      }
    },
    pixels: () => averaged(dots, width, height),
  };
};

const between = (from: Point, to: Point, share: number): Point => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];

const averaged = (dots: Uint8Array, width: number, height: number): Uint8Array => {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  const columns = width * FINENESS;
  for (let index = 0; index < width * height; index += 1) {
    const [x, y] = [(index % width) * FINENESS, Math.floor(index / width) * FINENESS];
    for (let channel = 0; channel < 3; channel += 1) {
      let sum = 0;
      for (let n = 0; n < FINENESS ** 2; n += 1)
        sum += dots[((y + Math.floor(n / FINENESS)) * columns + x + (n % FINENESS)) * 3 + channel] ?? 0;
      pixels[index * 4 + channel] = Math.round(sum / FINENESS ** 2);
    }
  }
  return pixels;
};
