import { change, clamp, daily, draw, type Family, hourOf, isWeekend, places, quantise, remembering } from './shape.js';

/** Fourteen days of five minutes. */
const TWO_WEEKS = 4_032;

/** Mentions of a company: few, by the hour of the day, with a tail of loud moments that nobody labels; the anomaly is a day's news. */
const mentions: Family = (chance) => {
  const rows = 15_800;
  const mean = 10 ** chance.between(-0.2, 1.6);
  const slow = remembering(chance, 0.995);
  const peak = chance.between(14, 22);
  let loud = 0;
  const values = draw(rows, (row) => {
    if (chance.isLucky(0.0015)) loud += mean * 2.2 * chance.pareto(1.9);
    loud = Math.min(loud, mean * 30) * 0.8;
    const rate = mean * (0.3 + 1.1 * daily(hourOf(row, 5), peak)) * (isWeekend(row, 5) ? 0.75 : 1) * Math.exp(0.2 * slow());
    return chance.poisson(rate + loud) + (chance.isLucky(0.01) ? Math.round(mean * chance.pareto(2)) : 0);
  });
  const labels = places(chance, rows, chance.whole(2, 4));
  for (const label of labels) {
    const height = mean * chance.between(14, 60) + 8;
    const decay = chance.between(4, 30);
    change(values, label, 8 * decay, (value, place) => value + chance.poisson(height * Math.exp(-place / decay)));
  }
  return { stepMinutes: 5, values: values.map(Math.round), labels };
};

/** Fares of a city, half-hourly: the day, the week; the anomaly is a holiday, a festival's night, a day without traffic. */
const fares: Family = (chance) => {
  const rows = 10_320;
  const weather = remembering(chance, 0.98);
  const size = chance.between(3_000, 20_000);
  const values = draw(rows, (row) => {
    const hour = hourOf(row, 30);
    const night = isWeekend(row, 30) ? 0.35 * Math.exp(-(((hour - 1) / 2.2) ** 2)) : 0.06;
    return size * (0.12 + daily(hour, 19) + night) * (1 + 0.05 * weather() + 0.02 * chance.normal());
  });
  const day = (row: number): number => row - (row % 48);
  const labels = places(chance, rows, 5).map(day);
  const [holiday = 0, festival = 0, feast = 0, midnight = 0, storm = 0] = labels;
  change(values, holiday + 12, 36, (value) => value * chance.between(0.5, 0.62));
  change(values, festival, 8, (value) => value + size * chance.between(0.35, 0.6));
  change(values, feast + 10, 40, (value) => value * chance.between(0.45, 0.6));
  change(values, midnight, 7, (value) => value + size * chance.between(0.5, 0.8));
  change(values, storm, 50, (value) => value * chance.between(0.05, 0.4));
  const begins = [holiday + 16, festival + 2, feast + 14, midnight + 2, storm + 14];
  return { stepMinutes: 30, values: values.map(Math.round), labels: begins };
};

/** What a click costs, hourly: thousandths, a weak day, strokes of all sizes; the anomaly is one far above, or a market that moved. */
const clickCost: Family = (chance) => {
  const rows = chance.whole(1_530, 1_650);
  const base = chance.between(0.05, 0.5);
  const noise = remembering(chance, 0.6);
  const values = draw(rows, (row) => {
    const stroke = chance.isLucky(0.02) ? base * 0.5 * chance.pareto(2.2) : 0;
    return base * (0.85 + 0.3 * daily(hourOf(row, 60), 13)) * Math.exp(0.13 * noise()) + Math.min(stroke, base * 4);
  });
  const labels = places(chance, rows, chance.whole(1, 3));
  change(values, labels[0] ?? 0, chance.whole(1, 3), () => base * chance.between(6, 12));
  if (labels[1] !== undefined) change(values, labels[1], chance.whole(5, 30), (value) => value * chance.between(1.7, 2.6));
  if (labels[2] !== undefined) change(values, labels[2], 2, () => base * chance.between(5, 7));
  return { stepMinutes: 60, values: quantise(values, 0.001), labels, missing: 0.03 };
};

/** How many see an advertisement, hourly: a strong day, growth; the anomaly is a day that is cut off, and one that is doubled. */
const impressions: Family = (chance) => {
  const rows = chance.whole(1_540, 1_620);
  const noise = remembering(chance, 0.7);
  const size = chance.between(40, 900);
  const values = draw(rows, (row) => chance.poisson(size * (0.15 + daily(hourOf(row, 60), 15)) * Math.exp(0.15 * noise())));
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, chance.whole(3, 10), (value) => value * 2.2 + size);
  change(values, labels[1] ?? 0, chance.whole(6, 20), (value) => value * 0.1);
  return { stepMinutes: 60, values: values.map(Math.round), labels };
};

/** A temperature inside a machine: it drifts for weeks; the anomaly is a planned stop, an unrest that nobody sees, a failure. */
const temperature: Family = (chance) => {
  const rows = 22_700;
  const slow = remembering(chance, 0.9985);
  const quick = remembering(chance, 0.9);
  const base = chance.between(60, 95);
  const values = draw(rows, () => base + 7 * slow() + 1.6 * quick());
  const labels = places(chance, rows, 4);
  const [stop = 0, unrest = 0, early = 0, failure = 0] = labels;
  change(values, stop, 90, (value, place) => value - 55 * Math.min(1, place / 12) * Math.min(1, (90 - place) / 40));
  change(values, unrest, 250, (value) => value - 12 + 4 * chance.normal());
  change(values, early, 160, (value, place) => value - 22 * Math.sin((Math.PI * place) / 160));
  change(values, failure, 130, (value, place) => value - 70 * Math.min(1, place / 50));
  return { stepMinutes: 5, values, labels };
};

/** What a road's loops report at times that jitter: share of time that it is occupied; the anomaly is a jam by night, or a dead loop. */
const occupancy: Family = (chance) => {
  const rows = chance.whole(2_200, 2_500);
  const noise = remembering(chance, 0.5);
  const values = draw(rows, (row) => {
    const hour = hourOf(row, 5);
    const rush = Math.exp(-(((hour - 8) / 1.3) ** 2)) + Math.exp(-(((hour - 17) / 1.6) ** 2));
    return clamp(2 + 7 * daily(hour, 15) + (isWeekend(row, 5) ? 2 : 9) * rush * (1 + 0.3 * noise()) + 1.2 * noise(), 0, 100);
  });
  const labels = places(chance, rows, 2);
  change(values, labels[0] ?? 0, chance.whole(5, 20), (value) => value + chance.between(22, 40));
  change(values, labels[1] ?? 0, chance.whole(20, 60), (value) => value + chance.between(10, 16));
  return { stepMinutes: 5, values: quantise(values, 0.01), labels, missing: 0.08 };
};

/** Seconds to pass a road, with jams that are normal; the anomaly is one that is far longer. */
const passing: Family = (chance) => {
  const rows = chance.whole(1_900, 2_500);
  const noise = remembering(chance, 0.8);
  const base = chance.between(60, 300);
  const values = draw(
    rows,
    (row) =>
      base * Math.exp(0.12 * noise() + 0.4 * daily(hourOf(row, 10), 17) ** 2) +
      (chance.isLucky(0.01) ? base * 0.6 * chance.pareto(2) : 0),
  );
  const labels = places(chance, rows, chance.whole(1, 3));
  for (const label of labels) change(values, label, chance.whole(1, 16), (value) => value + base * chance.between(3, 8));
  return { stepMinutes: 10, values: values.map(Math.round), labels, missing: 0.1 };
};

/** A day without noise, drawn with a ruler; the anomaly is a day at another height, a day that stays away, one that lies flat. */
const ruledDay: Family = (chance) => {
  const noise = chance.isLucky(0.5) ? 1.5 : 0.2;
  const kind = chance.whole(0, 3);
  const isHigh = (row: number): boolean => hourOf(row, 5) >= 9 && hourOf(row, 5) < 18;
  const label = 288 * chance.whole(8, 12) + 108;
  const values = draw(TWO_WEEKS, (row) => (isHigh(row) ? 80 : 20) + noise * 4 * (chance.uniform() - 0.5));
  const to = [(value: number) => value + 60, () => 20 + noise * chance.uniform(), (value: number) => value * 0.5, () => 42][
    kind
  ];
  change(values, label, 108, to ?? ((value) => value));
  return { stepMinutes: 5, values, labels: [label] };
};

/** Nothing is wrong: a square wave, a line, a day with noise. */
const nothingWrong: Family = (chance) => {
  const kind = chance.whole(0, 2);
  const values = draw(TWO_WEEKS, (row) => {
    if (kind === 0) return row % 100 < 40 ? 80 : 20;
    if (kind === 1) return 45;
    return 40 + 30 * daily(hourOf(row, 5), 14) + 8 * chance.normal();
  });
  return { stepMinutes: 5, values, labels: [] };
};

/** Quiet or loud on a scale that the anomaly does not move: the strokes come twice as often, then not at all. */
const rhythm: Family = (chance) => {
  const every = chance.whole(20, 60);
  const labels = places(chance, TWO_WEEKS, 2);
  const [often = 0, never = 0] = labels;
  const values = draw(TWO_WEEKS, (row) => {
    const isOften = row >= often && row < often + 200;
    const isNever = row >= never && row < never + 200;
    const isStroke = !isNever && row % (isOften ? Math.ceil(every / 3) : every) === 0;
    return 20 + 1.5 * chance.normal() + (isStroke ? 40 * chance.between(0.8, 1.2) : 0);
  });
  return { stepMinutes: 5, values, labels };
};

export const FIELD_CROWDS: Readonly<Record<string, Family>> = {
  mentions,
  fares,
  clickCost,
  impressions,
  temperature,
  occupancy,
  passing,
  ruledDay,
  nothingWrong,
  rhythm,
};
