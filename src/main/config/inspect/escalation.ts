import { nearest } from '../../core/text/nearest.js';
import type { ResolveContext } from '../context.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import { resolveEscalation, resolveTeams } from '../resolve/escalation.js';
import { profileOf } from '../resolve/resolve.js';
import type { ConfigDocument } from '../schema/v1.js';

type Level = NonNullable<NonNullable<ConfigDocument['escalation']>['critical']>[number];
type Severity = 'critical' | 'warning';

/** Levels that cannot be, that tell nobody, or whose team is not there. */
export const inspectEscalation = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => [
  ...(['critical', 'warning'] as const).flatMap((severity) => levels(document, context, severity)),
  ...textNobody(document, context),
];

const STANDARD_TEAMS = ['senior', 'management', 'executive'];

const levels = (document: ConfigDocument, context: ResolveContext, severity: Severity): readonly Finding[] => {
  const given = document.escalation?.[severity] ?? [];
  const teams = resolveTeams(document, profileOf(document, context));
  const known = [...new Set([...STANDARD_TEAMS, ...Object.keys(teams)])];
  return given.flatMap((level, index) => {
    const at = ['escalation', severity, index];
    return [
      ...impossible(level, given.slice(0, index), severity, at),
      ...outOfOrder(level, given, at),
      ...(known.includes(level.team) ? addresses(level.team, teams, at) : [unknownTeam(level.team, known, [...at, 'team'])]),
    ];
  });
};

const impossible = ({ level }: Level, earlier: readonly Level[], severity: Severity, at: Path): readonly Finding[] => {
  if (severity === 'warning' && level > 1) {
    return [error([...at, 'level'], `level ${level} is for criticals only`, 'Leave it out: warnings escalate to level 1.')];
  }
  return earlier.some((other) => other.level === level)
    ? [error([...at, 'level'], `level ${level} is there twice`, 'Keep one of the two.')]
    : [];
};

const latest = ({ after }: Level): number =>
  typeof after === 'number' ? after : Math.max(0, ...Object.values(after).filter((delay) => delay !== undefined));

/** Of several levels that have passed only the highest is told: one that comes no later than a higher one may never be. */
const outOfOrder = (level: Level, all: readonly Level[], at: Path): readonly Finding[] => {
  const earlier = all.find((other) => other.level > level.level && latest(other) <= latest(level));
  if (earlier === undefined) return [];
  const message = `level ${level.level} does not come before level ${earlier.level}: it may never be told`;
  return [warning([...at, 'after'], message, 'Give the higher level the longer delay.', 'value')];
};

const addresses = (name: string, teams: ReturnType<typeof resolveTeams>, at: Path): readonly Finding[] => {
  const team = teams[name];
  if (team !== undefined && (team.email.length > 0 || team.sms.length > 0 || team.slack !== null)) return [];
  const message = `the team "${name}" has no addresses: nobody would be told`;
  return [warning([...at, 'team'], message, `Add teams: { ${name}: { email: [...] } }.`, 'value')];
};

const unknownTeam = (team: string, known: readonly string[], at: Path): Finding => {
  const meant = nearest(team, known);
  return error(at, `there is no team "${team}"`, meant === undefined ? 'Add it under teams.' : `Did you mean "${meant}"?`);
};

/** An SMS that nobody acknowledges goes on to the level-1 team's numbers: there should be some. */
const textNobody = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => {
  const { sms } = document.channels ?? {};
  if (sms === undefined || sms.enabled === false || context.runtime !== 'desk') return [];
  const profile = profileOf(document, context);
  const first = resolveEscalation(document, profile).critical.find(({ level }) => level === 1)?.team;
  if (first !== undefined && (resolveTeams(document, profile)[first]?.sms.length ?? 0) > 0) return [];
  const message = 'an SMS that nobody acknowledges goes no further: the level-1 team has no numbers';
  return [warning(['channels', 'sms'], message, `Add teams: { ${first ?? 'senior'}: { sms: ["+44…"] } }.`)];
};
