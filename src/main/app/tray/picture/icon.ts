import type { TrayIcon } from '../model.js';
import { count, MOST_TOLD } from './digit.js';
import { disc, hatched, octagon, type Point, polygon, polyline, ring, type Shape, union } from './shape.js';

/** Red, green, blue, 0–255; null lets what is behind the icon through. */
export type Colour = readonly [number, number, number] | null;

/** Painted one over the other, the first at the bottom. */
export type Layers = readonly { readonly shape: Shape; readonly colour: Colour }[];

interface Palette {
  readonly critical: Colour;
  readonly warning: Colour;
  readonly info: Colour;
  readonly ok: Colour;
  readonly quiet: Colour;
  readonly pale: Colour;
  readonly onFill: Colour;
  readonly onWarning: Colour;
}

/** Fills that stand out from a dark and from a light panel alike. */
const COLOURED: Palette = {
  critical: [214, 40, 57],
  warning: [240, 173, 36],
  info: [58, 124, 214],
  ok: [38, 140, 92],
  quiet: [98, 108, 122],
  pale: [200, 205, 212],
  onFill: [255, 255, 255],
  onWarning: [33, 24, 4],
};

const BLACK: Colour = [0, 0, 0];

/** For macOS, which colours its menu bar by itself: shape alone tells. */
const TEMPLATE: Palette = {
  critical: BLACK,
  warning: BLACK,
  info: BLACK,
  ok: BLACK,
  quiet: BLACK,
  pale: null,
  onFill: null,
  onWarning: null,
};

const TRIANGLE: readonly Point[] = [
  [0.5, 0.1],
  [0.95, 0.9],
  [0.05, 0.9],
];
const TICK: readonly Point[] = [
  [0.28, 0.53],
  [0.44, 0.68],
  [0.73, 0.34],
];
const BELL: readonly Point[] = [
  [0.26, 0.66],
  [0.33, 0.57],
  [0.34, 0.42],
  [0.4, 0.31],
  [0.5, 0.26],
  [0.6, 0.31],
  [0.66, 0.42],
  [0.67, 0.57],
  [0.74, 0.66],
];

/** The icon whose picture is the same: all counts that are `9+` have one. */
export const drawnAs = (icon: TrayIcon): TrayIcon => ({ ...icon, count: Math.min(icon.count, MOST_TOLD + 1) });

/** What an icon is made of. Each state has a shape of its own, so that colour never tells alone. */
export const iconLayers = (icon: TrayIcon, style: 'coloured' | 'template'): Layers => {
  const palette = style === 'coloured' ? COLOURED : TEMPLATE;
  switch (icon.state) {
    case 'ok':
      return [
        { shape: disc(0.5, 0.5, 0.46), colour: palette.ok },
        { shape: polyline(TICK, 0.13), colour: palette.onFill },
      ];
    case 'starting':
      return [
        { shape: disc(0.5, 0.5, 0.46), colour: palette.quiet },
        { shape: union(disc(0.26, 0.5, 0.075), disc(0.5, 0.5, 0.075), disc(0.74, 0.5, 0.075)), colour: palette.onFill },
      ];
    case 'blind':
      return [
        { shape: disc(0.5, 0.5, 0.46), colour: palette.pale },
        { shape: union(hatched(disc(0.5, 0.5, 0.46), 0.29), ring(0.5, 0.5, 0.43, 0.08)), colour: palette.quiet },
      ];
    case 'muted':
      return [...crossedBell(palette), ...badge(icon, palette)];
    case 'in-hand':
      return [
        { shape: octagon(0.5, 0.5, 0.52), colour: palette.quiet },
        { shape: polyline(TICK, 0.13), colour: palette.onFill },
      ];
    case 'problem':
      return problem(icon, palette);
  }
};

const crossedBell = (palette: Palette): Layers => [
  { shape: disc(0.5, 0.5, 0.46), colour: palette.quiet },
  { shape: union(polygon(BELL, 0.03), disc(0.5, 0.74, 0.07)), colour: palette.onFill },
  {
    shape: polyline(
      [
        [0.2, 0.16],
        [0.86, 0.82],
      ],
      0.1,
    ),
    colour: palette.quiet,
  },
  {
    shape: polyline(
      [
        [0.2, 0.23],
        [0.79, 0.82],
      ],
      0.08,
    ),
    colour: palette.onFill,
  },
];

/** Muted does not mean well: a mark tells that something fires all the same. */
const badge = ({ severity, count: firing }: TrayIcon, palette: Palette): Layers =>
  firing === 0
    ? []
    : [
        { shape: disc(0.78, 0.24, 0.27), colour: null },
        { shape: disc(0.78, 0.24, 0.2), colour: palette[severity] },
      ];

const problem = ({ severity, count: firing }: TrayIcon, palette: Palette): Layers => {
  if (severity === 'warning') {
    return [
      { shape: polygon(TRIANGLE, 0.05), colour: palette.warning },
      { shape: count(firing, numberBox(firing, 0.42, 0.78, 0.27), 0.105), colour: palette.onWarning },
    ];
  }
  const shape = severity === 'critical' ? octagon(0.5, 0.5, 0.52) : disc(0.5, 0.5, 0.47);
  return [
    { shape, colour: palette[severity] },
    { shape: count(firing, numberBox(firing, 0.24, 0.76, 0.34), 0.125), colour: palette.onFill },
  ];
};

const numberBox = (n: number, top: number, bottom: number, width: number) => {
  const whole = n > MOST_TOLD ? width * 1.75 : width;
  return { x: 0.5 - whole / 2, y: top, width: whole, height: bottom - top };
};

/** The product's own picture: a porthole with a steady pulse behind it. */
export const productLayers = (): Layers => [
  { shape: roundedSquare(0.06, 0.2), colour: [22, 28, 37] },
  { shape: disc(0.5, 0.5, 0.335), colour: [38, 48, 62] },
  { shape: ring(0.5, 0.5, 0.335, 0.055), colour: [226, 232, 240] },
  {
    shape: polyline(
      [
        [0.235, 0.52],
        [0.37, 0.52],
        [0.43, 0.4],
        [0.52, 0.655],
        [0.59, 0.46],
        [0.63, 0.52],
        [0.765, 0.52],
      ],
      0.045,
    ),
    colour: [84, 214, 168],
  },
];

const roundedSquare = (margin: number, radius: number): Shape => {
  const [low, high] = [margin + radius, 1 - margin - radius];
  return polygon(
    [
      [low, low],
      [high, low],
      [high, high],
      [low, high],
    ],
    radius,
  );
};
