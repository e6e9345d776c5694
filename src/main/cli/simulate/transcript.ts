import type { Duration } from '../../core/time/instant.js';
import type { TraceEvent } from '../../engine/trace.js';
import { offsetText } from './offset.js';

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

/** A line as its JSON object, with the keys that are documented. */
export const lineObject = ({ at, until, event }: TranscriptLine): Readonly<Record<string, unknown>> => {
  const { event: name, ...facts } = event;
  // A stretch without a look says by `at` and `until` from when to when it was.
  const stretch = event.event === 'unobserved' ? { from: undefined, to: undefined } : {};
  const object = {
    at: offsetText(at),
    event: name,
    ...facts,
    ...stretch,
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
