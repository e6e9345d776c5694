import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

type Rgb = readonly [number, number, number];

const CSS = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8');
const block = (selector: string): string => CSS.slice(CSS.indexOf(`${selector} {`)).split('\n}')[0] ?? '';
const BASE = block(':root');
const CONTRAST = block(':root[data-theme="contrast"]');

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

/** A token's colour in a theme, as the style sheet has it. */
const colour = (token: string, theme: 'light' | 'dark' | 'contrast'): Rgb => {
  const own = theme === 'contrast' ? new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(CONTRAST)?.[1] : undefined;
  if (own !== undefined) return rgb(own);
  const both = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(BASE);
  const plain = new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(BASE)?.[1];
  return rgb((theme === 'light' ? both?.[1] : both?.[2]) ?? plain ?? 'missing');
};

const linear = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const luminance = ([red, green, blue]: Rgb): number => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** WCAG 2's contrast ratio, 1–21. */
const contrast = (a: Rgb, b: Rgb): number => {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
};

/** How linear light is seen with a full deficiency, after Machado, Oliveira and Fernandes (2009). */
const DEFICIENCIES = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

const seen = (kind: keyof typeof DEFICIENCIES, colour: Rgb): readonly number[] => {
  const light = colour.map(linear);
  const matrix = DEFICIENCIES[kind];
  return [0, 3, 6].map((at) =>
    Math.min(
      1,
      Math.max(
        0,
        [0, 1, 2].reduce((sum, i) => sum + (matrix[at + i] ?? 0) * (light[i] ?? 0), 0),
      ),
    ),
  );
};

/** CIE Lab from linear light, white D65. */
const lab = ([r = 0, g = 0, b = 0]: readonly number[]): readonly [number, number, number] => {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};
const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...lab(a).map((part, i) => part - (lab(b)[i] ?? 0)));

const THEMES = ['light', 'dark', 'contrast'] as const;
const GROUNDS = ['ground', 'surface', 'raised', 'sunken', 'hover', 'selected'];
const WORDS = ['ink', 'ink-soft', 'ink-faint', 'accent', 'critical', 'warning', 'info', 'good', 'muted'];

describe.each(THEMES)('the %s theme', (theme) => {
  it.each(WORDS)('lets %s be read on every ground', (word) => {
    for (const ground of GROUNDS)
      expect(contrast(colour(word, theme), colour(ground, theme)), ground).toBeGreaterThanOrEqual(4.5);
  });
  it.each(['critical', 'warning', 'info', 'good', 'muted'])('lets %s be read on its soft ground', (tone) => {
    const ground = colour(`${tone}-soft`, theme);
    expect(contrast(colour(tone, theme), ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('ink', theme), ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('ink-soft', theme), ground)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(['accent-fill', 'critical-fill'])('lets the word on %s be read', (fill) => {
    expect(contrast(colour('on-accent', theme), colour(fill, theme))).toBeGreaterThanOrEqual(4.5);
  });
  it('lets bars, hatch and edges be seen', () => {
    for (const token of ['good-bar', 'hatch-line', 'line-strong'])
      expect(contrast(colour(token, theme), colour('surface', theme)), token).toBeGreaterThanOrEqual(3);
  });
  it('lets series be seen, told from each other, and from states', () => {
    const series = [1, 2, 3, 4, 5].map((n) => colour(`series-${n}`, theme));
    const states = ['critical', 'warning', 'good'].map((tone) => colour(tone, theme));
    for (const [i, one] of series.entries()) {
      expect(contrast(one, colour('surface', theme)), `series ${i + 1}`).toBeGreaterThanOrEqual(3);
      for (const other of [...series.slice(i + 1), ...states])
        expect(distance(one.map(linear), other.map(linear)), `series ${i + 1}`).toBeGreaterThan(20);
    }
  });
  it.each(Object.keys(DEFICIENCIES) as (keyof typeof DEFICIENCIES)[])('keeps the states apart with %s', (kind) => {
    const tones = ['critical', 'warning', 'good'].map((tone) => seen(kind, colour(tone, theme)));
    for (const [i, a] of tones.entries()) for (const b of tones.slice(i + 1)) expect(distance(a, b)).toBeGreaterThan(12);
  });
});
