import type { Chance } from './chance.js';
import { change, clamp, daily, draw, type Family, hourOf, isWeekend, places, remembering } from './shape.js';

/** Counts that bursts of all sizes run through, each dying away: the labelled ones are the largest of them. */
const bursts = (chance: Chance, rows: number, rate: number, mean: (row: number) => number, heights: readonly number[]) => {
  const labels = places(chance, rows, heights.length);
  const extra = new Float64Array(rows);
  const burst = (start: number, height: number, decay: number): void => {
    for (let row = start; row < Math.min(rows, start + 6 * decay); row += 1)
      extra[row] = (extra[row] ?? 0) + height * Math.exp(-(row - start) / decay);
  };
  for (let row = 0; row < rows; row += 1)
    if (chance.isLucky(rate)) burst(row, mean(row) * chance.pareto(1.7), chance.between(1, 6));
  for (const [i, label] of labels.entries())
    burst(label, mean(label) * (heights[i] ?? 0) * chance.between(0.8, 1.4), chance.between(1, 18));
  const noise = remembering(chance, 0.9);
  return { values: draw(rows, (row) => chance.poisson(mean(row) * Math.exp(0.3 * noise()) + (extra[row] ?? 0))), labels };
};

/** A company that many write about at all hours. */
const talkBusy: Family = (chance) => {
  const size = chance.between(15, 60);
  const mean = (row: number): number => size * (0.35 + 0.8 * daily(hourOf(row, 5), 19) * (isWeekend(row, 5) ? 0.6 : 1));
  return { stepMinutes: 5, ...bursts(chance, 15_850, 0.002, mean, [20, 9, 35, 14]) };
};

/** A company that few write about: mostly two or three in five minutes. */
const talkSparse: Family = (chance) => {
  const size = chance.between(0.8, 4);
  const mean = (row: number): number => size * (0.5 + 0.8 * daily(hourOf(row, 5), 18));
  return { stepMinutes: 5, ...bursts(chance, 15_850, 0.003, mean, [40, 22, 30]) };
};

/** A brand whose talk swells for hours at a time, without a stroke. */
const talkSwell: Family = (chance) => {
  const rows = 15_800;
  const slow = remembering(chance, 0.995);
  const size = chance.between(6, 30);
  const labels = places(chance, rows, 3);
  const values = draw(
    rows,
    (row) =>
      size * (0.4 + daily(hourOf(row, 5), 17)) * Math.exp(0.3 * slow()) +
      (chance.isLucky(0.003) ? 3 * size * chance.pareto(2) : 0),
  );
  for (const label of labels)
    change(values, label, 140, (value, place) => value + 3.2 * size * Math.sin((Math.PI * place) / 140));
  return { stepMinutes: 5, values: values.map((value) => chance.poisson(value)), labels };
};

/** Share of time in which cars stand over a loop in the road; missing rows, rush hours that differ from day to day. */
const occupancy: Family = (chance) => {
  const rows = chance.whole(1_400, 2_500);
  const noise = remembering(chance, 0.5);
  let vigour = 1;
  const values = draw(rows, (row) => {
    if (row % 144 === 0) vigour = chance.between(0.5, 1.5) * (isWeekend(row, 10) ? 0.3 : 1);
    const rush = Math.exp(-(((hourOf(row, 10) - 7.7) / 0.9) ** 2)) + Math.exp(-(((hourOf(row, 10) - 17.2) / 1.4) ** 2));
    return Math.max(0, 5 * daily(hourOf(row, 10), 15) + 10 * vigour * rush + 1.2 * noise());
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 8, () => chance.between(28, 45));
  change(values, labels[1] ?? 0, 3, (value) => value + 22);
  return { stepMinutes: 10, values: values.map((value) => Math.round(value * 100) / 100), labels, missing: 0.12 };
};

/** Processor use of a machine that does odd jobs: levels, strokes and plateaus that are all its own. */
const oddJobs: Family = (chance) => {
  const rows = 4_032;
  const noise = remembering(chance, 0.3);
  let level = chance.between(1, 4);
  let plateau = 0;
  const values = draw(rows, () => {
    if (chance.isLucky(0.002)) level = clamp(level + chance.between(-1, 1), 0.5, 6);
    if (plateau > 0) plateau -= 1;
    else if (chance.isLucky(0.004)) plateau = chance.whole(2, 14);
    return level + 0.15 * level * noise() + (plateau > 0 ? 9 : 0) + (chance.isLucky(0.01) ? 3 * chance.pareto(2.5) : 0);
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 70, (value) => value + chance.between(14, 17));
  change(values, labels[1] ?? 0, 4, () => chance.between(50, 80));
  return { stepMinutes: 5, values: values.map((value) => clamp(value, 0, 100)), labels };
};

/** Something was put right or broke by a release: the level moves by less than the noise is wide, and stays. */
const subtleShift: Family = (chance) => {
  const rows = 4_032;
  const noise = remembering(chance, 0.4);
  const labels = places(chance, rows, 2);
  const values = draw(rows, (row) => {
    const moved = row >= (labels[1] ?? 0) ? 3.5 : row >= (labels[0] ?? 0) ? 2 : 0;
    return 30 + moved + 1.3 * noise() + (chance.isLucky(0.01) ? chance.between(3, 9) : 0);
  });
  return { stepMinutes: 5, values, labels };
};

/** Typing of one person by the half-hour: irregular hours, long pauses; the anomaly is a night of typing at another pace. */
const typing: Family = (chance) => {
  const rows = 5_300;
  let isActive = false;
  const values = draw(rows, (row) => {
    const likely = daily(hourOf(row, 5), 16);
    if (chance.isLucky(0.08)) isActive = chance.isLucky(0.75 * likely * (isWeekend(row, 5) ? 0.4 : 1));
    return isActive ? chance.poisson(240 * chance.between(0.3, 1.2)) : 0;
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 40, () => chance.poisson(640));
  change(values, labels[1] ?? 0, 90, () => chance.poisson(330));
  return { stepMinutes: 5, values, labels };
};

/** Price of a thousand views, hourly, with a week in it and strokes by chance. */
const thousandViews: Family = (chance) => {
  const rows = 1_630;
  const noise = remembering(chance, 0.75);
  const values = draw(rows, (row) => {
    const base = 0.8 + 0.5 * daily(hourOf(row, 60), 13) * (isWeekend(row, 60) ? 0.6 : 1);
    return base * Math.exp(0.18 * noise()) + (chance.isLucky(0.02) ? 0.6 * chance.pareto(2) : 0);
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 4, (value) => value + chance.between(4, 7));
  change(values, labels[1] ?? 0, 2, (value) => value + chance.between(5, 10));
  return { stepMinutes: 60, values, labels };
};

/** Packets that a cluster receives: a beat of jobs whose heights vary; the anomaly is that the beat stops. */
const heartbeat: Family = (chance) => {
  const rows = 4_032;
  const period = chance.whole(10, 40);
  const labels = places(chance, rows, 2);
  const values = draw(
    rows,
    (row) => 2e4 * Math.exp(0.3 * chance.normal()) + (row % period < 2 ? 3e5 * chance.between(0.6, 1.3) : 0),
  );
  change(values, labels[0] ?? 0, 110, () => 2e4 * Math.exp(0.3 * chance.normal()));
  change(values, labels[1] ?? 0, 30, () => 4e5 * chance.between(0.8, 1.2));
  return { stepMinutes: 5, values, labels };
};

export const TUNING_CROWDS: Readonly<Record<string, Family>> = {
  talkBusy,
  talkSparse,
  talkSwell,
  occupancy,
  oddJobs,
  subtleShift,
  typing,
  thousandViews,
  heartbeat,
};
