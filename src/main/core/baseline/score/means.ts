/** Fading means over about 3, 8, 33 and 167 rows: what the series does now, lately, for a while, as a rule. */
export interface Means {
  now: number;
  lately: number;
  while: number;
  rule: number;
}

export const createMeans = (): Means => ({ now: 0, lately: 0, while: 0, rule: 0 });

export const followMeans = (means: Means, value: number): void => {
  means.now += 0.35 * (value - means.now);
  means.lately += 0.12 * (value - means.lately);
  means.while += 0.03 * (value - means.while);
  means.rule += 0.006 * (value - means.rule);
};
