import { fail } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { Settings } from '../../core/port/settings.js';
import { MOMENT_FORMS, readMoment } from '../../core/time/moment.js';
import type { HandlersOf } from './handler.js';

/** Why an alert woke somebody, and why a silence is one. */
export const explainHandlers = (desk: Desk, settings: Settings, clock: Clock): HandlersOf<'explain'> => ({
  'explain.read': async ({ rule, labels, at }) => {
    const { timeZone } = settings.current().config.site;
    const moment = at === null ? null : readMoment(at, clock.now(), timeZone);
    if (moment === undefined) return fail({ code: 'bad-input', message: `“${at}” is no moment. ${MOMENT_FORMS}`, field: 'at' });
    return desk.explain({ rule, labels, at: moment });
  },
});
