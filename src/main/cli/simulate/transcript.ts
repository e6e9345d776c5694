import type { Duration } from '../../core/time/instant.js';
import type { TraceEvent } from '../../engine/trace.js';

/** One line of a transcript, before it is written: its offset from the start and what happened. */
export interface TranscriptLine {
  readonly at: Duration;
  /** End of an unobserved stretch. */
  readonly until?: Duration;
  readonly event: TraceEvent | ActionLine;
}

export interface ActionLine {
  readonly event: 'action';
  readonly action: string;
  readonly rule?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly by: string;
  readonly refused?: string;
}

const two = (count: number): string => String(count).padStart(2, '0');

/** `H:MM:SS`; hours go on counting past a day. */
export const offsetText = (offset: Duration): string => {
  const seconds = Math.floor(offset / 1_000);
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

/** A line as its JSON object, with the keys that are documented. */
export const lineObject = ({ at, until, event }: TranscriptLine): Readonly<Record<string, unknown>> => {
  const { event: name, ...rest } = event;
  const { from, to, ...facts } = rest as Record<string, unknown>;
  const isUnobserved = name === 'unobserved';
  const object = {
    at: offsetText(at),
    event: name,
    ...facts,
    ...(isUnobserved || from === undefined ? {} : { from, to }),
    ...(until === undefined ? {} : { until: offsetText(until) }),
  };
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined));
};

/** The same as a sentence for people. */
export const lineText = (line: TranscriptLine): string => {
  const { at, event, ...facts } = lineObject(line) as Record<string, unknown>;
  const words = Object.entries(facts).map(
    ([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return `${at}  ${String(event).padEnd(12)} ${words.join(' ')}`;
};
