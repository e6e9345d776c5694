import { type Point, polyline, type Shape, union } from './shape.js';

const SIX: readonly Point[] = [
  [0.8, 0.02],
  [0.42, 0.14],
  [0.14, 0.44],
  [0.06, 0.7],
  [0.2, 0.93],
  [0.5, 1],
  [0.8, 0.93],
  [0.94, 0.7],
  [0.8, 0.47],
  [0.5, 0.4],
  [0.22, 0.48],
  [0.08, 0.66],
];

/** Strokes in the unit square: few points, so that they stay clear at sixteen pixels. */
const STROKES: Readonly<Record<string, readonly (readonly Point[])[]>> = {
  '1': [
    [
      [0.2, 0.24],
      [0.56, 0],
      [0.56, 1],
    ],
  ],
  '2': [
    [
      [0.08, 0.26],
      [0.22, 0.06],
      [0.5, 0],
      [0.8, 0.07],
      [0.92, 0.28],
      [0.82, 0.5],
      [0.08, 1],
      [0.96, 1],
    ],
  ],
  '3': [
    [
      [0.08, 0],
      [0.88, 0],
      [0.5, 0.4],
      [0.82, 0.48],
      [0.94, 0.7],
      [0.8, 0.93],
      [0.5, 1],
      [0.2, 0.95],
      [0.06, 0.8],
    ],
  ],
  '4': [
    [
      [0.72, 1],
      [0.72, 0],
      [0.04, 0.7],
      [1, 0.7],
    ],
  ],
  '5': [
    [
      [0.88, 0],
      [0.2, 0],
      [0.13, 0.44],
      [0.5, 0.37],
      [0.82, 0.46],
      [0.94, 0.69],
      [0.8, 0.92],
      [0.5, 1],
      [0.2, 0.95],
      [0.06, 0.82],
    ],
  ],
  '6': [SIX],
  '7': [
    [
      [0.06, 0],
      [0.94, 0],
      [0.42, 1],
    ],
  ],
  '8': [
    [
      [0.5, 0.45],
      [0.2, 0.37],
      [0.12, 0.21],
      [0.24, 0.05],
      [0.5, 0],
      [0.76, 0.05],
      [0.88, 0.21],
      [0.8, 0.37],
      [0.5, 0.45],
      [0.16, 0.56],
      [0.06, 0.76],
      [0.2, 0.95],
      [0.5, 1],
      [0.8, 0.95],
      [0.94, 0.76],
      [0.84, 0.56],
      [0.5, 0.45],
    ],
  ],
  '9': [SIX.map(([x, y]) => [1 - x, 1 - y])],
  '+': [
    [
      [0.1, 0.55],
      [0.9, 0.55],
    ],
    [
      [0.5, 0.2],
      [0.5, 0.9],
    ],
  ],
};

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The highest count that is told; a higher one is `9+`. */
export const MOST_TOLD = 9;

/** A count as strokes within `box`: one digit, or `9+`. */
export const count = (n: number, box: Box, stroke: number): Shape => {
  const text = n > MOST_TOLD ? '9+' : String(n);
  const gap = stroke * 1.4;
  const width = (box.width - gap * (text.length - 1)) / text.length;
  const shapes = [...text].flatMap((character, place) =>
    (STROKES[character] ?? []).map((points) =>
      polyline(
        points.map(([x, y]) => [box.x + place * (width + gap) + x * width, box.y + y * box.height]),
        stroke,
      ),
    ),
  );
  return union(...shapes);
};
