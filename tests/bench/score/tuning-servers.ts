import { change, clamp, daily, draw, type Family, hourOf, places, quantise, remembering } from './shape.js';

/** Processor use with batch jobs at nearly fixed times; the anomaly is a job that does not end, or a level that stays. */
const batchCpu: Family = (chance) => {
  const noise = remembering(chance, 0.5);
  const every = chance.whole(60, 150);
  const base = chance.between(2, 12);
  const height = chance.between(15, 50);
  const values = draw(4_032, (row) => {
    const since = row % every;
    const job = since < 5 + chance.whole(0, 2) ? height * chance.between(0.7, 1.1) : 0;
    return clamp(base + 0.6 * noise() + job, 0, 100);
  });
  const labels = places(chance, 4_032, 2);
  change(values, labels[0] ?? 0, chance.between(40, 90), () => base + height * 1.25 + 2 * chance.normal());
  change(values, labels[1] ?? 0, 4_032, (value) => value + base * 0.8 + 4);
  return { stepMinutes: 5, values, labels };
};

/** Processor use in steps of a third of a per cent, nearly still; the anomaly is small against what the eye knows as full. */
const stillCpu: Family = (chance) => {
  const noise = remembering(chance, 0.3);
  const values = quantise(
    draw(4_032, () => 0.1 + 0.03 * noise() + (chance.isLucky(0.004) ? chance.between(0.15, 0.5) : 0)),
    0.033,
  );
  const labels = places(chance, 4_032, 2);
  change(values, labels[0] ?? 0, 3, () => chance.between(1.3, 2.2));
  change(values, labels[1] ?? 0, 30, (value) => value + 0.7 + 0.05 * chance.normal());
  return { stepMinutes: 5, values, labels };
};

/** A fleet that scales itself by rising and falling; after a wrong setting it stands at another level and in another rhythm. */
const scaledFleet: Family = (chance) => {
  const rows = 18_050;
  const noise = remembering(chance, 0.6);
  const values = draw(rows, (row) => 45 + 16 * daily(hourOf(row, 5), 15) + 4 * noise());
  const labels = places(chance, rows, 1);
  change(values, labels[0] ?? 0, 1_400, (value) => value * 0.55 + 55 + 5 * chance.normal());
  return { stepMinutes: 5, values, labels };
};

/** Bytes written to disk: mostly nothing, then bursts with a heavy tail, all of which are normal. */
const diskWrites: Family = (chance) => {
  const rows = 4_700;
  const values = draw(rows, () => (chance.isLucky(0.93) ? 0 : 2e6 * chance.pareto(1.6)));
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, 45, () => 3e7 * chance.between(0.8, 1.3));
  change(values, labels[1] ?? 0, 6, () => 4e8 * chance.between(0.8, 1.5));
  return { stepMinutes: 5, values, labels };
};

/** Bytes received: a low floor, bursts at the hour; the anomaly is a transfer of another size, or none at all. */
const networkIn: Family = (chance) => {
  const rows = 4_032;
  const floor = chance.between(5e4, 3e5);
  const values = draw(rows, (row) => {
    const burst = row % 12 === 0 ? floor * chance.between(2, 6) : 0;
    return floor * Math.exp(0.25 * chance.normal()) + burst + (chance.isLucky(0.006) ? floor * chance.between(8, 20) : 0);
  });
  const labels = places(chance, rows, 3);
  change(values, labels[0] ?? 0, 8, () => floor * chance.between(45, 70));
  change(values, labels[1] ?? 0, 60, () => floor * 0.02 * chance.uniform());
  change(values, labels[2] ?? 0, 70, (value) => value + floor * 9);
  return { stepMinutes: 5, values, labels };
};

/** Requests of a shop through the day and the week; the anomaly is an outage, a rush, a day that stays away. */
const requests: Family = (chance) => {
  const rows = 8_064;
  const noise = remembering(chance, 0.7);
  const size = chance.between(80, 900);
  const values = draw(rows, (row) => {
    const weekend = Math.floor((row * 5) / 1_440) % 7 >= 5 ? 0.7 : 1;
    return chance.poisson(size * (0.12 + weekend * daily(hourOf(row, 5), 19)) * Math.exp(0.07 * noise()));
  });
  const labels = places(chance, rows, 3);
  change(values, labels[0] ?? 0, 16, (value) => value * 0.08);
  change(values, labels[1] ?? 0, 24, (value) => value + size * 1.1);
  change(values, labels[2] ?? 0, 144, (value) => value * 0.45);
  return { stepMinutes: 5, values, labels, missing: 0.004 };
};

/** Response times with a heavy tail; the anomaly is a tail that no longer ends, then a plateau. */
const latency: Family = (chance) => {
  const rows = 4_032;
  const base = chance.between(40, 49);
  const values = draw(
    rows,
    () => base * Math.exp(0.06 * chance.normal()) + (chance.isLucky(0.012) ? 8 * chance.pareto(2.2) : 0),
  );
  const labels = places(chance, rows, 3);
  change(values, labels[0] ?? 0, 10, (value) => value + 35 * chance.uniform());
  change(values, labels[1] ?? 0, 40, (value) => value * 1.28);
  change(values, labels[2] ?? 0, 5, (value) => value * chance.between(1.9, 2.4));
  return { stepMinutes: 5, values, labels };
};

/** A leak: slow growth with restarts, which are normal; the anomaly is growth that is twice as fast, and a value that stands still. */
const memory: Family = (chance) => {
  const rows = 6_000;
  let level = 30;
  const labels = places(chance, rows, 2);
  const values = draw(rows, (row) => {
    level += row >= (labels[0] ?? 0) && row < (labels[0] ?? 0) + 120 ? 0.35 : 0.06;
    if (level > 72 + 2 * chance.normal() && !(row >= (labels[0] ?? 0) && row < (labels[0] ?? 0) + 120))
      level = 30 + chance.normal();
    return level + 0.4 * chance.normal();
  });
  const still = values[labels[1] ?? 0] ?? 0;
  change(values, labels[1] ?? 0, 110, () => still);
  return { stepMinutes: 5, values, labels };
};

export const TUNING_SERVERS: Readonly<Record<string, Family>> = {
  batchCpu,
  stillCpu,
  scaledFleet,
  diskWrites,
  networkIn,
  requests,
  latency,
  memory,
};
