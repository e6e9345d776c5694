import { change, clamp, daily, draw, type Family, hourOf, isWeekend, places, quantise, remembering } from './shape.js';

/** Bicycles hired in a town, half-hourly: commuters, weather that stays for days; the anomaly is a strike, a festival. */
const bicycles: Family = (chance) => {
  const rows = 8_800;
  const weather = remembering(chance, 0.99);
  const values = draw(rows, (row) => {
    const hour = hourOf(row, 30);
    const commute = Math.exp(-(((hour - 8.2) / 1.1) ** 2)) + Math.exp(-(((hour - 17.6) / 1.5) ** 2));
    const shape = isWeekend(row, 30) ? daily(hour, 15) : 0.3 * daily(hour, 15) + commute;
    return chance.poisson(300 * shape * Math.exp(0.25 * weather()) + 6);
  });
  const labels = places(chance, rows, 3).map((row) => row - (row % 48) + 14);
  change(values, labels[0] ?? 0, 32, (value) => value * 0.15);
  change(values, labels[1] ?? 0, 20, (value) => value + 420);
  change(values, labels[2] ?? 0, 60, (value) => value * 0.3);
  return { stepMinutes: 30, values: values.map(Math.round), labels };
};

/** Messages waiting at a broker: a saw whose teeth differ; the anomaly is a tooth that grows on. */
const broker: Family = (chance) => {
  const rows = 6_000;
  const labels = places(chance, rows, 2);
  let waiting = 0;
  let limit = 60;
  const values = draw(rows, (row) => {
    const isStuck = labels.some((label) => row >= label && row < label + 60);
    waiting += chance.poisson(5);
    if (waiting > limit && !isStuck) {
      waiting = chance.poisson(2);
      limit = 60 * chance.between(0.5, 1.5);
    }
    return waiting;
  });
  return { stepMinutes: 1, values, labels };
};

/** Processor use of a container with a quota: often at its ceiling; the anomaly is that it idles, and that the ceiling rises. */
const quota: Family = (chance) => {
  const rows = 4_032;
  const noise = remembering(chance, 0.9);
  const values = draw(rows, () => Math.min(50, 41 + 9 * noise()) + 0.2 * chance.normal());
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 30, () => 3 + 0.4 * chance.normal());
  change(values, labels[1] ?? 0, 24, (value) => value + 22);
  return { stepMinutes: 5, values, labels };
};

/** Share of mails that come back: a small ratio of small counts. */
const bounces: Family = (chance) => {
  const rows = 3_000;
  const values = draw(rows, (row) => {
    const sent = chance.poisson(20 + 180 * daily(hourOf(row, 15), 12));
    return sent === 0 ? 0 : chance.poisson(sent * 0.02) / sent;
  });
  const labels = places(chance, rows, 3);
  change(values, labels[0] ?? 0, 10, (value) => value + chance.between(0.1, 0.25));
  change(values, labels[1] ?? 0, 40, (value) => value + 0.06);
  change(values, labels[2] ?? 0, 2, () => chance.between(0.4, 0.7));
  return { stepMinutes: 15, values, labels };
};

/** Power that a house draws: devices that switch on and off; the anomaly is a device nobody knew, and a cut. */
const power: Family = (chance) => {
  const rows = 9_000;
  let isOn = false;
  const values = draw(rows, (row) => {
    if (chance.isLucky(0.06)) isOn = chance.isLucky(0.3 + 0.4 * daily(hourOf(row, 10), 19));
    const fridge = row % 9 < 4 ? 90 : 0;
    return 120 + fridge + (isOn ? chance.between(400, 2_200) : 0) + 12 * chance.normal();
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 50, (value) => value + 3_400);
  change(values, labels[1] ?? 0, 18, () => 0);
  return { stepMinutes: 10, values, labels, missing: 0.02 };
};

/** Visits of an information page: small, with days on which somebody links to it; the anomaly is a link from a large site. */
const visits: Family = (chance) => {
  const rows = 11_000;
  let linked = 1;
  const values = draw(rows, (row) => {
    if (chance.isLucky(0.001)) linked = 1 + chance.pareto(2);
    linked = 1 + (linked - 1) * 0.99;
    return chance.poisson(9 * (0.3 + daily(hourOf(row, 10), 20)) * linked);
  });
  const labels = places(chance, rows, 4);
  for (const [i, label] of labels.entries())
    change(values, label, 120, (value, place) => value + chance.poisson([110, 200, 75, 140][i] ?? 0) * Math.exp(-place / 30));
  return { stepMinutes: 10, values: values.map(Math.round), labels };
};

/** Pressure in a pipe: two pumps in turn; the anomaly is a leak that slowly takes it down, and a valve that flutters. */
const pressure: Family = (chance) => {
  const rows = 7_000;
  const noise = remembering(chance, 0.5);
  const values = draw(rows, (row) => 6.2 + (Math.floor(row / 90) % 2) * 0.5 + 0.05 * noise());
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 240, (value, place) => value - 1.8 * (place / 240));
  change(values, labels[1] ?? 0, 80, (value, place) => value + (place % 2 === 0 ? 0.7 : -0.7));
  return { stepMinutes: 1, values: quantise(values, 0.01), labels };
};

/** Time that a page takes by the median of few visitors: skewed, at night hardly anyone comes. */
const pageTime: Family = (chance) => {
  const rows = 4_300;
  const values = draw(rows, (row) => {
    const visitors = 1 + 12 * daily(hourOf(row, 10), 15);
    return 0.9 * Math.exp((0.7 / Math.sqrt(visitors)) * chance.normal()) + (chance.isLucky(0.008) ? chance.pareto(1.8) : 0);
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 30, (value) => value * 2.6);
  change(values, labels[1] ?? 0, 70, (value) => value + 0.9);
  return { stepMinutes: 10, values, labels };
};

/** A count of sessions in a system that sheds load at a limit: the anomaly is a fall to a third, and to nothing. */
const sessions: Family = (chance) => {
  const rows = 12_000;
  const noise = remembering(chance, 0.97);
  const values = draw(rows, (row) => Math.min(1_000, Math.round(950 * daily(hourOf(row, 5), 14) + 180 + 60 * noise())));
  const labels = places(chance, rows, 3);
  change(values, labels[0] ?? 0, 20, (value) => Math.round(value / 3));
  change(values, labels[1] ?? 0, 5, () => 0);
  change(values, labels[2] ?? 0, 50, (value) => clamp(value + 420, 0, 1_300));
  return { stepMinutes: 5, values, labels };
};

/** Nothing is wrong: a rate that wanders, now calm, now restless. */
const wandering: Family = (chance) => {
  const slow = remembering(chance, 0.998);
  const unrest = remembering(chance, 0.99);
  const values = draw(6_000, () => 100 + 20 * slow() + 3 * Math.exp(0.5 * unrest()) * chance.normal());
  return { stepMinutes: 5, values, labels: [] };
};

export const HELD_OUT: Readonly<Record<string, Family>> = {
  bicycles,
  broker,
  quota,
  bounces,
  power,
  visits,
  pressure,
  pageTime,
  sessions,
  wandering,
};
