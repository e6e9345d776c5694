import type { Clock, Stop } from '../core/port/clock.js';
import type { Settings } from '../core/port/settings.js';
import { after, days, hours } from '../core/time/instant.js';
import type { KeptLog } from '../platform/log.js';

export interface RetainLogParts {
  readonly clock: Clock;
  readonly log: Pick<KeptLog, 'forgetBefore'>;
  readonly settings: Pick<Settings, 'current' | 'subscribe'>;
}

const INTERVAL = days(1);
/** A wall clock that went further ahead than the time that passed has jumped, or the machine slept. */
const MOST_AHEAD = hours(1);

/** Applies `retention.logs` to the log's files: at the start, when the settings change, and once a day. */
export const retainLog = ({ clock, log, settings }: RetainLogParts): Stop => {
  const offset = (): number => clock.now() - clock.monotonic();
  let last = offset();
  let doubtedUntil = clock.monotonic();
  const retain = (): void => {
    if (offset() - last > MOST_AHEAD) doubtedUntil = clock.monotonic() + INTERVAL;
    last = offset();
    // Nothing is deleted by a clock that has just jumped; after a day it has proved right.
    if (clock.monotonic() < doubtedUntil) return;
    log.forgetBefore(after(clock.now(), -settings.current().config.retention.logs));
  };
  let cancel: Stop = () => undefined;
  const daily = (): void => {
    cancel = clock.wakeAt(after(clock.now(), INTERVAL), daily);
    retain();
  };
  daily();
  const unsubscribe = settings.subscribe(retain);
  return () => {
    unsubscribe();
    cancel();
  };
};
