import { change, clamp, daily, dayOf, draw, type Family, hourOf, isWeekend, places, quantise, remembering } from './shape.js';

/** Speed on a road: free flow, two rush hours, noise; the anomaly is an accident, by day or by night. */
const roadSpeed: Family = (chance) => {
  const rows = chance.whole(1_100, 2_500);
  const noise = remembering(chance, 0.4);
  const rush = (hour: number): number => Math.exp(-(((hour - 8) / 1.2) ** 2)) + 0.8 * Math.exp(-(((hour - 17.5) / 1.4) ** 2));
  const values = draw(rows, (row) => 68 - (isWeekend(row, 10) ? 2 : 9) * rush(hourOf(row, 10)) + 3.2 * noise());
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 14, () => chance.between(18, 34));
  change(values, labels[1] ?? 0, 5, () => chance.between(24, 40));
  return { stepMinutes: 10, values: values.map(Math.round), labels, missing: 0.15 };
};

/** Time to pass a stretch of road: right-skewed, jams are normal; the anomaly is a jam that is longer than all before. */
const travelTime: Family = (chance) => {
  const rows = 2_400;
  const noise = remembering(chance, 0.85);
  const values = draw(
    rows,
    (row) => 160 * Math.exp(0.16 * noise() + 0.5 * daily(hourOf(row, 10), 17) ** 3) + 25 * chance.pareto(3),
  );
  const labels = places(chance, rows, 3);
  change(values, labels[0] ?? 0, 12, (value) => value + 520 + 200 * chance.uniform());
  change(values, labels[1] ?? 0, 2, () => chance.between(1_500, 3_000));
  change(values, labels[2] ?? 0, 25, (value) => value + 380);
  return { stepMinutes: 10, values: values.map(Math.round), labels, missing: 0.08 };
};

/** A database's processor: two levels between which it wanders; the anomaly is a third one. */
const database: Family = (chance) => {
  const rows = 4_032;
  const noise = remembering(chance, 0.7);
  const low = chance.between(5, 12);
  let isHigh = false;
  const values = draw(rows, () => {
    if (chance.isLucky(0.012)) isHigh = !isHigh;
    return low + (isHigh ? 6 : 0) + 0.8 * noise();
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 50, () => low + 17 + chance.normal());
  change(values, labels[1] ?? 0, 36, () => low + 3 + 0.1 * chance.normal());
  return { stepMinutes: 5, values, labels };
};

/** A queue: nearly empty, builds up and drains; the anomaly is that it does not drain. */
const queue: Family = (chance) => {
  const rows = 5_000;
  const labels = places(chance, rows, 2);
  let length = 0;
  const values = draw(rows, (row) => {
    const isStuck = labels.some((label, i) => row >= label && row < label + 40 + 30 * i);
    length = Math.max(0, length + chance.poisson(chance.isLucky(0.02) ? 28 : 4) - chance.poisson(isStuck ? 1 : 6));
    return length;
  });
  return { stepMinutes: 5, values, labels };
};

/** Orders in business hours: nothing at night; the anomaly is a morning without orders, a night with some. */
const orders: Family = (chance) => {
  const rows = 6_048;
  const size = chance.between(12, 60);
  const isOpen = (row: number): boolean => hourOf(row, 10) >= 8 && hourOf(row, 10) < 20 && !isWeekend(row, 10);
  const values = draw(rows, (row) =>
    isOpen(row) ? chance.poisson(size * (0.6 + 0.4 * daily(hourOf(row, 10), 14))) : chance.poisson(0.3),
  );
  const dayRows = 144;
  const labels = [16, 25, 37].map((day) => day * dayRows + 57 + chance.whole(0, 12));
  const night = (labels[1] ?? 0) + 84;
  change(values, labels[0] ?? 0, 30, () => chance.poisson(0.4));
  change(values, night, 14, () => chance.poisson(size));
  change(values, labels[2] ?? 0, 24, (value) => value * 2.4 + size);
  return { stepMinutes: 10, values: values.map(Math.round), labels: [labels[0] ?? 0, night, labels[2] ?? 0] };
};

/** Errors a minute: none, now and then one or two; the anomaly is a burst, and a trickle that does not stop. */
const errors: Family = (chance) => {
  const rows = 10_000;
  const values = draw(rows, () => (chance.isLucky(0.03) ? chance.poisson(1.4) : 0));
  const labels = places(chance, rows, 3);
  change(values, labels[0] ?? 0, 25, () => chance.poisson(14));
  change(values, labels[1] ?? 0, 160, () => chance.poisson(1.2));
  change(values, labels[2] ?? 0, 6, () => chance.poisson(25));
  return { stepMinutes: 1, values, labels };
};

/** Machines in service, which follow demand in steps; the anomaly is that half of them are gone, then that none is taken away. */
const staircase: Family = (chance) => {
  const rows = 4_032;
  const noise = remembering(chance, 0.9);
  const values = draw(rows, (row) => Math.round(6 + 22 * daily(hourOf(row, 5), 16) + 0.8 * noise()));
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 40, (value) => Math.round(value * 0.4));
  change(values, labels[1] ?? 0, 100, () => 36);
  return { stepMinutes: 5, values, labels };
};

/** How long keys are held down, hourly: a person at work; the anomaly is another person. */
const keyHold: Family = (chance) => {
  const rows = 1_880;
  const noise = remembering(chance, 0.2);
  const values = draw(rows, (row) => {
    const isAway = hourOf(row, 60) < 8 || hourOf(row, 60) > 18 || chance.isLucky(0.2);
    return isAway ? 0.055 : 0.055 + 0.012 * noise() + 0.004 * chance.pareto(2);
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 12, () => 0.11 + 0.02 * chance.normal());
  change(values, labels[1] ?? 0, 18, () => 0.02 + 0.005 * chance.normal());
  return { stepMinutes: 60, values, labels };
};

/** Requests at a balancer: counts with a heavy tail, sums of a few sources. */
const balancer: Family = (chance) => {
  const rows = 4_032;
  const noise = remembering(chance, 0.8);
  const values = draw(rows, (row) => {
    const mean = 40 + 70 * daily(hourOf(row, 5), 15) * (isWeekend(row, 5) ? 0.6 : 1);
    return chance.poisson(mean * Math.exp(0.3 * noise())) + (chance.isLucky(0.01) ? Math.round(60 * chance.pareto(2.5)) : 0);
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 7, () => chance.between(620, 900));
  change(values, labels[1] ?? 0, 40, (value) => value + 260);
  return { stepMinutes: 5, values: values.map(Math.round), labels };
};

/** A disk that fills and is cleared each night; the anomaly is a clearing that did not happen. */
const diskFree: Family = (chance) => {
  const rows = 4_032;
  const labels = [7, 11].map((day) => day * 288 + 36);
  let used = 30;
  const values = draw(rows, (row) => {
    used += 0.09 + 0.05 * chance.uniform();
    if (row % 288 === 36 && !labels.includes(row)) used = 30 + chance.normal();
    return clamp(used, 0, 99) + 0.2 * chance.normal();
  });
  return { stepMinutes: 5, values, labels };
};

/** A voltage that stands at a few exact values; the anomaly is a value between them, and one that stays away. */
const voltage: Family = (chance) => {
  const rows = 3_000;
  const values = quantise(
    draw(rows, (row) => 230 + 2 * Math.sin(row / 45) + (chance.isLucky(0.05) ? 1 : 0)),
    1,
  );
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 6, () => 223);
  change(values, labels[1] ?? 0, 150, () => 230);
  return { stepMinutes: 10, values, labels };
};

/** Sessions that grow month by month; the anomaly is a day at half of what it should be, and a rush. */
const growth: Family = (chance) => {
  const rows = 4_300;
  const noise = remembering(chance, 0.7);
  const values = draw(rows, (row) => {
    const level = 400 + row * 0.25;
    return level * (0.4 + daily(hourOf(row, 30), 20)) * (isWeekend(row, 30) ? 1.2 : 1) * (1 + 0.04 * noise());
  });
  const labels = places(chance, rows, 2).map((row) => row - (row % 48) + 20);
  change(values, labels[0] ?? 0, 28, (value) => value * 0.5);
  change(values, labels[1] ?? 0, 6, (value) => value * 1.9);
  return { stepMinutes: 30, values: values.map(Math.round), labels };
};

/** Nothing is wrong here either: bursts come by chance and always have. */
const restless: Family = (chance) => {
  const noise = remembering(chance, 0.95);
  const values = draw(
    4_032,
    (row) => 10 * Math.exp(0.4 * noise()) + (dayOf(row, 5) % 7) * 0.2 + (chance.isLucky(0.02) ? 9 * chance.pareto(3) : 0),
  );
  return { stepMinutes: 5, values, labels: [] };
};

export const VALIDATION: Readonly<Record<string, Family>> = {
  roadSpeed,
  travelTime,
  database,
  queue,
  orders,
  errors,
  staircase,
  keyHold,
  balancer,
  diskFree,
  voltage,
  growth,
  restless,
};
