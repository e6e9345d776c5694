import { change, clamp, daily, dayOf, draw, type Family, hourOf, isWeekend, places, remembering } from './shape.js';

/** Journeys by taxi, half-hourly: nights, weekends; the anomaly is a holiday, a marathon, a storm. */
const taxi: Family = (chance) => {
  const rows = 10_320;
  const noise = remembering(chance, 0.8);
  const values = draw(rows, (row) => {
    const night = isWeekend(row, 30) ? 0.25 * Math.exp(-(((hourOf(row, 30) - 1) / 2.5) ** 2)) : 0;
    return 2_500 + 22_000 * (0.85 * daily(hourOf(row, 30), 19) + night) * (1 + 0.05 * noise()) + 400 * chance.normal();
  });
  const labels = places(chance, rows, 5).map((row) => row - (row % 48) + 14);
  const effects = [0.5, 0.62, 1.25, 0.25, 0.55];
  for (const [i, label] of labels.entries()) change(values, label, i === 3 ? 60 : 40, (value) => value * (effects[i] ?? 1));
  return { stepMinutes: 30, values: values.map(Math.round), labels };
};

/** What a click costs, hourly: spikes are normal; the anomaly is one of another order, or a season that stops. */
const clickCost: Family = (chance) => {
  const rows = 1_600;
  const noise = remembering(chance, 0.6);
  const base = chance.between(0.08, 0.6);
  const values = draw(
    rows,
    (row) =>
      base * (1 + 0.25 * daily(hourOf(row, 60), 15)) * Math.exp(0.12 * noise()) +
      (chance.isLucky(0.03) ? base * (chance.pareto(2.5) - 0.6) : 0),
  );
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 1, () => base * chance.between(9, 16));
  change(values, labels[1] ?? 0, 20, (value) => value * 2.2);
  return { stepMinutes: 60, values, labels };
};

/** How often an advertisement is opened, hourly; a noisy rate. */
const clickRate: Family = (chance) => {
  const rows = 1_540;
  const noise = remembering(chance, 0.4);
  const base = chance.between(0.04, 0.12);
  const values = draw(
    rows,
    () => base * Math.exp(0.22 * noise()) + (chance.isLucky(0.01) ? base * chance.between(0.8, 1.6) : 0),
  );
  const labels = places(chance, rows, 3);
  change(values, labels[0] ?? 0, 3, () => base * chance.between(4, 5.5));
  change(values, labels[1] ?? 0, 14, (value) => value * 0.3);
  change(values, labels[2] ?? 0, 2, () => base * chance.between(3.4, 4.5));
  return { stepMinutes: 60, values, labels };
};

/** How often a company is written about, five-minutely: sparse or busy counts with a heavy tail. */
const mentions: Family = (chance) => {
  const rows = 15_830;
  const busy = chance.pareto(1.1) * 2;
  const noise = remembering(chance, 0.9);
  const values = draw(rows, (row) => {
    const spread = chance.isLucky(0.004) ? busy * 2.5 * chance.pareto(2) : 0;
    return chance.poisson(busy * (0.35 + daily(hourOf(row, 5), 18)) * Math.exp(0.25 * noise()) + spread);
  });
  const labels = places(chance, rows, 4);
  const sizes = [26, 12, 60, 17];
  for (const [i, label] of labels.entries())
    change(
      values,
      label,
      30 + 20 * i,
      (value, place) => value + chance.poisson(busy * (sizes[i] ?? 0) * Math.exp(-place / 14)),
    );
  return { stepMinutes: 5, values, labels };
};

/** A machine's temperature: drifts, short stops that are normal, then a deep fall and in the end a failure that comes slowly. */
const machine: Family = (chance) => {
  const rows = 22_680;
  const slow = remembering(chance, 0.9995);
  const noise = remembering(chance, 0.8);
  const values = draw(rows, (row) => 86 + 5 * slow() + 2 * daily(hourOf(row, 5), 16) + 1.1 * noise());
  const labels = places(chance, rows, 4);
  change(values, labels[0] ?? 0, 150, (value, place) => value - 45 * Math.exp(-place / 60));
  change(values, labels[1] ?? 0, 90, (value) => value - 22);
  change(values, labels[2] ?? 0, 700, (value, place) => value - 28 * (place / 700));
  change(values, labels[3] ?? 0, 200, (value, place) => value - 75 * Math.min(1, place / 12));
  return { stepMinutes: 5, values, labels };
};

/** A room's temperature, hourly: a season, occupied hours; the anomaly is a heating that fails. */
const room: Family = (chance) => {
  const rows = 7_267;
  const noise = remembering(chance, 0.92);
  const season = chance.between(0, 6);
  const values = draw(
    rows,
    (row) =>
      71 +
      3.5 * Math.sin(row / 1_150 + season) +
      1.8 * daily(hourOf(row, 60), 15) * (isWeekend(row, 60) ? 0.3 : 1) +
      1.4 * noise(),
  );
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 20, (value) => value - 11);
  change(values, labels[1] ?? 0, 34, (value, place) => value + 12 * Math.min(1, place / 6));
  return { stepMinutes: 60, values, labels, missing: 0.01 };
};

/** A steady beat that quickens, and later grows: nothing leaves the known range at first. */
const rhythm: Family = (chance) => {
  const rows = 4_032;
  const period = chance.whole(24, 60);
  const labels = places(chance, rows, 2);
  let phase = 0;
  const values = draw(rows, (row) => {
    const isQuick = row >= (labels[0] ?? 0) && row < (labels[0] ?? 0) + 220;
    phase += (isQuick ? 2.1 : 1) / period;
    const grown = row >= (labels[1] ?? 0) && row < (labels[1] ?? 0) + 160 ? 1.6 : 1;
    return 50 + 20 * grown * Math.sin(2 * Math.PI * phase) + 2 * chance.normal();
  });
  return { stepMinutes: 5, values, labels };
};

/** Noise whose spread leaps while its middle stays. */
const spread: Family = (chance) => {
  const rows = 4_032;
  const noise = remembering(chance, 0.2);
  const values = draw(rows, (row) => 20 + 3 * noise() + 2 * daily(hourOf(row, 5), 12));
  const labels = places(chance, rows, 1);
  change(values, labels[0] ?? 0, 260, (value) => value + 6 * chance.normal());
  return { stepMinutes: 5, values, labels };
};

/** A level that moves to a new one for good, twice: each move is worth one word, the new level none. */
const newNormal: Family = (chance) => {
  const rows = 5_000;
  const noise = remembering(chance, 0.5);
  const labels = places(chance, rows, 2);
  const levels = [0, chance.between(5, 8), chance.between(-5, 1)];
  const values = draw(rows, (row) => 40 + (levels[labels.filter((label) => row >= label).length] ?? 0) + noise());
  return { stepMinutes: 10, values, labels };
};

/** Nothing is wrong here: a day like every other, with noise that is sometimes large. */
const quiet: Family = (chance) => {
  const noise = remembering(chance, 0.6);
  const isDaily = chance.isLucky(0.5);
  const values = draw(4_032, (row) => {
    const season = isDaily ? 30 * daily(hourOf(row, 5), 14) : 0;
    return clamp(40 + season + 3 * noise() + (dayOf(row, 5) % 2) * 0.5 + (chance.isLucky(0.002) ? 14 : 0), 0, 100);
  });
  return { stepMinutes: 5, values, labels: [] };
};

export const TUNING_BUSINESS: Readonly<Record<string, Family>> = {
  taxi,
  clickCost,
  clickRate,
  mentions,
  machine,
  room,
  rhythm,
  spread,
  newNormal,
  quiet,
};
