import { parseDuration } from '../../core/time/duration.js';
import { type Duration, duration, hours, minutes, seconds } from '../../core/time/instant.js';

const two = (count: number): string => String(count).padStart(2, '0');

/** An offset from a scenario's start as `H:MM:SS`; hours go on counting past a day. */
export const offsetText = (offset: Duration): string => {
  const whole = Math.floor(offset / 1_000);
  return `${Math.floor(whole / 3_600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
};

const CLOCK = /^(\d+):([0-5]\d):([0-5]\d)$/;

/** Reads what `offsetText` writes, a duration, or `0`; undefined where the text is neither. */
export const readOffset = (text: string): Duration | undefined => {
  const [, h, m, s] = CLOCK.exec(text.trim()) ?? [];
  if (h !== undefined) return duration(hours(Number(h)) + minutes(Number(m)) + seconds(Number(s)));
  return text === '0' ? duration(0) : parseDuration(text);
};
