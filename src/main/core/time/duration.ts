import { type Duration, duration } from './instant.js';

const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const PART = /(\d+(?:\.\d+)?)(ms|[smhdw])/g;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))+$/;

/** Reads `"30s"`, `"5m"`, `"1h30m"`, `"1d"`; undefined where the text is no duration. */
export const parseDuration = (text: string): Duration | undefined => {
  const compact = text.trim();
  if (!WHOLE.test(compact)) return undefined;
  let total = 0;
  for (const [, amount, unit] of compact.matchAll(PART)) total += Number(amount) * (MILLISECONDS[unit as string] ?? 0);
  return duration(Math.round(total));
};

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** The shortest text that `parseDuration` reads back as the same length: `5400000` is `"1h30m"`. */
export const formatDuration = (length: Duration): string => {
  let rest = Math.round(length);
  if (rest <= 0) return '0s';
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
};
