import { describe, expect, it } from 'vitest';
import { type Placement, placeStrip, placeWindow } from './placement.js';

const laptop = { x: 0, y: 0, width: 1_440, height: 860 };
const monitor = { x: 1_440, y: -200, width: 2_560, height: 1_400 };
const left = (over: Partial<Placement>): Placement => ({
  x: 100,
  y: 80,
  width: 1_000,
  height: 700,
  isMaximised: false,
  ...over,
});

describe('where the window opens', () => {
  it('is the middle of the main display the first time', () => {
    expect(placeWindow(null, [laptop, monitor])).toEqual({ x: 60, y: 10, width: 1_320, height: 840, isMaximised: false });
  });

  it('is where it was left', () => {
    expect(placeWindow(left({ isMaximised: true }), [laptop])).toEqual(left({ isMaximised: true }));
    expect(placeWindow(left({ x: 2_000, y: -150 }), [laptop, monitor])).toEqual(left({ x: 2_000, y: -150 }));
  });

  it('is on a display that is still there when the other one is gone', () => {
    expect(placeWindow(left({ x: 2_000, y: -150 }), [laptop])).toMatchObject({ x: 220, y: 80, width: 1_000, height: 700 });
  });

  it('fits a display that became smaller', () => {
    const placed = placeWindow(left({ x: 600, y: 300, width: 2_000, height: 1_300 }), [laptop]);
    expect(placed).toEqual({ ...laptop, isMaximised: false });
  });

  it('keeps the title bar reachable', () => {
    expect(placeWindow(left({ y: 5_000 }), [laptop])).toMatchObject({ y: 80 });
    expect(placeWindow(left({ x: -990 }), [laptop]).x).toBeGreaterThanOrEqual(0);
  });

  it('is never smaller than the page can be, nor lost without any display', () => {
    expect(placeWindow(left({ width: 10, height: 10 }), [laptop])).toMatchObject({ width: 900, height: 600 });
    expect(placeWindow(null, [])).toMatchObject({ x: 0, y: 0 });
  });
});

describe('where the strip opens', () => {
  it('is the bottom left of the main display the first time, then where it was left', () => {
    expect(placeStrip(null, [laptop, monitor])).toEqual({ x: 16, y: 798 });
    expect(placeStrip({ x: 2_000, y: 90 }, [laptop, monitor])).toEqual({ x: 2_000, y: 90 });
  });

  it('is never out of sight', () => {
    expect(placeStrip({ x: 2_000, y: 90 }, [laptop])).toEqual({ x: 16, y: 798 });
    expect(placeStrip({ x: 1_300, y: 0 }, [laptop])).toEqual({ x: 980, y: 0 });
  });
});
