import type { Matcher, RuleId } from '../../core/model/rule.js';
import type {
  AlertPattern,
  HandOver,
  Inhibition,
  MaintenanceWindow,
  QuietHours,
  RateLimits,
} from '../../core/model/telling.js';
import { parseMatchers } from '../../core/rule/matcher.js';
import { readDateTime } from '../../core/time/calendar.js';
import { hours, minutes } from '../../core/time/instant.js';
import type { ConfigDocument, ProfileDocument } from '../schema/v1.js';
import { minuteOfDay } from './channels.js';

type PatternDocument = NonNullable<ConfigDocument['inhibit']>[number]['when'];
type MaintenanceDocument = NonNullable<ConfigDocument['maintenance']>[number];

/** In the order of the calendar: the place in it is the number of the weekday. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const resolveInhibitions = (document: ConfigDocument, profile: ProfileDocument): readonly Inhibition[] =>
  (document.inhibit ?? profile.inhibit ?? []).map(({ when, mute, equal }) => ({
    when: patternOf(when),
    mute: patternOf(mute),
    equal: equal ?? [],
  }));

const patternOf = (pattern: PatternDocument): AlertPattern => ({
  rule: (pattern.rule as RuleId | undefined) ?? null,
  severity: pattern.severity ?? null,
  category: pattern.category ?? null,
  impact: pattern.impact ?? null,
  labels: matchersOf(pattern.labels ?? {}),
});

/** Matchers that cannot be read were refused before. */
const matchersOf = (match: Readonly<Record<string, string>>): readonly Matcher[] => {
  const parsed = parseMatchers(match);
  return parsed.ok ? parsed.value : [];
};

export const resolveMaintenance = (document: ConfigDocument, siteZone: string): readonly MaintenanceWindow[] =>
  (document.maintenance ?? []).map((window) => windowOf(window, window.timeZone ?? siteZone));

const windowOf = (window: MaintenanceDocument, timeZone: string): MaintenanceWindow => ({
  name: window.name ?? 'maintenance',
  match: matchersOf(window.match ?? {}),
  from: window.from === undefined ? null : (readDateTime(window.from, timeZone) ?? null),
  to: window.to === undefined ? null : (readDateTime(window.to, timeZone) ?? null),
  every:
    window.every === undefined
      ? null
      : {
          weekdays: (window.every.days ?? WEEKDAYS).map((day) => WEEKDAYS.indexOf(day)),
          at: minuteOfDay(window.every.at),
          for: window.every.for,
        },
  timeZone,
});

export const resolveQuietHours = ({ quietHours }: ConfigDocument, siteZone: string): QuietHours | null =>
  quietHours === undefined
    ? null
    : {
        from: minuteOfDay(quietHours.from),
        to: minuteOfDay(quietHours.to),
        timeZone: quietHours.timeZone ?? siteZone,
        holds: quietHours.holds ?? ['warning', 'info'],
      };

/** Off unless the document has it. */
export const resolveHandOver = ({ handOver }: ConfigDocument): HandOver | null =>
  handOver === undefined ? null : { order: handOver.order, after: handOver.after ?? minutes(5) };

export const resolveRateLimits = ({ rateLimits }: ConfigDocument): RateLimits => ({
  perRule: rateLimits?.perRule ?? { count: 20, per: hours(1) },
  storm: rateLimits?.storm ?? { firings: 10, within: minutes(1) },
});
