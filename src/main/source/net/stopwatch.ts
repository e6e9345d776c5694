import { isIP, type Socket } from 'node:net';
import type { PhaseFacts } from '../../core/model/reading.js';
import type { Clock } from '../../core/port/clock.js';
import { type Duration, duration } from '../../core/time/instant.js';
import type { Endpoint } from './endpoint.js';

/** What an exchange is doing. */
export type Stage = 'dns' | 'tcp' | 'tls' | 'firstByte' | 'download';

export interface Stopwatch {
  /** Listens to a new socket's own events: lookup, connect, secureConnect. */
  follow(socket: Socket): void;
  mark(moment: 'response' | 'end'): void;
  stage(): Stage;
  phases(): PhaseFacts;
  /** From the start to the last mark. */
  took(): Duration;
}

type Moment = 'start' | 'lookup' | 'connect' | 'secure' | 'response' | 'end';

/** Times one exchange. Phases that do not take place (a lookup of an address, TLS on a plain connection) stay absent. */
export const startStopwatch = (clock: Clock, { host }: Endpoint, cover: 'tls' | 'plain'): Stopwatch => {
  const isTls = cover === 'tls';
  const isName = isIP(host) === 0;
  const moments: Partial<Record<Moment, number>> = { start: roundOff(clock.monotonic()) };
  const mark = (moment: Moment): void => {
    moments[moment] ??= roundOff(clock.monotonic());
  };
  const follow = (socket: Socket): void => {
    socket.once('lookup', () => mark('lookup'));
    socket.once('connect', () => mark('connect'));
    socket.once('secureConnect', () => mark('secure'));
  };
  const stage = (): Stage => {
    if (moments.response !== undefined) return 'download';
    if (moments.connect === undefined) return isName && moments.lookup === undefined ? 'dns' : 'tcp';
    return isTls && moments.secure === undefined ? 'tls' : 'firstByte';
  };
  const took = (): Duration => duration(roundOff((moments.end ?? clock.monotonic()) - (moments.start ?? 0)));
  return { follow, mark, stage, phases: () => phasesOf(moments), took };
};

/** To the microsecond: more is noise. */
const roundOff = (length: number): number => Math.round(length * 1_000) / 1_000;

const phasesOf = (m: Partial<Record<Moment, number>>): PhaseFacts => ({
  ...span('dns', m.start, m.lookup),
  ...span('tcp', m.lookup ?? m.start, m.connect),
  ...span('tls', m.connect, m.secure),
  ...span('firstByte', m.secure ?? m.connect, m.response),
  ...span('download', m.response, m.end),
});

const span = (phase: Stage, from: number | undefined, to: number | undefined): PhaseFacts =>
  from === undefined || to === undefined ? {} : { [phase]: duration(roundOff(to - from)) };

const STAGES: readonly Stage[] = ['dns', 'tcp', 'tls', 'firstByte', 'download'];

/** Phase by phase, the time of both: what a visitor waits for over a chain of redirects. */
export const addPhases = (a: PhaseFacts, b: PhaseFacts): PhaseFacts => {
  const sum: { -readonly [Phase in Stage]?: Duration } = {};
  for (const phase of STAGES) {
    if (a[phase] !== undefined || b[phase] !== undefined) sum[phase] = duration(roundOff((a[phase] ?? 0) + (b[phase] ?? 0)));
  }
  return sum;
};
