import type { Clock, Stop } from '../../core/port/clock.js';
import { after, minutes, seconds } from '../../core/time/instant.js';
import { connect } from '../console/client.js';
import type { Visits } from './visits.js';

const EVERY = minutes(1);
/** The console needs a moment to start. */
const FIRST = seconds(10);

/** Tells the console of that data folder once a minute what visitors did, as a site's back end would. */
export const tellOfVisits = (visits: Visits, dataFolder: string, clock: Clock): Stop => {
  let stop: Stop = () => undefined;
  const wait = (length: number): void => {
    stop = clock.wakeAt(after(clock.now(), length), tell);
  };
  const tell = (): void => {
    wait(EVERY);
    connect(dataFolder)
      .then((console) => console.post('/api/monitoring/ingest', visits.minute()))
      // A console that is not there hears nothing, as in earnest.
      .catch(() => undefined);
  };
  wait(FIRST);
  return () => stop();
};
