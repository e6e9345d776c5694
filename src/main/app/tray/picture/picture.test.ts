import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TrayIcon } from '../model.js';
import { drawnAs, iconLayers, productLayers } from './icon.js';
import { paint, paintPng } from './paint.js';

const ICONS: readonly TrayIcon[] = [
  { state: 'starting', severity: 'info', count: 0 },
  { state: 'ok', severity: 'info', count: 0 },
  { state: 'in-hand', severity: 'info', count: 0 },
  { state: 'blind', severity: 'info', count: 0 },
  { state: 'muted', severity: 'info', count: 0 },
  { state: 'muted', severity: 'critical', count: 2 },
  ...Array.from({ length: 10 }, (_, n) => ({ state: 'problem', severity: 'critical', count: n + 1 }) as const),
  { state: 'problem', severity: 'warning', count: 1 },
  { state: 'problem', severity: 'info', count: 1 },
];

const opacity = (pixels: Uint8Array): readonly number[] => [...pixels].filter((_, n) => n % 4 === 3);

describe('the icons', () => {
  it('differ for every state and count, at the smallest size too', () => {
    const pictures = ICONS.map((icon) => paint(iconLayers(icon, 'coloured'), 16).join());
    expect(new Set(pictures).size).toBe(ICONS.length);
  });

  it('differ by shape alone where the system takes the colours away', () => {
    const shapes = ICONS.map((icon) => opacity(paint(iconLayers(icon, 'template'), 32)).join());
    expect(new Set(shapes).size).toBe(ICONS.length);
    const black = paint(iconLayers({ state: 'ok', severity: 'info', count: 0 }, 'template'), 16);
    expect([...black].every((part, n) => n % 4 === 3 || part === 0)).toBe(true);
  });

  it('are the same for all counts that are told alike, so that no more than a few are ever drawn', () => {
    const pictureOf = (icon: TrayIcon): string => paint(iconLayers(icon, 'coloured'), 22).join();
    const storm = [10, 11, 57, 9_999].map((n): TrayIcon => ({ state: 'problem', severity: 'critical', count: n }));
    expect(new Set(storm.map(pictureOf)).size).toBe(1);
    expect(new Set(storm.map((icon) => JSON.stringify(drawnAs(icon)))).size).toBe(1);
    for (const icon of ICONS) expect(pictureOf(drawnAs(icon)), JSON.stringify(icon)).toBe(pictureOf(icon));
  });

  it('leave their corners clear', () => {
    for (const icon of ICONS) {
      const pixels = paint(iconLayers(icon, 'coloured'), 22);
      expect(pixels[(21 * 22 + 21) * 4 + 3], icon.state).toBe(0);
    }
  });

  it('are PNG pictures that hold every row', () => {
    const png = paintPng(productLayers(), 24);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([24, 24]);
    const length = png.readUInt32BE(33);
    expect(png.subarray(37, 41).toString()).toBe('IDAT');
    expect(inflateSync(png.subarray(41, 41 + length))).toHaveLength(24 * (24 * 4 + 1));
  });
});
