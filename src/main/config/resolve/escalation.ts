import type { EscalationPlan, LevelPlan, Team } from '../../core/model/telling.js';
import { type Duration, days, hours, minutes } from '../../core/time/instant.js';
import type { ConfigDocument, ProfileDocument } from '../schema/v1.js';

type EscalationDocument = NonNullable<ConfigDocument['escalation']>;
type LevelDocument = NonNullable<EscalationDocument['critical']>[number];
type Delays = LevelPlan['after'];

/** The same delay, whatever the impact. */
const always = (delay: Duration): Delays => ({ high: delay, medium: delay, low: delay, none: delay });

const IMPACT_DELAYS = { high: minutes(0), medium: minutes(30), low: hours(2) };

/** The requirements' levels. An impact that is stated replaces the wait for level 1. */
const CRITICAL: readonly LevelPlan[] = [
  { level: 1, after: { ...IMPACT_DELAYS, none: hours(1) }, team: 'senior' },
  { level: 2, after: always(hours(4)), team: 'management' },
  { level: 3, after: always(hours(24)), team: 'executive' },
];
const WARNING: readonly LevelPlan[] = [{ level: 1, after: { ...IMPACT_DELAYS, none: days(1) }, team: 'senior' }];

/** The levels as given, else the profile's, else the requirements': a list replaces the one below it, other keys merge. */
export const resolveEscalation = (document: ConfigDocument, profile: ProfileDocument): EscalationPlan => {
  const own = document.escalation ?? {};
  const built = profile.escalation ?? {};
  return {
    critical: levelsOf(own.critical ?? built.critical, CRITICAL),
    warning: levelsOf(own.warning ?? built.warning, WARNING),
    stopOnAcknowledge: own.stopOnAcknowledge ?? built.stopOnAcknowledge ?? false,
  };
};

const levelsOf = (given: readonly LevelDocument[] | undefined, standard: readonly LevelPlan[]): readonly LevelPlan[] => {
  if (given === undefined) return standard;
  const levels = given.map((level) => ({
    level: level.level as LevelPlan['level'],
    after: delaysOf(level, standard),
    team: level.team,
  }));
  return levels.sort((a, b) => a.level - b.level);
};

/** One delay is for every impact; of several, those that are not given are the standard ones of that level. */
const delaysOf = ({ level, after }: LevelDocument, standard: readonly LevelPlan[]): Delays => {
  if (typeof after === 'number') return always(after);
  const usual = standard.find((one) => one.level === level)?.after ?? always(after.none ?? hours(1));
  return {
    high: after.high ?? usual.high,
    medium: after.medium ?? usual.medium,
    low: after.low ?? usual.low,
    none: after.none ?? usual.none,
  };
};

/** The profile's teams with the document's addresses over them, kind by kind. */
export const resolveTeams = (document: ConfigDocument, profile: ProfileDocument): Readonly<Record<string, Team>> => {
  const names = new Set([...Object.keys(profile.teams ?? {}), ...Object.keys(document.teams ?? {})]);
  return Object.fromEntries([...names].map((name) => [name, teamOf(name, document, profile)]));
};

const teamOf = (name: string, document: ConfigDocument, profile: ProfileDocument): Team => {
  const own = document.teams?.[name] ?? {};
  const built = profile.teams?.[name] ?? {};
  return {
    email: own.email ?? built.email ?? [],
    sms: own.sms ?? built.sms ?? [],
    slack: own.slack ?? built.slack ?? null,
  };
};
