/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * Student's t with four degrees of freedom, scaled to a standard deviation of 1: heavy tails, as response times have.
 * Chi-squared with four degrees of freedom is the sum of two exponentials.
 */
const heavy = (random: () => number): number => {
  const chi = -2 * (Math.log(1 - random()) + Math.log(1 - random()));
  return normal(random) / Math.sqrt(chi / 4) / Math.SQRT2;
};

/** Minutes since the start of the week, on the site's clocks. */
export type MinuteOfWeek = number;

export interface NoisySeries {
  /** What is usual at a minute of the local week. */
  usual(minute: MinuteOfWeek): number;
  /** The next value at that minute. */
  next(minute: MinuteOfWeek): number;
  /** The standard deviation of what `next` adds to what is usual. */
  readonly deviation: number;
}

/** How much of a deviation persists from minute to minute, and the share of the whole that does. */
const PERSISTENCE = 0.97;
const PERSISTENT_SHARE = 0.2;

/**
 * A series with a working day, a lunch dip, quiet weekends, and noise of `deviation`: eight tenths heavy-tailed from
 * minute to minute, two tenths a wander that lasts about half an hour, and one spike of ten deviations in two thousand minutes.
 */
export const noisySeries = (seed: number): NoisySeries => {
  const random = randomFrom(seed);
  const level = 1 + 9 * random();
  const swing = level * (0.2 + 0.6 * random());
  const peak = 9 + 8 * random();
  const deviation = level * (0.03 + 0.07 * random());
  let wander = 0;
  const usual = (minute: MinuteOfWeek): number => {
    const hour = (minute / 60) % 24;
    const isWeekend = minute >= 5 * 24 * 60;
    const day = Math.exp(-(((hour - peak) / 4) ** 2)) - 0.3 * Math.exp(-(((hour - peak - 1) / 0.8) ** 2));
    return level + swing * day * (isWeekend ? 0.4 : 1);
  };
  return {
    usual,
    deviation,
    next: (minute) => {
      wander = PERSISTENCE * wander + Math.sqrt(1 - PERSISTENCE ** 2) * normal(random);
      const spike = random() < 1 / 2_000 ? 10 : 0;
      const noise = Math.sqrt(1 - PERSISTENT_SHARE) * heavy(random) + Math.sqrt(PERSISTENT_SHARE) * wander + spike;
      return usual(minute) + deviation * noise;
    },
  };
};
