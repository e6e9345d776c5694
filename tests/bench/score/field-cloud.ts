import { change, clamp, daily, draw, type Family, hourOf, places, quantise, remembering } from './shape.js';

/** Fourteen days of five minutes, as cloud providers keep them. */
const TWO_WEEKS = 4_032;

/** Processor use that goes to another level and stays there; single strokes on the way are normal, the changes of level are not. */
const cpuRegimes: Family = (chance) => {
  const noise = remembering(chance, 0.6);
  const base = chance.between(3, 45);
  const restless = chance.between(0.02, 0.08);
  const labels = places(chance, TWO_WEEKS, chance.whole(1, 3));
  let level = base;
  const values = draw(TWO_WEEKS, (row) => {
    if (labels.includes(row))
      level = clamp(level * (chance.isLucky(0.7) ? chance.between(1.4, 2.6) : chance.between(0.3, 0.7)), 1, 95);
    const stroke = chance.isLucky(0.008) ? level * chance.between(0.3, 1.2) : 0;
    return clamp(level * (1 + restless * noise()) + stroke, 0, 100);
  });
  return { stepMinutes: 5, values: quantise(values, 0.002), labels };
};

/** Processor use that is nearly nothing, in steps; one stroke in hundreds is high, and one is very high. */
const cpuIdle: Family = (chance) => {
  const step = chance.between(0.002, 0.066);
  const values = draw(TWO_WEEKS, () => {
    const stroke = chance.isLucky(0.006) ? step * chance.whole(2, 12) : 0;
    return step * chance.whole(1, 3) + stroke;
  });
  const labels = places(chance, TWO_WEEKS, 2);
  change(values, labels[0] ?? 0, chance.whole(1, 4), () => step * chance.whole(18, 60));
  change(values, labels[1] ?? 0, chance.whole(2, 30), (value) => value + step * chance.whole(8, 30));
  return { stepMinutes: 5, values: quantise(values, step), labels };
};

/** Bytes in or out: most rows small, a tail that has no end; the anomaly is a transfer beyond it, or one that lasts. */
const networkTail: Family = (chance) => {
  const scale = 10 ** chance.between(4, 7);
  const width = chance.between(0.5, 1.4);
  const noise = remembering(chance, chance.between(0.1, 0.8));
  const burst = chance.between(0.004, 0.03);
  const values = draw(TWO_WEEKS, () => {
    const tail = chance.isLucky(burst) ? scale * 4 * chance.pareto(1.7) : 0;
    return scale * Math.exp(width * 0.5 * noise()) + Math.min(tail, scale * 60);
  });
  const labels = places(chance, TWO_WEEKS, chance.whole(1, 3));
  change(values, labels[0] ?? 0, chance.whole(2, 10), () => scale * chance.between(75, 140));
  if (labels[1] !== undefined)
    change(values, labels[1], chance.whole(20, 90), (value) => value + scale * chance.between(8, 30));
  if (labels[2] !== undefined) change(values, labels[2], chance.whole(40, 120), () => scale * 0.03 * chance.uniform());
  return { stepMinutes: 5, values: values.map(Math.round), labels };
};

/** Bytes written: a floor and a backup every few hours, whose strokes are normal; the anomaly is one that does not end. */
const diskStrokes: Family = (chance) => {
  const floor = 10 ** chance.between(2, 6);
  const every = chance.whole(36, 300);
  const height = floor * chance.between(20, 200);
  const values = draw(TWO_WEEKS, (row) => {
    const backup = row % every < 3 ? height * chance.between(0.5, 1.1) : 0;
    const chanceStroke = chance.isLucky(0.01) ? height * 0.3 * chance.pareto(3) : 0;
    return floor * Math.exp(0.3 * chance.normal()) + backup + Math.min(chanceStroke, height);
  });
  const labels = places(chance, TWO_WEEKS, 2);
  change(values, labels[0] ?? 0, chance.whole(12, 40), () => height * chance.between(0.8, 1.2));
  change(values, labels[1] ?? 0, chance.whole(1, 5), () => height * chance.between(2, 4));
  return { stepMinutes: 5, values: values.map(Math.round), labels };
};

/** Requests at a balancer that few people use: noughts, small counts, sparse bursts; the anomaly is a crowd. */
const sparseRequests: Family = (chance) => {
  const mean = chance.between(0.5, 40);
  const noise = remembering(chance, 0.9);
  const values = draw(TWO_WEEKS, (row) => {
    const rate = mean * Math.exp(0.5 * noise()) * (0.4 + daily(hourOf(row, 5), 16));
    const burst = chance.isLucky(0.006) ? mean * 3 * chance.pareto(2.2) : 0;
    return chance.poisson(rate) + Math.round(Math.min(burst, mean * 18));
  });
  const labels = places(chance, TWO_WEEKS, 2);
  change(values, labels[0] ?? 0, chance.whole(1, 6), () => Math.round((mean * 20 + 12) * chance.between(1.2, 2)));
  change(values, labels[1] ?? 0, chance.whole(15, 60), (value) => value + chance.poisson(mean * 5 + 6));
  return { stepMinutes: 5, values, labels, missing: 0.003 };
};

/** A database's load: bumps through the day and batch jobs; the anomaly is a stroke, then a level that stays. */
const databaseLoad: Family = (chance) => {
  const noise = remembering(chance, 0.85);
  const base = chance.between(5, 25);
  const values = draw(TWO_WEEKS, (row) => {
    const bump = 0.35 * base * daily(hourOf(row, 5), 14);
    const job = row % 288 >= 24 && row % 288 < 30 ? base * 0.9 : 0;
    return base + bump + job + 0.07 * base * noise();
  });
  const labels = places(chance, TWO_WEEKS, 2);
  change(values, labels[0] ?? 0, chance.whole(2, 14), (value) => value + base * chance.between(1.5, 3));
  change(values, labels[1] ?? 0, chance.isLucky(0.5) ? TWO_WEEKS : 150, (value) => value + base * chance.between(0.6, 1.2));
  return { stepMinutes: 5, values: values.map((value) => clamp(value, 0, 100)), labels };
};

/** Response times before a machine fails: a narrow body with strokes, which become more, and higher, and then do not end. */
const failingLatency: Family = (chance) => {
  const base = chance.between(20, 60);
  const labels = places(chance, TWO_WEEKS, 3);
  const values = draw(
    TWO_WEEKS,
    () => base + 0.06 * base * chance.normal() + (chance.isLucky(0.015) ? base * 0.15 * chance.pareto(2) : 0),
  );
  change(values, labels[0] ?? 0, 12, (value) => value + (chance.isLucky(0.5) ? base * 0.6 : 0));
  change(values, labels[1] ?? 0, chance.whole(1, 3), (value) => value + base * chance.between(0.9, 1.5));
  change(values, labels[2] ?? 0, 200, (value) => value * chance.between(1.15, 1.45));
  return { stepMinutes: 5, values: quantise(values, 0.01), labels };
};

/** A leak of weeks that ends with each restart, at nothing; the anomaly is one that comes early, and a faster leak. */
const slowLeak: Family = (chance) => {
  const rows = 6_000;
  const rate = chance.between(0.02, 0.06);
  const labels = places(chance, rows, 2);
  const limit = chance.between(55, 80);
  let used = 0;
  const values = draw(rows, (row) => {
    used += rate * chance.between(0.4, 1.6) * (row >= (labels[1] ?? 0) && row < (labels[1] ?? 0) + 150 ? 7 : 1);
    if (used > limit || row === labels[0]) used = 0;
    return used + 0.3 * Math.abs(chance.normal());
  });
  return { stepMinutes: 5, values, labels };
};

/** A setting that hardly ever changes; the anomaly is that it does, and that it does for a moment. */
const seldomChanged: Family = (chance) => {
  const level = chance.whole(2, 400);
  const values: number[] = Array.from({ length: 3_000 }, () => level);
  const labels = places(chance, 3_000, 2);
  change(values, labels[0] ?? 0, 3_000, (value) => value + Math.ceil(level * 0.2));
  change(values, labels[1] ?? 0, chance.whole(1, 12), (value) => value - Math.ceil(level * 0.5));
  return { stepMinutes: 10, values, labels };
};

/** A fleet under a scaler that was set wrongly: a rhythm of its own, then another one at another level, for days. */
const scalerFault: Family = (chance) => {
  const rows = 18_000;
  const noise = remembering(chance, 0.5);
  const period = chance.whole(18, 60);
  const labels = places(chance, rows, 1);
  const from = labels[0] ?? 0;
  const values = draw(rows, (row) => {
    const isWrong = row >= from && row < from + 1_500;
    const wave = Math.abs(((row / period) % 2) - 1);
    return isWrong ? 72 + 22 * wave + 3 * noise() : 36 + 18 * wave + 9 * daily(hourOf(row, 5), 15) + 3 * noise();
  });
  return { stepMinutes: 5, values, labels };
};

export const FIELD_CLOUD: Readonly<Record<string, Family>> = {
  cpuRegimes,
  cpuIdle,
  networkTail,
  diskStrokes,
  sparseRequests,
  databaseLoad,
  failingLatency,
  slowLeak,
  seldomChanged,
  scalerFault,
};
