/** A share of one as per cent with one place: `4.2 %`; never rounded to a whole 100. */
export const percentText = (ratio: number): string => {
  const rounded = Math.round(ratio * 1_000) / 10;
  return `${ratio < 1 ? Math.min(99.9, rounded) : 100} %`;
};

/** A count with its thousands apart: `2,214`. */
export const countText = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');

/** Seconds as people say them: `2.31 s`, `184 ms`. */
export const secondsText = (value: number): string =>
  value >= 1 || value === 0 ? `${Math.round(value * 100) / 100} s` : `${Math.round(value * 1_000)} ms`;
