import type { Clock } from '../core/port/clock.js';
import { after, seconds } from '../core/time/instant.js';

export interface Ending {
  readonly clock: Clock;
  /** Stops everything, in order. */
  readonly stop: () => Promise<void>;
  /** Whether a version is to be put in place at the end. Asked when it is known: once what was open has been counted. */
  readonly willInstall: () => boolean;
}

/** How long stopping may take; what is not finished by then was not begun safely anyway. The last step of an update comes after all stops. */
const STOP_LIMIT = seconds(5);
const INSTALL_LIMIT = seconds(60);

/** Stops everything, or as much as the time allows: resolves with the exit code. */
export const endInTime = ({ clock, stop, willInstall }: Ending): Promise<0 | 1> => {
  const wait = (length: number): Promise<void> => new Promise((done) => void clock.wakeAt(after(clock.now(), length), done));
  const limit = async (): Promise<void> => {
    await wait(STOP_LIMIT);
    if (willInstall()) await wait(INSTALL_LIMIT - STOP_LIMIT);
  };
  return Promise.race([stop(), limit()]).then(
    () => 0 as const,
    () => 1 as const,
  );
};
