export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was left, in device-independent pixels. */
export interface Placement extends Rectangle {
  readonly isMaximised: boolean;
}

export const SMALLEST = { width: 900, height: 600 } as const;
const USUAL = { width: 1_320, height: 840 } as const;

/** The least of a title bar that must stay reachable on some display. */
const GRIP = 80;

/**
 * Where to open the window: where it was left, as far as a display still shows it there; otherwise in the middle of the first.
 * `displays` are work areas, the main one first. A display that is gone, or a resolution that shrank, never hides the window.
 */
export const placeWindow = (left: Placement | null, displays: readonly Rectangle[]): Placement => {
  const main = displays[0] ?? { x: 0, y: 0, ...USUAL };
  const kept = left === null ? undefined : displays.find((display) => isReachable(left, display));
  if (left === null || kept === undefined) return { ...centred(main, left ?? USUAL), isMaximised: left?.isMaximised ?? false };
  const size = shrink(left, kept);
  return {
    x: clamp(left.x, kept.x, kept.x + kept.width - size.width),
    y: clamp(left.y, kept.y, kept.y + kept.height - size.height),
    ...size,
    isMaximised: left.isMaximised,
  };
};

export const STRIP = { width: 460, height: 46 } as const;
const MARGIN = 16;

/**
 * Where to open the strip: where it was left, as far as a display still shows it there; otherwise at the bottom left of the first, where no system
 * shows its pop-ups. */
export const placeStrip = (
  left: Pick<Rectangle, 'x' | 'y'> | null,
  displays: readonly Rectangle[],
): Pick<Rectangle, 'x' | 'y'> => {
  const main = displays[0] ?? { x: 0, y: 0, ...USUAL };
  const kept = left === null ? undefined : displays.find((display) => isReachable({ ...left, ...STRIP }, display));
  if (left === null || kept === undefined) return { x: main.x + MARGIN, y: main.y + main.height - STRIP.height - MARGIN };
  return {
    x: clamp(left.x, kept.x, kept.x + kept.width - STRIP.width),
    y: clamp(left.y, kept.y, kept.y + kept.height - STRIP.height),
  };
};

const isReachable = (window: Rectangle, display: Rectangle): boolean => {
  const shownWidth = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  const isTitleInside = window.y >= display.y - GRIP && window.y + GRIP / 2 <= display.y + display.height;
  return shownWidth >= GRIP && isTitleInside;
};

const shrink = (size: Pick<Rectangle, 'width' | 'height'>, display: Rectangle): { width: number; height: number } => ({
  width: Math.min(Math.max(size.width, SMALLEST.width), display.width),
  height: Math.min(Math.max(size.height, SMALLEST.height), display.height),
});

const centred = (display: Rectangle, wanted: Pick<Rectangle, 'width' | 'height'>): Rectangle => {
  const size = shrink(wanted, display);
  return {
    x: Math.round(display.x + (display.width - size.width) / 2),
    y: Math.round(display.y + (display.height - size.height) / 2),
    ...size,
  };
};

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, Math.max(low, high)));
