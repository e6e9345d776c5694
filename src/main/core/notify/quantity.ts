/** How a number of a series is said to people, by the unit at the end of the series' name. en-GB, three significant digits; shares four. */
export const sayQuantity = (metric: string, value: number): string => {
  if (metric.endsWith('_ratio')) return `${digits(value * 100, 4)} %`;
  if (metric.endsWith('expiry_seconds')) return sayDays(value);
  if (metric.endsWith('_seconds')) return saySeconds(value);
  if (metric.endsWith('_bytes')) return sayBytes(value);
  // How many times faster than it would last: a number alone says nothing.
  if (metric === 'burn_rate') return `${digits(value)} ×`;
  return digits(value);
};

const digits = (value: number, significant = 3): string =>
  Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(significant)));

const saySeconds = (value: number): string => (Math.abs(value) < 1 ? `${digits(value * 1_000)} ms` : `${digits(value)} s`);

const sayDays = (value: number): string => {
  const days = Math.floor(value / 86_400);
  return `${days} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
};

const BYTE_STEPS = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['KB', 1e3],
] as const;

const sayBytes = (value: number): string => {
  for (const [unit, size] of BYTE_STEPS) if (Math.abs(value) >= size) return `${digits(value / size)} ${unit}`;
  return `${digits(value)} B`;
};

/** `4 min`, `2 h 10 min`, `3 d`: a length for people, its two largest units. */
export const sayLength = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${Math.max(0, seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(hours, 'h', minutes % 60, 'min');
  return joined(Math.floor(hours / 24), 'd', hours % 24, 'h');
};

const joined = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
