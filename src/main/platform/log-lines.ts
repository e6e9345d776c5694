import type { Instant } from '../core/time/instant.js';

/** What was written at `at` or later. Lines stand in the order of their time. */
export const linesSince = (text: string, at: Instant): string => {
  const lines = text.split(/(?<=\n)/);
  const first = lines.findIndex((line) => timeOfLine(line) >= at);
  return first < 0 ? '' : lines.slice(first).join('');
};

/** Milliseconds since the epoch; NaN for a line that a crash has torn, which goes with those before it. */
export const timeOfLine = (line: string): number => Date.parse(/"time":"([^"]+)"/.exec(line)?.[1] ?? '');
