import { request } from 'node:http';
import type { Clock, Stop } from '../../core/port/clock.js';
import { after, seconds } from '../../core/time/instant.js';

const FORMS = ['inquiry', 'booking'] as const;
const FIELDS = new URLSearchParams({
  name: 'A visitor',
  email: 'visitor@example.org',
  subject: 'Mathematics',
  day: 'Monday',
}).toString();
const PAUSE = seconds(1);

/** Makes-believe visitors: they send one form a second, in turn, over real requests. */
export const startVisitors = (url: string, clock: Clock): Stop => {
  let visits = 0;
  let stopTimer: Stop = () => undefined;
  const visit = (): void => {
    sendForm(`${url}${FORMS[visits % FORMS.length]}`);
    visits += 1;
    stopTimer = clock.wakeAt(after(clock.now(), PAUSE), visit);
  };
  visit();
  return () => stopTimer();
};

const sendForm = (address: string): void => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const visit = request(address, { method: 'POST', agent: false, headers }, (response) => response.resume());
  // A visitor who meets a closed door goes away; the console is there to notice.
  visit.on('error', () => undefined);
  visit.end(FIELDS);
};
