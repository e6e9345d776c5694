import { fail } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { Settings } from '../../core/port/settings.js';
import { MOMENT_FORMS, readMoment } from '../../core/time/moment.js';
import type { HandlersOf } from './handler.js';

/** The console as it was pushed at a minute, and what is recorded of a day. */
export const pastHandlers = (desk: Desk, settings: Settings, clock: Clock): HandlersOf<'past'> => ({
  'past.read': async ({ at }) => {
    const moment = readMoment(at, clock.now(), settings.current().config.site.timeZone);
    if (moment === undefined) return fail({ code: 'bad-input', message: `“${at}” is no moment. ${MOMENT_FORMS}`, field: 'at' });
    return desk.past(moment);
  },
  'past.day': ({ to }) => desk.pastDay(to),
});
