import { encodePng } from '../../../channel/chart/png.js';
import type { Layers } from './icon.js';

/** Samples per pixel and axis: enough for smooth edges at sixteen pixels. */
const FINENESS = 4;

/** Paints layers as a PNG of `size` pixels square. */
export const paintPng = (layers: Layers, size: number): Buffer => encodePng(paint(layers, size), size);

/** Red, green, blue and opacity of each pixel, row by row; colours are not multiplied by the opacity. */
export const paint = (layers: Layers, size: number): Uint8Array => {
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) pixels.set(pixel(layers, x / size, y / size, 1 / size), (y * size + x) * 4);
  }
  return pixels;
};

const pixel = (layers: Layers, left: number, top: number, width: number): readonly [number, number, number, number] => {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let n = 0; n < FINENESS * FINENESS; n += 1) {
    const x = left + (((n % FINENESS) + 0.5) * width) / FINENESS;
    const y = top + ((Math.floor(n / FINENESS) + 0.5) * width) / FINENESS;
    const colour = layers.findLast(({ shape }) => shape(x, y))?.colour ?? null;
    if (colour === null) continue;
    covered += 1;
    colour.forEach((part, channel) => {
      sum[channel] = (sum[channel] ?? 0) + part;
    });
  }
  if (covered === 0) return [0, 0, 0, 0];
  const [red = 0, green = 0, blue = 0] = sum.map((part) => Math.round(part / covered));
  return [red, green, blue, Math.round((255 * covered) / FINENESS ** 2)];
};
