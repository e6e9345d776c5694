import { type Instant, instant } from '../../../src/main/core/time/instant.js';
import { type Chance, createChance } from './chance.js';
import { FIELD, fieldFiles } from './field.js';
import { HELD_OUT } from './held-out.js';
import { type Window, windowsAround } from './nab.js';
import { change, type Drawing, type Family } from './shape.js';
import { TUNING_BUSINESS } from './tuning-business.js';
import { TUNING_CROWDS } from './tuning-crowds.js';
import { TUNING_SERVERS } from './tuning-servers.js';
import { VALIDATION } from './validation.js';

export interface LabelledSeries {
  readonly name: string;
  readonly at: readonly Instant[];
  readonly values: readonly number[];
  readonly windows: readonly Window[];
}

/** Settings are searched on the first part, chosen on the first, the second and the field; the third and the other seeds are only reported. */
export type Part = 'tuning' | 'validation' | 'held-out' | 'field' | 'field, other seeds';

/** Monday 1 January 2024, midnight. */
const BEGIN = Date.UTC(2024, 0, 1);
const FILES_PER_FAMILY = 3;
interface Drawn {
  readonly families: Readonly<Record<string, Family>>;
  readonly seed: number;
  readonly files?: (family: string) => number;
}

/** Each part draws from seeds of its own. */
const PARTS = {
  tuning: { families: { ...TUNING_SERVERS, ...TUNING_BUSINESS, ...TUNING_CROWDS }, seed: 1_000 },
  validation: { families: VALIDATION, seed: 500_000 },
  'held-out': { families: HELD_OUT, seed: 900_000 },
  field: { families: FIELD, seed: 2_000_000, files: fieldFiles },
  'field, other seeds': { families: FIELD, seed: 3_000_000, files: fieldFiles },
} as const satisfies Readonly<Record<Part, Drawn>>;

/** The labelled series of one part: the same ones each time. `shift` moves all seeds, for another draw from the same families. */
export const corpus = (part: Part, shift = 0): readonly LabelledSeries[] => {
  const { families, seed, files }: Drawn = PARTS[part];
  return Object.entries(families).flatMap(([name, family], i) =>
    Array.from({ length: files?.(name) ?? FILES_PER_FAMILY }, (_, file) => {
      const chance = createChance(seed + shift + 31 * i + file);
      return labelled(`${name}-${file + 1}`, family(chance), chance);
    }),
  );
};

const labelled = (name: string, drawing: Drawing, chance: Chance): LabelledSeries => {
  disturb(drawing.values, chance);
  const kept = drawing.values.map(() => !chance.isLucky(drawing.missing ?? 0));
  const at: Instant[] = [];
  const values: number[] = [];
  const rowOf: number[] = [];
  for (const [row, value] of drawing.values.entries()) {
    rowOf.push(at.length);
    if (kept[row] !== true) continue;
    at.push(instant(BEGIN + row * drawing.stepMinutes * 60_000));
    values.push(value);
  }
  const labels = drawing.labels.map((row) => rowOf[row] ?? 0);
  return { name, at, values, windows: windowsAround(labels, values.length) };
};

/** What real files are full of and nobody labels: short strokes and small moves, in units of how much neighbours differ. */
const disturb = (values: number[], chance: Chance): void => {
  const step = typicalStep(values);
  const isCount = values.every((value) => Number.isInteger(value));
  for (let count = chance.poisson(STROKES); count > 0; count -= 1) {
    const length = chance.isLucky(0.6) ? chance.whole(1, 3) : chance.whole(10, 60);
    const size = step * (length > 3 ? chance.between(-2, 3) : chance.between(4, 14) * (chance.isLucky(0.75) ? 1 : -0.4));
    change(values, chance.whole(0, values.length - 1), length, (value) => {
      const moved = Math.sign(value) * Math.max(0, Math.abs(value) + size);
      return isCount ? Math.round(moved) : moved;
    });
  }
};

const STROKES = 5;

/** The mean distance of neighbours, without the largest tenth. */
const typicalStep = (values: readonly number[]): number => {
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? 0)));
  const kept = steps.sort((a, b) => a - b).slice(0, Math.ceil(0.9 * steps.length));
  return kept.reduce((sum, step) => sum + step, 0) / Math.max(1, kept.length);
};
